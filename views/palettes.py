"""Colours by what they are for: the paper of the standard look, and the contrast looks. No Qt.

The mood is a well-kept public reading room: paper, pine, a little brick and
gold. The contrast looks are the four that Chinese public sites offer.
"""

from __future__ import annotations

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class _Pair:
    """A contrast look: two colours, a third for what is marked, a softer ground."""

    ground: str
    ink: str
    lit: str
    """What is spoken just now, and the ring of the focus."""

    soft: str
    """A ground that is told from the other, on which the ink is still read at 7:1."""


def _of(pair: _Pair) -> Palette:
    """Everything in two colours; borders carry what tints carry in the standard look."""
    ground, ink, lit, soft = pair.ground, pair.ink, pair.lit, pair.soft
    return Palette(
        paper=ground,
        card=ground,
        ink=ink,
        quiet=ink,
        shade=soft,
        line=ink,
        edge=ink,
        primary=ink,
        on_primary=ground,
        tint=soft,
        accent=ink,
        on_accent=ground,
        focus=lit,
        focus_gap=ground,
        reading=soft,
        reading_mark=lit,
        spoken=lit,
        on_spoken=ground,
        good=ink,
        caution=ink,
        bad=ink,
        caution_tint=ground,
        bad_tint=ground,
        caption=ground,
        on_caption=ink,
        caption_spoken=lit,
        on_caption_spoken=ground,
    )


PALETTES: dict[str, Palette] = {
    "paper": PAPER,
    "white-black": _of(_Pair("#ffffff", "#000000", "#003399", "#e8e8e8")),
    "black-yellow": _of(_Pair("#000000", "#ffff00", "#ffffff", "#2b2b00")),
    "blue-yellow": _of(_Pair("#00107a", "#ffff00", "#ffffff", "#1c2a8f")),
    "yellow-black": _of(_Pair("#ffff00", "#000000", "#00107a", "#e6e000")),
}
"""By name; all but ``paper`` are contrast looks: 白底黑字, 黑底黄字, 蓝底黄字, 黄底黑字."""


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
