"""What a visitor typed, as phrases: all of them must be found, each in one of its wordings."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from server.search.fold import DATA, fold, is_han

LONGEST: Final = 100
"""Characters of a query; more is no search but a pasted text."""
_SHORTEST_PREFIX: Final = 2
_SHORTEST_PLURAL: Final = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that must stand side by side, in the words that were typed or in another's."""

    wordings: tuple[tuple[str, ...], ...]

    def open_end(self, wording: tuple[str, ...]) -> bool:
        """True if the last token may go on: a Latin word matches the words it begins."""
        last = wording[-1]
        return last.isascii() and last.isalpha() and len(last) >= _SHORTEST_PREFIX


@dataclass(frozen=True, slots=True)
class Query:
    """A search; without phrases it finds nothing."""

    phrases: tuple[Phrase, ...]

    @property
    def single(self) -> bool:
        """True for one Han character: it is everywhere, so that rank says nothing."""
        tokens = [token for phrase in self.phrases for token in phrase.wordings[0]]
        return len(tokens) == 1 and len(tokens[0]) == 1 and is_han(tokens[0])


@lru_cache(maxsize=1)
def _synonyms() -> tuple[tuple[str, str], ...]:
    """Folded words and what they are called in the content, the longest first."""
    table = tomllib.loads((DATA / "synonyms.toml").read_text(encoding="utf-8"))["words"]
    pairs = [(f" {fold(asked)} ", f" {fold(written)} ") for asked, written in table.items()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def parse(text: str) -> Query:
    """The phrases of ``text``, which spaces divide."""
    folded = [fold(word) for word in text.split()]
    return Query(tuple(_phrase(word) for word in dict.fromkeys(folded) if word))


def _phrase(folded: str) -> Phrase:
    other = f" {folded} "
    for asked, written in _synonyms():
        other = other.replace(asked, written)
    typed = tuple(folded.split())
    one = tuple(map(_singular, typed))
    return Phrase(tuple(dict.fromkeys((typed, tuple(other.split()), one))))


def _singular(token: str) -> str:
    """An English word as it stands for one thing; more words begin with that than with its plural.

    Wrong for the few that end so without being a plural: what was typed is searched for, too.
    """
    if not (token.isascii() and token.isalpha()) or len(token) < _SHORTEST_PLURAL:
        return token
    if token.endswith("ies"):
        return f"{token[:-3]}y"
    if token.endswith(("sses", "shes", "ches", "xes")):
        return token[:-2]
    return token[:-1] if token.endswith("s") and not token.endswith(("ss", "us", "is")) else token
