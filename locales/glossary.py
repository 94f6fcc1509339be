"""The word lists that decide before OpenCC does, read from ``locales/data``.

``glossary.tsv``: names and terms with a reviewed form for each variant. ``guards.tsv``:
words that OpenCC's dictionary gets wrong, with their right form. ``boundaries.tsv``:
frequent words whose only task is to be a word, so that OpenCC's longest match does
not cut into them (仲裁|制度, not 仲|裁制|度). A faulty line is named and refused as a
whole: half a glossary would show wrong names without anyone noticing.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from locales.errors import GlossaryError
from locales.languages import Language

DATA = Path(__file__).parent / "data"

KINDS = frozenset({"place", "organ", "law", "service", "term"})

SHORTEST = 3
"""Characters of a term: it is meant wherever it stands, and a shorter one may be part of
two other words (公里|水路 is not 里水). Shorter words are guards, which give way to them."""

_COLUMNS = {Language.ZH_HANT_HK: 1, Language.ZH_HANT_TW: 2}


@dataclass(frozen=True, slots=True)
class Term:
    """A name or term with its reviewed form in one variant."""

    source: str
    target: str
    kind: str
    reviewer: str


def load_glossary(variant: Language, path: Path = DATA / "glossary.tsv") -> tuple[Term, ...]:
    """The terms for ``variant``; columns: zh-Hans, HK, TW, kind, source, reviewer.

    Raises GlossaryError for the first line that is refused.
    """
    terms: dict[str, Term] = {}
    for number, fields in _rows(path, 6):
        source, target, kind = fields[0], fields[_COLUMNS[variant]], fields[3]
        _refuse(path, number, source, target, known=terms)
        if len(source) < SHORTEST:
            raise GlossaryError(path, number, f"{source} is too short for a term")
        if kind not in KINDS:
            raise GlossaryError(path, number, f"unknown kind {kind!r}")
        terms[source] = Term(source, target, kind, fields[5])
    return tuple(terms.values())


def load_words(path: Path) -> dict[str, str]:
    """Guard or boundary words with their form in OpenCC's own traditional standard.

    Columns: zh-Hans, zh-Hant, and any notes. Raises GlossaryError.
    """
    words: dict[str, str] = {}
    for number, fields in _rows(path, 2):
        _refuse(path, number, fields[0], fields[1], known=words)
        words[fields[0]] = fields[1]
    return words


def _rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    """Line number and fields of each line that is no comment."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise GlossaryError(path, 0, f"not UTF-8: {error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) < columns:
            raise GlossaryError(path, number, f"{len(fields)} columns instead of {columns}")
        yield number, fields


def _refuse(path: Path, line: int, source: str, target: str, known: Container[str]) -> None:
    """Raises GlossaryError where a pair cannot be used."""
    if not source.strip() or not target.strip():
        raise GlossaryError(path, line, "empty entry")
    if source != source.strip() or target != target.strip():
        raise GlossaryError(path, line, f"space around {source!r} or {target!r}")
    if len(source) != len(target):
        raise GlossaryError(path, line, f"{source} and {target} differ in length")
    if source in known:
        raise GlossaryError(path, line, f"{source} comes twice")
