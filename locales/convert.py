"""Script conversion: simplified Chinese to the characters of Hong Kong or Taiwan, and back.

Characters are converted, vocabulary is not: the words stay those of the original,
so every result has as many code points as its source and offsets map one to one.

The layers, each decides before the next: regions that must not be converted, names,
glossary, guard words, OpenCC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from locales.glossary import DATA, load_glossary, load_words
from locales.languages import Language
from locales.names import NameFinder, Span, merge
from locales.opencc_config import build
from locales.quotes import cornered
from locales.script import ScriptTest

_CONFIGS = {
    Language.ZH_HANT_HK: "s2hk",
    Language.ZH_HANT_TW: "s2tw",
    Language.ZH_HANS: "tw2s",
}

_CHUNK = 20_000  # characters a call: the binding holds the interpreter lock, 20,000 take 10 ms
_UNFIT = re.compile("([\x00\ud800-\udfff]+)")  # what OpenCC refuses, or ends the text at
_BOUNDARY = re.compile(r"\W")


@dataclass(frozen=True, slots=True)
class Layers:
    """The word lists above OpenCC; empty ones leave its own conversion."""

    terms: Mapping[str, str] = field(default_factory=dict)
    """Glossary: source and final form; meant wherever they stand."""

    words: Mapping[str, str] = field(default_factory=dict)
    """Guards and boundaries: source and form in OpenCC's standard."""


class Converter:
    """Converts to one variant; build it once, off the GUI thread (0.2 s), and share it.

    Calls are safe from several threads. ``names`` are kept wherever they stand; other
    names are found by the honorific or office after them, unless ``find_names`` is off.
    """

    def __init__(
        self,
        variant: Language,
        *,
        names: Iterable[str] = (),
        layers: Layers | None = None,
        find_names: bool = True,
    ) -> None:
        self.variant = variant
        if layers is None:
            layers = layers_for(variant)
        self.layers = layers
        self._opencc = build(_CONFIGS[variant], layers.words)
        self._terms = _any_of(layers.terms)
        self._names = NameFinder(names) if variant.traditional and find_names else None
        self._script = ScriptTest() if variant.traditional else None

    def convert(self, text: str, keep: Sequence[Span] = ()) -> str:
        """``text`` in the variant's characters; the spans of ``keep`` stay as they are.

        Text that is already traditional is returned as it is: a second conversion
        would change it.
        """
        if text.isascii():
            return text
        kept = self.kept(text, keep)
        if self._already(text, kept):
            return text
        parts = []
        place = 0
        for start, stop, form in self._fixed(text, kept):
            parts += [self._plain(text[place:start]), form]
            place = stop
        parts.append(self._plain(text[place:]))
        return "".join(parts)

    def _fixed(self, text: str, kept: list[Span]) -> Iterator[tuple[int, int, str]]:
        """Start, stop and form of what OpenCC does not see: kept spans, and terms between."""
        place = 0
        for start, stop in [*kept, (len(text), len(text))]:
            if self._terms is not None:
                for match in self._terms.finditer(text, place, start):
                    yield match.start(), match.end(), self.layers.terms[match[0]]
            yield start, stop, text[start:stop]
            place = stop

    def _already(self, text: str, kept: list[Span]) -> bool:
        """Whether what is to be converted is traditional as it stands."""
        if self._script is None:
            return False
        for start, stop in reversed(kept):
            text = text[:start] + text[stop:]
        return self._script.traditional(text)

    def kept(self, text: str, keep: Sequence[Span] = ()) -> list[Span]:
        """The spans that are not converted: those given, and names."""
        names = self._names.spans(text) if self._names is not None else []
        return merge([*keep, *names])

    def _plain(self, text: str) -> str:
        return "".join(self._piece(piece) for piece in _pieces(text))

    def _piece(self, piece: str) -> str:
        if _UNFIT.match(piece):
            return piece
        converted: str = self._opencc.convert(piece)
        return cornered(converted) if self.variant.traditional else converted


def layers_for(variant: Language) -> Layers:
    """The project's word lists for ``variant``; none for the way back to simplified."""
    if not variant.traditional:
        return Layers()
    return Layers(
        terms={term.source: term.target for term in load_glossary(variant)},
        words=shared_words(),
    )


def shared_words() -> dict[str, str]:
    """Guards and boundaries, the same for all variants; a guard decides where both have one."""
    return load_words(DATA / "boundaries.tsv") | load_words(DATA / "guards.tsv")


def _any_of(terms: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for the longest of ``terms``; None for none.

    Alternatives with the same first character are grouped: four times as fast.
    """
    groups: dict[str, list[str]] = {}
    for term in sorted(terms, key=len, reverse=True):
        groups.setdefault(term[0], []).append(re.escape(term[1:]))
    branches = [f"{re.escape(head)}(?:{'|'.join(tails)})" for head, tails in groups.items()]
    return re.compile("|".join(branches)) if branches else None


def _pieces(text: str) -> Iterator[str]:
    """``text`` in pieces that OpenCC takes: no NUL, no unpaired surrogates, not too long."""
    for run in _UNFIT.split(text):
        start = 0
        while len(run) - start > _CHUNK:
            stop = _last_boundary(run, start, start + _CHUNK)
            yield run[start:stop]
            start = stop
        if start < len(run):
            yield run[start:]


def _last_boundary(run: str, start: int, stop: int) -> int:
    """Where to cut before ``stop``: after punctuation, so that no word is cut."""
    for place in range(stop, max(start, stop - 1_000), -1):
        if _BOUNDARY.match(run[place - 1]):
            return place
    return stop


def fold(text: str) -> str:
    """A key for search: the same for simplified, Hong Kong and Taiwan characters.

    NFKC, then tw2s (of OpenCC's reversals the one that gives the most equal keys),
    then casefold. Both the query and what is searched must be folded.
    """
    normal = unicodedata.normalize("NFKC", text)
    return _folder().convert(normal).casefold()


@cache
def _folder() -> Converter:
    """The converter of ``fold``: without state, and 6 ms to build, so built once."""
    return Converter(Language.ZH_HANS)
