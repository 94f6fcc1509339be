"""The index of each database: SQLite's FTS5 and PostgreSQL's tsvector over the same tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from django.db import connection

from server.search.query import Phrase, Query

TITLE_WEIGHT: Final = 10.0
Parameters = dict[str, Any]
_AT_ONCE: Final = 32 * 1024 * 1024
_USUAL: Final = 1024 * 1024
_USUAL_MERGING: Final = 4
"""SQLite's own settings (fts5_config.c)."""


@dataclass(frozen=True, slots=True)
class Row:
    """What of a document is found: folded tokens, titles and texts of both editions."""

    key: int
    title: str
    body: str
    title_en: str
    body_en: str
    initials: str


class Engine(Protocol):
    """How a database indexes, matches and ranks."""

    source: str
    """FROM clause with the documents as ``d``; needs ``%(words)s``."""
    rank: str
    """ORDER BY expression, best first."""

    def add(self, rows: Iterable[Row]) -> None:
        """Puts rows into the index."""

    def clear(self) -> None:
        """Empties the index, to be filled at once; ``settle`` ends that."""

    def settle(self) -> None:
        """Puts a much changed index in order."""

    def words(self, query: Query, *, titles: bool = False) -> str:
        """``query`` in the database's language, over everything or over titles only."""

    def letters(self, initials: str) -> str:
        """A query for titles whose readings begin so, letter by letter; it ranks none of them."""


def engine() -> Engine:
    """The engine of the database that is configured."""
    return _Postgres() if connection.vendor == "postgresql" else _Sqlite()


class _Sqlite:
    """FTS5 without content: the words themselves are in ``Wording``."""

    source = (
        "search_fts JOIN search_document d ON d.id = search_fts.rowid"
        " WHERE search_fts MATCH %(words)s"
    )
    rank = f"bm25(search_fts, {TITLE_WEIGHT}, 1.0, {TITLE_WEIGHT}, 1.0, 0.0)"

    def add(self, rows: Iterable[Row]) -> None:
        """FTS5 rows under the documents' keys."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_fts (rowid, title, body, title_en, body_en, initials)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                [(r.key, r.title, r.body, r.title_en, r.body_en, r.initials) for r in rows],
            )

    def clear(self) -> None:
        """The special command of contentless tables; then much is gathered before it is merged."""
        self._gather(_AT_ONCE, merging=0)
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts (search_fts) VALUES ('delete-all')")

    def settle(self) -> None:
        """Merges the index into one b-tree and teaches the planner."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts (search_fts) VALUES ('optimize')")
            cursor.execute("ANALYZE")
        self._gather(_USUAL, merging=_USUAL_MERGING)

    @staticmethod
    def _gather(size: int, *, merging: int) -> None:
        """How many bytes of words SQLite holds before it writes, and how many parts it merges."""
        with connection.cursor() as cursor:
            for name, value in (("hashsize", size), ("automerge", merging)):
                cursor.execute(
                    "INSERT INTO search_fts (search_fts, rank) VALUES (%s, %s)", [name, value]
                )

    def words(self, query: Query, *, titles: bool = False) -> str:
        """Phrases in quotes; tokens are letters and digits, so nothing needs escaping."""
        columns = "{title title_en}" if titles else "{title body title_en body_en}"
        return f"{columns} : ({' AND '.join(self._phrase(one) for one in query.phrases)})"

    def letters(self, initials: str) -> str:
        """A phrase of letters."""
        return f'{{initials}} : "{" ".join(initials)}"'

    @staticmethod
    def _phrase(phrase: Phrase) -> str:
        either = " OR ".join(
            f'"{" ".join(wording)}"{"*" if phrase.open_end(wording) else ""}'
            for wording in phrase.wordings
        )
        return f"({either})"


_LAST_POSITION: Final = 16_383
"""What PostgreSQL can store; it keeps 255 places of a word in a text, too."""


class _Postgres:
    """tsvector written by us, not by PostgreSQL's parser, so that both databases agree."""

    source = "search_document d WHERE d.vector @@ %(words)s::tsquery"
    # D, C, B, A: a title counts ten times what a text does; 1: and more in a short document
    rank = "-ts_rank('{0.1, 0.1, 0.1, 1.0}', d.vector, %(words)s::tsquery, 1)"

    def add(self, rows: Iterable[Row]) -> None:
        """Fills the column of the documents' rows."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_document SET vector = %s::tsvector WHERE id = %s",
                [(_vector(row), row.key) for row in rows],
            )

    def clear(self) -> None:
        """Nothing: the index goes with its rows."""

    def settle(self) -> None:
        """Fresh figures for the planner."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def words(self, query: Query, *, titles: bool = False) -> str:
        """Tokens side by side, each of weight A where titles are meant."""
        label = "A" if titles else "AD"
        return " & ".join(self._phrase(one, label) for one in query.phrases)

    def letters(self, initials: str) -> str:
        """A phrase of letters, which have a weight of their own."""
        return " <-> ".join(f"'{letter}':B" for letter in initials)

    @staticmethod
    def _phrase(phrase: Phrase, label: str) -> str:
        def tokens(wording: tuple[str, ...]) -> str:
            star = "*" if phrase.open_end(wording) else ""
            ends = [label] * (len(wording) - 1) + [star + label]
            pairs = zip(wording, ends, strict=True)
            return " <-> ".join(f"'{token}':{end}" for token, end in pairs)

        return "(" + " | ".join(f"({tokens(one)})" for one in phrase.wordings) + ")"


def _vector(row: Row) -> str:
    """Tokens with their places and weights; parts are kept apart so that no phrase spans two."""
    places: dict[str, list[str]] = {}
    position = 0
    parts = ((row.title, "A"), (row.title_en, "A"), (row.initials, "B"))
    for text, weight in (*parts, (row.body, ""), (row.body_en, "")):
        position += 1
        for token in text.split():
            position += 1
            places.setdefault(token, []).append(f"{min(position, _LAST_POSITION)}{weight}")
    return " ".join(f"'{token}':{','.join(at)}" for token, at in places.items())
