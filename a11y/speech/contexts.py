"""Readings that hang on the neighbours of a word: rules, and surnames before a title.

``data/contexts.tsv``: name, pattern (its group ``say`` is what is read), pinyin,
jyutping (``-``: this voice needs no rule), why. ``data/surnames.tsv``: surname, pinyin,
jyutping, for surnames that are read unlike the same characters elsewhere.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from a11y.speech.dictionary import Dictionary, Word
from a11y.speech.errors import BadLine
from a11y.speech.forms import DATA, Forms

log = logging.getLogger(__name__)

_COLUMNS = 5
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_VOICES = ("cmn", "yue")
_COMMON_WORD = 100
"""Uses from which on a word that begins like a name is taken for the word."""


@dataclass(frozen=True, slots=True)
class Context:
    """Where ``pattern`` fits, its group ``say`` is read as ``syllables``."""

    name: str
    pattern: re.Pattern[str]
    syllables: Mapping[str, tuple[str, ...]]
    """By voice; a voice that is missing needs no rule."""


@dataclass(frozen=True, slots=True)
class Found:
    """``text[start:end]`` is read as ``syllables`` by the rule ``name``."""

    start: int
    end: int
    syllables: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class Contexts:
    """All rules, and the surnames."""

    rules: Sequence[Context]
    surnames: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    """Surname -> pinyin, jyutping."""

    named: Sequence[re.Pattern[str]]
    """Find ``surname`` where a title follows or a label precedes."""

    def found(
        self, text: str, words: Mapping[int, Word], dictionary: Dictionary
    ) -> Iterator[Found]:
        """Where a rule decides; ``words`` by the place where each begins."""
        for rule in self.rules:
            said = rule.syllables.get(dictionary.voice)
            for match in rule.pattern.finditer(text) if said else ():
                start, end = match.span("say")
                if said and start in words and words[start].end - start == len(said):
                    yield Found(start, end, said, rule.name)
        column = _VOICES.index(dictionary.voice)
        for match in (match for named in self.named for match in named.finditer(text)):
            start, end = match.span("surname")
            if self._is_name(match, words, dictionary):
                yield Found(start, end, self.surnames[match["surname"]][column], "surname")

    def _is_name(
        self, match: re.Match[str], words: Mapping[int, Word], dictionary: Dictionary
    ) -> bool:
        """Not inside a word, nor the beginning of a common one."""
        start = match.start("surname")
        word = words.get(start)
        if word is None:  # "called so" may be a word with its surname
            before = words.get(start - 1)
            return before is not None and before.end == match.end("surname")
        length = word.end - word.start
        text = match.string[word.start : word.end]
        return length <= len(match["surname"]) or (
            dictionary.uses(text) < _COMMON_WORD and word.source != "hand"
        )


def load_contexts(zh: Forms) -> Contexts:
    """Rules and surnames; a faulty line is named in the log and left out."""
    rules: list[Context] = []
    for number, row in _rows("contexts.tsv"):
        try:
            rules.append(_context(row))
        except (ValueError, re.error) as error:
            log.warning("left out: %s", BadLine("contexts.tsv", number, str(error)))
    surnames = {
        row[0]: (tuple(row[1].split()), tuple(row[2].split())) for _, row in _rows("surnames.tsv")
    }
    return Contexts(rules, surnames, _named(surnames, zh))


def _context(row: Sequence[str]) -> Context:
    if len(row) != _COLUMNS:
        raise ValueError("columns")
    pattern = re.compile(row[1])
    if "say" not in pattern.groupindex:
        raise ValueError("no_group_say")
    said = {
        voice: tuple(row[2 + i].split()) for i, voice in enumerate(_VOICES) if row[2 + i] != "-"
    }
    return Context(row[0], pattern, said)


def _named(surnames: Mapping[str, object], zh: Forms) -> tuple[re.Pattern[str], ...]:
    """A surname before a title, also with a given name between; after a label; after "called"."""
    family = f"(?P<surname>{'|'.join(sorted(surnames, key=len, reverse=True))})"
    title = f"(?:{'|'.join(zh.lists['titles'])})"
    begins = f"(?:(?<!{_HAN})|(?<=[{zh['calls']}]))"
    labels = "|".join(f"(?<={label}[\uff1a:\u662f\u4e3a])" for label in zh.lists["labels"])
    return (
        re.compile(f"{begins}{family}(?={title})"),
        re.compile(f"{begins}{family}(?={_HAN}{{1,2}}{title})"),
        re.compile(f"(?:{labels}){family}(?={_HAN}{{0,2}}(?!{_HAN}))"),
        re.compile(f"(?<={zh['named']}){family}"),
    )


def _rows(name: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate((DATA / name).read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, line.split("\t")
