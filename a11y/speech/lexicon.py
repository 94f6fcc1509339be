"""Readings corrected by hand: reviewed data, not code.

``data/lexicon.cmn.tsv`` and ``data/lexicon.yue.tsv``: a word, its syllables (pinyin or
jyutping, one a character, the tone as a digit), why, source, reviewer. What they say
wins over every derived table (``dictionary``); docs/reading.md tells how they are kept.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from a11y.speech.errors import BadLine
from a11y.speech.forms import DATA

log = logging.getLogger(__name__)

_SYLLABLE = re.compile("[a-z]+[1-6]")


@dataclass(frozen=True)
class Lexicon:
    """Words and their syllables."""

    words: Mapping[str, tuple[str, ...]]


def load_lexicon(voice: str) -> tuple[Lexicon, tuple[BadLine, ...]]:
    """The lexicon of a voice and the lines that were left out, each with its place.

    A faulty line must not silence a terminal, so the rest is used.
    """
    file = DATA / f"lexicon.{voice}.tsv"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    lexicon, faults = parse_lexicon(lines, file.name)
    for fault in faults:
        log.warning("left out: %s", fault)
    return lexicon, faults


def parse_lexicon(lines: Iterable[str], file: str = "") -> tuple[Lexicon, tuple[BadLine, ...]]:
    """Read entries; a line beginning with ``#`` is a remark."""
    words: dict[str, tuple[str, ...]] = {}
    faults: list[BadLine] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        word, _, rest = line.partition("\t")
        syllables = tuple(rest.partition("\t")[0].split())
        if fault := _fault(word, syllables, words):
            faults.append(BadLine(file, number, fault))
        else:
            words[word] = syllables
    return Lexicon(words), tuple(faults)


def _fault(word: str, syllables: tuple[str, ...], known: Mapping[str, object]) -> str:
    """What is wrong with an entry, as a fact; empty where nothing is."""
    if word in known:
        return "twice"
    if len(word) != len(syllables):
        return "syllables_differ_from_characters"
    wrong = [syllable for syllable in syllables if not _SYLLABLE.fullmatch(syllable)]
    return f"not_a_syllable {wrong[0]}" if wrong else ""
