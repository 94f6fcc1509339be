"""What of a listing is chosen, and the facets that narrow it further."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

from django.db.models import Count, Model, QuerySet

from server.content.shape import with_query
from server.search.version import kept
from server.words import Words

Texts: TypeAlias = QuerySet[Any]
Counts: TypeAlias = Mapping[Any, int]
Values: TypeAlias = list[tuple[str, str, int]]
"""Value of the parameter, title, how many there are."""
DIRECTORY: Final = "/disclosures"


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the listing at ``address`` is wanted; ``members`` are its facets' parameters."""

    address: str
    members: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    page: int = 1

    def get(self, param: str) -> str:
        """The chosen value of a parameter; empty: not narrowed."""
        return self.members.get(param, "")

    def href(self) -> str:
        """The canonical address of this choice."""
        paged = self.page if self.page > 1 else None
        return with_query(self.address, **self.members, sort=self.sort, page=paged)

    def with_member(self, param: str, value: str, clear: tuple[str, ...] = ()) -> Choice:
        """This choice with one member changed, from its first page."""
        dropped = dict.fromkeys(clear, "")
        return replace(self, members={**self.members, **dropped, param: value}, page=1)


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a listing.

    ``path`` is what is counted; ``values`` turns counts into options; ``narrow`` keeps the
    chosen ones; ``chosen`` names the option that is, where it is not the parameter's value.
    ``name`` differs from ``param`` where two facets share a parameter;
    ``clear`` are parameters that lose their sense when this one changes; ``within`` is the one
    without which this facet has no options.
    """

    name: str
    param: str
    title: str
    path: str
    values: Callable[[Counts, Choice, Words], Values]
    narrow: Callable[[Texts, str], Texts]
    check: Callable[[str], bool] = bool
    chosen: Callable[[Choice], str] | None = None
    clear: tuple[str, ...] = ()
    within: str = ""

    def options(self, counts: Counts, choice: Choice, say: Words) -> list[dict[str, Any]]:
        """The options that lead to something; choosing a chosen one takes it away."""
        chosen = self.chosen(choice) if self.chosen else choice.get(self.param)
        return [
            {
                "title": title,
                "count": count,
                "href": self._other(choice, "" if value == chosen else value).href(),
                "selected": value == chosen,
            }
            for value, title, count in self.values(counts, choice, say)
            if count
        ]

    def _other(self, choice: Choice, value: str) -> Choice:
        return choice.with_member(self.param, value, self.clear)


def narrowed(texts: Texts, choice: Choice, facets: tuple[Facet, ...], without: str = "") -> Texts:
    """The texts of a choice; ``without`` leaves out one parameter, for that facet's counts."""
    done = {without}
    for facet in facets:
        value = choice.get(facet.param)
        if value and facet.param not in done:
            texts = facet.narrow(texts, value)
            done.add(facet.param)
    return texts


def facet_members(
    texts: Texts, choice: Choice, facets: tuple[Facet, ...], say: Words
) -> list[dict[str, Any]]:
    """All facets with counts, each counted as if it were not chosen itself.

    Choices that differ in a facet's own parameter only have its counts in common.
    """
    found = []
    for facet in facets:
        if facet.within and not choice.get(facet.within):
            continue
        others = replace(choice, sort="").with_member(facet.param, "").href()
        name = f"counts {say.edition} {facet.path} {others}"
        counts = kept(name, _counter(texts, choice, facets, facet))
        options = facet.options(counts, choice, say)
        if options:
            found.append({"name": facet.name, "title": say(facet.title), "options": options})
    return found


def _counter(
    texts: Texts, choice: Choice, facets: tuple[Facet, ...], facet: Facet
) -> Callable[[], Counts]:
    chosen = narrowed(texts, choice, facets, without=facet.param)
    return lambda: count_by(chosen, facet.path)


def count_by(texts: Texts, path: str) -> Counts:
    """How many texts there are by the value at ``path``: the one place where facets are counted."""
    rows = texts.order_by().values_list(path).annotate(n=Count("pk"))
    return dict(rows.values_list(path, "n"))


def count_all(texts: Texts) -> int:
    """How many texts there are: the one place where totals are counted."""
    return texts.order_by().count()


def named(model: type[Model], key: str, **kept: Any) -> Callable[[Counts, Choice, Words], Values]:
    """Options out of rows that have a ``name(edition)``; ``key`` is their parameter's value."""

    def values(counts: Counts, _choice: Choice, say: Words) -> Values:
        rows = model._default_manager.filter(pk__in=[pk for pk in counts if pk], **kept)
        return [(getattr(row, key), _name(row, say), counts[row.pk]) for row in rows]

    return values


def _name(row: Any, say: Words) -> str:
    return str(row.name(say.edition))


def worded(table: str) -> Callable[[Counts, Choice, Words], Values]:
    """Options out of words: one for every key of ``table``, in that order."""

    def values(counts: Counts, _choice: Choice, say: Words) -> Values:
        return [(key, title, counts.get(key, 0)) for key, title in say.table(table).items()]

    return values
