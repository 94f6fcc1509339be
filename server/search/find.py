"""Asks the index: how many documents there are by what narrows them, and which come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from server.search.engine import Engine, engine
from server.search.models import EDITION_BITS, Bucket
from server.search.query import Query
from server.search.version import kept

FACETS: Final = ("system", "class", "organ", "year")
RELEVANCE: Final = ""
NEWEST: Final = "newest"
OLDEST: Final = "oldest"
SORTS: Final = (RELEVANCE, NEWEST, OLDEST)

# "class" is a class or a subclass: both are in one parameter, as in the directory.
_CHOSEN: Final = """
 AND (d.editions & %(edition)s) > 0
 AND (%(system)s = '' OR d.kind = %(system)s)
 AND (%(class)s = '' OR d.upper = %(class)s OR d.category = %(class)s)
 AND (%(organ)s = '' OR d.organ = %(organ)s)
 AND (%(year)s = 0 OR d.year = %(year)s)
"""
_ORDERS: Final = {
    RELEVANCE: "{rank}, d.published_at DESC, d.id DESC",
    NEWEST: "d.published_at DESC, d.id DESC",
    OLDEST: "d.published_at, d.id",
}
_SHORTEST: Final = (
    "(SELECT length(w.title) FROM search_wording w"
    " WHERE w.document_id = d.id AND w.edition = %(name)s)"
)
"""What was typed is most of a short title."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The chosen value of each facet; empty ones do not narrow."""

    system: str = ""
    category: str = ""
    organ: str = ""
    year: str = ""

    def value(self, name: str) -> str:
        """The chosen value of a facet."""
        return str(getattr(self, "category" if name == "class" else name))


@dataclass(frozen=True, slots=True)
class Group:
    """How many matches have these values; ``upper`` and ``category`` are the facet "class"."""

    system: str
    upper: str
    category: str
    organ: str
    year: str
    count: int

    def fits(self, chosen: Narrowing, without: str = "") -> bool:
        """True if it is in what is chosen; ``without`` leaves out one facet."""
        return all(
            not chosen.value(name) or chosen.value(name) in self._values(name)
            for name in FACETS
            if name != without
        )

    def value(self, name: str) -> str:
        """Its value in a facet; what is in a subclass counts for the class."""
        return self.upper if name == "class" else str(getattr(self, name))

    def _values(self, name: str) -> tuple[str, ...]:
        return (self.upper, self.category) if name == "class" else (self.value(name),)


class Matches:
    """What matches a query in an edition."""

    def __init__(self, query: Query, edition: str) -> None:
        self._engine: Engine = engine()
        self._query = query
        self._parameters: dict[str, Any] = {
            "words": self._engine.words(query) if query.phrases else "",
            "edition": EDITION_BITS[edition],
        }

    def groups(self) -> list[Group]:
        """Counts by all that narrows, from which every facet and every total follow."""
        if not self._query.phrases:
            return []
        name = f"search {self._parameters['edition']} {self._parameters['words']}"
        counts = kept(name, self._count)
        buckets = kept("buckets", _buckets)
        return [Group(*buckets[key], count) for key, count in counts]

    def _count(self) -> list[tuple[Any, ...]]:
        return self._rows(
            f"SELECT d.bucket_id, count(*) FROM {self._engine.source}"  # noqa: S608 - our own text
            " AND (d.editions & %(edition)s) > 0 GROUP BY d.bucket_id",
            {},
        )

    def keys(self, chosen: Narrowing, sort: str, start: int, count: int) -> list[int]:
        """The documents of a page, best first; one character everywhere is ordered by date."""
        if not self._query.phrases:
            return []
        if sort == RELEVANCE and self._query.single:
            sort = NEWEST
        order = _ORDERS[sort].format(rank=self._engine.rank)
        narrowing = {name: chosen.value(name) for name in FACETS}
        rows = self._rows(
            f"SELECT d.id FROM {self._engine.source} {_CHOSEN} ORDER BY {order}"  # noqa: S608 - as above
            " LIMIT %(count)s OFFSET %(start)s",
            {**narrowing, "year": int(chosen.year or 0), "count": count, "start": start},
        )
        return [row[0] for row in rows]

    def _rows(self, statement: str, more: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Statements are put together of this module's own text; values are parameters."""
        with connection.cursor() as cursor:
            cursor.execute(statement, {**self._parameters, **more})
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _buckets() -> dict[int, tuple[str, str, str, str, str]]:
    """The values of every bucket."""
    rows = Bucket.objects.values_list("pk", "kind", "upper", "category", "organ", "year")
    return {row[0]: (*row[1:5], str(row[5]) if row[5] else "") for row in rows}


def counted(groups: list[Group], name: str) -> Counter[str]:
    """Matches by the values of a facet, the most frequent first."""
    counts: Counter[str] = Counter()
    for group in groups:
        value = group.value(name)
        if value:
            counts[value] += group.count
    return counts


def titles(words: str, edition: str, count: int, *, by_rank: bool = True) -> list[int]:
    """Documents whose titles match: the best first, or those with the shortest titles."""
    used = engine()
    order = f"{used.rank if by_rank else _SHORTEST}, {_ORDERS[NEWEST]}"
    parameters: dict[str, Any] = {"words": words, "edition": EDITION_BITS[edition], "count": count}
    parameters["name"] = edition
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT d.id FROM {used.source} AND (d.editions & %(edition)s) > 0"  # noqa: S608 - our own text
            f" ORDER BY {order} LIMIT %(count)s",
            parameters,
        )
        return [row[0] for row in cursor.fetchall()]
