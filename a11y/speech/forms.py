"""The words and patterns of a language, read from its data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from a11y.speech.numerals_en import EnglishNumerals
from a11y.speech.numerals_zh import Numerals
from a11y.speech.tape import Rule

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Forms:
    """What ``zh.toml`` or ``en.toml`` says; ``words`` are single strings by name."""

    words: Mapping[str, str]
    tables: Mapping[str, Mapping[str, str]]
    """``money`` and ``units``: what is written -> what is said."""

    lists: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, re.Pattern[str]]
    arrays: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    @property
    def numerals(self) -> Numerals:
        """The Chinese numerals; only for data that has them."""
        return Numerals(
            self.words["digits"],
            self.arrays["places"],
            self.arrays["groups"],
            self.words["two"],
            self.words["point"],
        )

    @property
    def english(self) -> EnglishNumerals:
        """The English numerals; only for data that has them."""
        return EnglishNumerals(
            tuple(self.words["ones"].split()),
            tuple(self.words["tens"].split()),
            self.words["hundred"],
            tuple(self.words["powers"].split()),
            self.words["point"],
            self.words["oh"],
            self.tables["ordinals"],
        )


Say = Callable[["re.Match[str]", Forms], "str | None"]
"""One rule: the words for what its pattern found; None where it does not apply."""


def load_forms(name: str) -> Forms:
    """The forms of ``zh`` or ``en``; raises KeyError or re.error where the file is faulty."""
    raw = tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))
    lists = {key: tuple(value.split()) for key, value in raw["lists"].items()}
    tables = {key: dict(table) for key, table in raw.items() if key in _TABLES}
    choices = lists | {key: tuple(table) for key, table in tables.items()}
    return Forms(
        words={key: value for key, value in raw.items() if isinstance(value, str)},
        tables=tables,
        lists=lists,
        patterns={
            key: re.compile(_expand(value, choices)) for key, value in raw["patterns"].items()
        },
        arrays={key: tuple(value) for key, value in raw.items() if isinstance(value, list)},
    )


def rules(forms: Forms, says: Sequence[Say]) -> tuple[Rule, ...]:
    """Functions and their patterns (by the function's name) as rules, in that order."""
    return tuple(_rule(forms, say) for say in says)


def _rule(forms: Forms, say: Say) -> Rule:
    name: str = say.__name__

    def said(match: re.Match[str]) -> str | None:
        words = say(match, forms)
        return None if words is None else _apart(words, match)

    return Rule(name, forms.patterns[name], said)


def _apart(words: str, match: re.Match[str]) -> str:
    """Blanks where Latin letters of the words would run into those of the text."""
    start, end = match.span("say" if "say" in match.re.groupindex else 0)
    before, after = match.string[:start][-1:], match.string[end : end + 1]
    left = " " if _latin(before) and _latin(words[:1]) else ""
    right = " " if _latin(after) and _latin(words[-1:]) else ""
    return left + words + right


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _expand(pattern: str, choices: Mapping[str, Sequence[Any]]) -> str:
    for name, words in choices.items():
        if f"%{name}%" in pattern:
            pattern = pattern.replace(f"%{name}%", _alternatives(words, literal=name in _TABLES))
    return pattern


_TABLES = ("money", "units", "ordinals", "respelled")


def _alternatives(words: Sequence[str], *, literal: bool) -> str:
    if len(words) == 1:
        return words[0]
    longest_first = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(w) if literal else w for w in longest_first) + ")"
