"""Design tokens: colours, type, spacing, and how they grow with screen and eye. No Qt.

The mood is a well-kept public reading room: paper, pine, a little brick and
gold. Sizes are pixels of a screen 1080 pixels wide or high, whichever is less,
and are multiplied for other screens and for the visitor's text size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, ``#rrggbb``."""

    paper: str
    """Behind everything."""

    card: str
    """Behind what can be touched or filled in, and behind a group of text."""

    ink: str
    """Text."""

    quiet: str
    """Text that matters less; still read by everyone."""

    shade: str
    """Decoration on the paper."""

    line: str
    """Hairlines that only structure; nothing depends on seeing them."""

    edge: str
    """The border of a field or a button: a part that must be seen."""

    primary: str
    """The one main action, and headings' marks."""

    on_primary: str
    tint: str
    """A touch of the primary colour behind something chosen or special."""

    accent: str
    """The seal, and what ends or warns."""

    on_accent: str
    focus: str
    """The focus ring."""

    focus_gap: str
    """Between ring and thing, so that the ring is seen on any ground."""

    reading: str
    """Behind what is being read."""

    reading_mark: str
    """The bar beside it."""

    spoken: str
    """Behind the very words that are spoken."""

    on_spoken: str
    good: str
    caution: str
    bad: str
    caution_tint: str
    bad_tint: str
    caption: str
    on_caption: str
    caption_spoken: str
    on_caption_spoken: str


PAPER = Palette(
    paper="#f7f2e8",
    card="#fffdf8",
    ink="#23211c",
    quiet="#5b564b",
    shade="#ede4d2",
    line="#e0d7c5",
    edge="#857b67",
    primary="#1d5a4c",
    on_primary="#ffffff",
    tint="#e3eee7",
    accent="#a33b26",
    on_accent="#ffffff",
    focus="#14110b",
    focus_gap="#ffc845",
    reading="#fff1c2",
    reading_mark="#b86e00",
    spoken="#ffd75e",
    on_spoken="#23211c",
    good="#1e6b3c",
    caution="#8a5200",
    bad="#a32c1c",
    caution_tint="#fdf0d5",
    bad_tint="#fbe6e0",
    caption="#1b2b27",
    on_caption="#f7f2e8",
    caption_spoken="#ffd75e",
    on_caption_spoken="#1b2b27",
)
"""The standard look."""

BLACK_YELLOW = Palette(
    paper="#000000",
    card="#000000",
    ink="#ffff00",
    quiet="#ffff00",
    shade="#000000",
    line="#ffff00",
    edge="#ffff00",
    primary="#ffff00",
    on_primary="#000000",
    tint="#1f1f00",
    accent="#ffff00",
    on_accent="#000000",
    focus="#ffffff",
    focus_gap="#000000",
    reading="#2b2b00",
    reading_mark="#ffffff",
    spoken="#ffffff",
    on_spoken="#000000",
    good="#ffff00",
    caution="#ffff00",
    bad="#ffff00",
    caution_tint="#000000",
    bad_tint="#000000",
    caption="#000000",
    on_caption="#ffff00",
    caption_spoken="#ffffff",
    on_caption_spoken="#000000",
)
"""Yellow on black, the contrast look of the Chinese toolbars."""


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


TYPE = {
    "body": Style(32, line=1.65),
    "lead": Style(32, line=1.6),
    "meta": Style(26, line=1.5),
    "label": Style(32, 700, 1.5),
    "action": Style(32, 700, 1.5),
    "bar": Style(26, 700, 1.5),
    "h1": Style(54, 700, 1.5, "serif"),
    "h2": Style(40, 700, 1.5, "serif"),
    "h3": Style(34, 700, 1.5),
    "seal": Style(44, 700, 1.5, "serif"),
    "brand": Style(132, 700, 1.5, "serif", 0.12),
    "invite": Style(46, 400, 1.5),
    "name": Style(64, 700, 1.5, "serif"),
    "code": Style(46, 700, 1.5, "sans", 0.03),
    "number": Style(84, 700, 1.5, "sans", 0.06),
    "caption": Style(36, 400, 1.5),
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


@dataclass(frozen=True, slots=True)
class Theme:
    """Tokens for one screen, one look and one language."""

    palette: Palette = PAPER
    spacing: Spacing = Spacing()
    scale: float = 1.0
    """Of the screen: its lesser side over 1080."""

    text_scale: float = 1.0
    """Of the visitor, 1.0 to 2.0."""

    language: str = "zh-Hans"
    plain: bool = False
    """True: sans-serif everywhere (EN 301 549, 5.1.4)."""

    def px(self, length: float) -> int:
        """A distance on this screen."""
        return round(length * self.scale) or (1 if length else 0)

    def style(self, name: str) -> Style:
        """A step of the type scale in pixels of this screen."""
        style = TYPE[name]
        family = "sans" if self.plain else style.family
        return replace(style, size=style.size * self.scale * self.text_scale, family=family)

    def font_family(self, family: str) -> str:
        """The name of the font for the language of the screen."""
        cut = SANS.get(self.language, "SC")
        return f"Noto {'Serif' if family == 'serif' else 'Sans'} CJK {cut}"


LOOKS = {"standard": (PAPER, False), "contrast": (BLACK_YELLOW, True)}
"""The looks by name: a palette, and whether type is plain."""


def theme_for(
    width: int,
    height: int,
    *,
    look: str = "standard",
    text_scale: float = 1.0,
    language: str = "zh-Hans",
) -> Theme:
    """The tokens for a screen of that many pixels."""
    palette, plain = LOOKS[look]
    scale = min(2.0, max(0.6, min(width, height) / 1080))
    grown = min(2.0, max(1.0, text_scale))
    return Theme(palette, Spacing(), scale, grown, language, plain)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
