"""Design tokens: type, spacing, and how they grow with the screen and with the eye. No Qt.

Sizes are pixels of a screen 1080 pixels wide or high, whichever is less, and are
multiplied for other screens and for the visitor's text size. Colours: views.palettes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from locales.text import Text
from views.palettes import PALETTES, Palette
from views.sight import STANDARD, Sight


@dataclass(frozen=True, slots=True)
class Style:
    """One step of the type scale."""

    size: float
    """Pixels on the reference screen."""

    weight: int = 400
    line: float = 1.6
    """Height of a line in sizes; Chinese text needs 1.5 or more to be read with ease."""

    family: str = "sans"
    tracking: float = 0.0
    """Extra space between characters, in sizes."""

    proportional: bool = False
    """Quotes and apostrophes as narrow as English has them: they are in Chinese type too."""


TYPE = {
    "body": Style(32, line=1.65),
    "lead": Style(32, line=1.6),
    "meta": Style(26, line=1.5),
    "label": Style(32, 700, 1.5),
    "action": Style(32, 700, 1.5),
    "bar": Style(26, 700, 1.5),
    "h1": Style(54, 700, 1.5, "serif"),
    "title": Style(46, 700, 1.5, "serif"),
    "h2": Style(40, 700, 1.5, "serif"),
    "h3": Style(34, 700, 1.5),
    "seal": Style(44, 700, 1.5, "serif"),
    "brand": Style(132, 700, 1.5, "serif", 0.12),
    "invite": Style(46, 400, 1.5),
    "name": Style(64, 700, 1.5, "serif"),
    "code": Style(46, 700, 1.5, "sans", 0.03),
    "number": Style(84, 700, 1.5, "sans", 0.06),
    "caption": Style(36, 400, 1.5),
    "key": Style(34, 700, 1.5),
}
"""The type scale; everything painted is one of these."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances on the reference screen."""

    hair: float = 8
    small: float = 16
    middle: float = 28
    large: float = 48
    page: float = 72
    """The margin of a page."""

    ring: float = 5
    """The focus ring, and again as much for the gap."""

    radius: float = 14
    target: float = 76
    """The least height of what is touched; 60 is the rule."""

    reading_width: float = 1180
    """A line longer than about 36 Chinese characters loses the eye on its way back."""

    wide_width: float = 1680
    bar: float = 116


SANS = {"zh-Hans": "SC", "zh-Hant-HK": "HK", "zh-Hant-TW": "TC", "en": "SC"}
"""Which regional cut of the CJK fonts a language is drawn with."""


TRADITIONAL = "zh-Hant-HK"
"""Whose forms the neighbours' language has on a screen in another one."""

ELDER = 1.3
"""How much larger the type of the elder look is: body 41 pixels, small print 34."""

LARGEST = 3.0
"""The most that text grows."""

WIDE = 1.75
"""From this size on nothing stands beside anything else."""

STEEP = 1.3
"""Up to this size of text everything grows alike: the elder look."""

FLATTER = 0.33
LEAST_STEEP = 0.45
"""From there on what is larger than the body grows more slowly, as the text of phones does:
a title three times as large has six characters a line and leaves the screen to nothing else."""

FIXED_LARGEST = 1.6
"""The most that text grows in what stays while the page scrolls; the rest of the screen is
the page's. It is larger than the page's own text at its usual size."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Tokens for one screen, one way to see and one language."""

    palette: Palette = PALETTES["paper"]
    spacing: Spacing = Spacing()
    scale: float = 1.0
    """Of the screen: its lesser side over 1080."""

    text_scale: float = 1.0
    """Of the visitor, 1.0 to 3.0; the elder look is in it."""

    language: str = "zh-Hans"
    plain: bool = False
    """True: sans-serif everywhere (EN 301 549, 5.1.4)."""

    sight: Sight = STANDARD

    tight: bool = False
    """Whether what does not scroll has no room left: everything stands side by side."""

    @property
    def one_column(self) -> bool:
        """Whether nothing stands beside anything else: less to look at, and room for words."""
        return self.sight.elder or self.sight.words_only or self.text_scale >= WIDE

    def px(self, length: float) -> int:
        """A distance on this screen."""
        return round(length * self.scale) or (1 if length else 0)

    def target(self) -> int:
        """The least height of what is touched, in pixels of this screen."""
        return self.px(ELDER_TARGET if self.sight.elder else self.spacing.target)

    def column(self, *, wide: bool = False) -> int:
        """The widest that a page is: as many characters a line in large type as in small."""
        spacing = self.spacing
        return self.px(spacing.wide_width if wide else spacing.reading_width * self.text_scale)

    def panel_width(self, *, wide: bool = False) -> float:
        """Of a dialog on the reference screen; larger type needs a wider one."""
        if self.text_scale >= WIDE:
            return 1860
        return 1560 if wide else 980

    def style(self, name: str, language: str = "") -> Style:
        """A step of the type scale in pixels of this screen, for a language or the screen's."""
        english = (language or self.language) == "en"
        return styled(name, self.scale, self.text_scale, self.plain, english)

    def font_family(self, family: str, language: str = "") -> str:
        """The name of the font for a language, or for that of the screen."""
        cut = SANS.get(language or self.language, "SC")
        return f"Noto {'Serif' if family == 'serif' else 'Sans'} CJK {cut}"

    def written_in(self, text: Text) -> str:
        """The language whose type a text is set in: its own, where it is not the screen's."""
        if text.lang not in ("en", "zh-Hans"):
            return self.language
        if text.lang == "en" or self.language.startswith("zh-Hant"):
            return self.language if text.convert and text.lang != "en" else text.lang
        shown = text.shown
        converted = shown is not None and shown != text.source and len(shown) == len(text.source)
        return TRADITIONAL if converted else text.lang


@lru_cache(maxsize=512)
def styled(name: str, scale: float, text_scale: float, plain: bool, english: bool) -> Style:
    """A step of the type scale as a screen has it; a page asks for few of them, but often."""
    style = TYPE[name]
    family = "sans" if plain else style.family
    most = FIXED_LARGEST if name in FIXED else LARGEST
    size = enlarged(style.size, min(text_scale, most)) * scale
    return replace(style, size=size, family=family, proportional=english)


def enlarged(size: float, grown: float) -> float:
    """A size of the scale in text that is so many times as large."""
    body = TYPE["body"].size
    if size <= body or grown <= STEEP:
        return size * grown
    steep = max(LEAST_STEEP, 1 - (grown - STEEP) * FLATTER)
    return grown * (body + (size - body) * steep)


ELDER_TARGET = 104
FIXED = frozenset({"bar", "brand", "key"})
"""Steps of the scale that stay while the page scrolls."""


def theme_for(
    width: int, height: int, *, sight: Sight = STANDARD, language: str = "zh-Hans"
) -> Theme:
    """The tokens for a screen of that many pixels."""
    scale = min(2.0, max(0.6, min(width, height) / 1080))
    wanted = sight.text * (ELDER if sight.elder else 1.0)
    grown = min(LARGEST, max(1.0, wanted))
    plain = sight.colours != "paper" or sight.words_only
    return Theme(PALETTES[sight.colours], Spacing(), scale, grown, language, plain, sight)
