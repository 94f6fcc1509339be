"""Persons' names in running text: what script conversion must leave alone.

Some surnames are written the same in both scripts but are also the simplified
form of another character (范先生 is not 範先生). A surname is recognised by the
honorific or the office after it, unless the character before makes it part of a
word (关于先生). Names that are known, such as the signed-in visitor's, are passed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from locales.errors import GlossaryError
from locales.glossary import DATA

Span = tuple[int, int]
"""Start and stop in code points."""


class NameFinder:
    """Finds the spans of names; built from ``surnames.tsv`` and the names that are known."""

    def __init__(self, known: Iterable[str] = (), path: Path = DATA / "surnames.tsv") -> None:
        rules = _Rules(path)
        patterns = [re.escape(name) for name in sorted(filter(None, known), key=len, reverse=True)]
        self._known = re.compile("|".join(patterns)) if patterns else None
        self._surname = rules.pattern

    def spans(self, text: str) -> list[Span]:
        """Where the names are, in order, not overlapping."""
        found = [match.span(1) for match in self._surname.finditer(text)]
        if self._known is not None:
            found += [match.span() for match in self._known.finditer(text)]
        return merge(found)


class _Rules:
    """The lines of ``surnames.tsv``.

    ``surname<TAB>char<TAB>before<TAB>after``: with one of these beside it, it is no surname;
    ``before`` with ``=`` in front: it is one only after these, or where a phrase begins
    (于 is a preposition after nearly everything else).
    ``honorific<TAB>word``: follows the surname, or a surname and a given name.
    ``office<TAB>word``: follows the surname at once.
    """

    def __init__(self, path: Path) -> None:
        rows = [
            (number, line.split("\t"))
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
            if line and not line.startswith("#")
        ]
        words: dict[str, list[str]] = {"honorific": [], "office": []}
        surnames: dict[str, str] = {}
        for number, fields in rows:
            if fields[0] == "surname" and len(fields) == 4 and all(fields):
                _, char, before, after = fields
                surnames[char] = f"(?<={char}){_before(before, char)}(?![{after}])"
            elif fields[0] in words and len(fields) == 2:
                words[fields[0]].append(fields[1])
            else:
                raise GlossaryError(path, number, "no surname, honorific or office")
        called = "|".join(words["honorific"])
        office = "|".join(words["office"])
        # The character set comes first: it lets the engine skip most of a text.
        self.pattern = re.compile(
            f"([{''.join(surnames)}])(?:{'|'.join(surnames.values())})"
            f"(?=[\u4e00-\u9fff·]{{0,2}}(?:{called})|(?:{office}))"
        )


def _before(characters: str, char: str) -> str:
    if characters.startswith("="):
        return f"(?:(?<=[{characters[1:]}]{char})|(?<![\u4e00-\u9fff]{char}))"
    return f"(?<![{characters}]{char})"


def merge(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, touching and overlapping ones made one."""
    merged: list[Span] = []
    for start, stop in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        elif start < stop:
            merged.append((start, stop))
    return merged
