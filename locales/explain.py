"""Which layer decided a character: for those who keep the glossary.

Decided by taking layers away: a character that OpenCC alone would write otherwise
belongs to the guards or the glossary; inside a glossary term it belongs to the term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from locales.convert import Converter, Layers, layers_for
from locales.languages import Language
from locales.names import Span


class Layer(StrEnum):
    """The layers in their order of precedence."""

    REGION = "region"
    NAME = "name"
    GLOSSARY = "glossary"
    GUARD = "guard"
    PHRASE = "opencc-phrase"
    CHARACTER = "opencc-character"


@dataclass(frozen=True, slots=True)
class Decision:
    """One character that was changed, or that a layer kept from being changed."""

    offset: int
    """In code points, the same in source and result."""

    source: str
    target: str
    layer: Layer
    word: str = ""
    """The term, guard word or name it belongs to, where one is known."""


class Explainer:
    """Converts as Converter does and tells why; two converters, so only for tools."""

    def __init__(self, variant: Language, names: Iterable[str] = ()) -> None:
        self._layers = layers_for(variant)
        self._full = Converter(variant, names=names, layers=self._layers)
        self._stock = Converter(variant, layers=Layers(), find_names=False)

    def explain(self, text: str, keep: Sequence[Span] = ()) -> tuple[str, tuple[Decision, ...]]:
        """The converted text and a decision for each character that a layer changed or kept."""
        result = self._full.convert(text, keep)
        stock = self._stock.convert(text)
        kept = [(Layer.REGION, span) for span in keep]
        kept += [(Layer.NAME, span) for span in self._full.kept(text)]
        return result, tuple(self._decisions(text, result, stock, kept))

    def _decisions(
        self, text: str, result: str, stock: str, kept: Sequence[tuple[Layer, Span]]
    ) -> Iterator[Decision]:
        for place, (old, new, plain) in enumerate(zip(text, result, stock, strict=True)):
            if old == new == plain:
                continue
            layer, word = (
                _keeper(text, place, kept)
                or self._listed(text, result, place, plain)
                or self._opencc(old, new)
            )
            yield Decision(place, old, new, layer, word)

    def _listed(self, text: str, result: str, place: int, plain: str) -> tuple[Layer, str] | None:
        """The glossary or guard word that decided, if one did."""
        start, term = _covering(self._layers.terms, text, place)
        if term and result[start : start + len(term)] == self._layers.terms[term]:
            return Layer.GLOSSARY, term
        if plain == result[place]:
            return None
        return Layer.GUARD, _covering(self._layers.words, text, place)[1]

    def _opencc(self, old: str, new: str) -> tuple[Layer, str]:
        alone = self._stock.convert(old) == new
        return (Layer.CHARACTER if alone else Layer.PHRASE), ""


def _keeper(text: str, place: int, kept: Sequence[tuple[Layer, Span]]) -> tuple[Layer, str] | None:
    for layer, (start, stop) in kept:
        if start <= place < stop:
            return layer, text[start:stop]
    return None


def _covering(words: Mapping[str, str], text: str, place: int) -> tuple[int, str]:
    """Start and text of the longest of ``words`` that stands over ``place``; empty: none."""
    longest = max(map(len, words), default=0)
    for length in range(longest, 0, -1):
        for start in range(max(0, place - length + 1), place + 1):
            word = text[start : start + length]
            if len(word) == length and word in words:
                return start, word
    return place, ""
