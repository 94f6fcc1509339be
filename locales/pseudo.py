"""A language that nobody speaks, for tests: English, longer, accented and in brackets.

It shows at once which words are cut off (no closing bracket), which are not in the
catalogues (no accents), and where a font has no accents. Spoken text stays English.
"""

from __future__ import annotations

import re
from pathlib import Path

from locales.catalogue import CATALOGUES, Catalogue
from locales.languages import Language
from locales.words import Words

TAG = "qps-ploc"
"""The tag by which tools and systems know a pseudo-locale."""

_ACCENTED = str.maketrans(
    "ACDEGHIKLNORSTUWYZacdeghiklnorstuwyz",
    "ÅÇÐÉĜĤÎĶĻÑÖŔŠŢÛŴÝŽåçðéĝĥîķļñöŕšţûŵýž",
)
_PLACEHOLDER = re.compile(r"(\{[^{}]*\})")
_GROWTH = 0.4  # English to other European languages, as the W3C's article on text size says
_FILLER = "~ "


def pseudo(words: str) -> str:
    """``words`` with accents, two fifths longer, in brackets; placeholders as they are."""
    parts = _PLACEHOLDER.split(words)
    accented = "".join(
        part if part.startswith("{") else part.translate(_ACCENTED) for part in parts
    )
    filler = round(len(words) * _GROWTH)
    return f"[{accented}{(_FILLER * filler)[:filler]}]"


class PseudoWords(Words):
    """Words that speak English and show the pseudo-locale."""

    def __init__(self, *, lenient: bool = False, folder: Path = CATALOGUES) -> None:
        super().__init__(Language.EN, lenient=lenient, folder=folder)
        self._display = _PseudoCatalogue(folder / "en")


class _PseudoCatalogue(Catalogue):
    def singular(self, key: str) -> str | None:
        words = super().singular(key)
        return None if words is None else pseudo(words)

    def plural(self, key: str, n: int) -> str | None:
        words = super().plural(key, n)
        return None if words is None else pseudo(words)
