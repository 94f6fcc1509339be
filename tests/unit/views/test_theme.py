from __future__ import annotations

import pytest

from views.palettes import PALETTES, Palette, contrast
from views.sight import COLOURS, Sight
from views.theme import TYPE, theme_for
from views.widgets.flow import TextFlow

TEXTS = (
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "tint"),
    ("ink", "reading"),
    ("ink", "caution_tint"),
    ("ink", "bad_tint"),
    ("quiet", "paper"),
    ("quiet", "card"),
    ("quiet", "tint"),
    ("quiet", "reading"),
    ("primary", "card"),
    ("primary", "tint"),
    ("primary", "paper"),
    ("on_primary", "primary"),
    ("on_accent", "accent"),
    ("accent", "card"),
    ("on_spoken", "spoken"),
    ("bad", "paper"),
    ("bad", "card"),
    ("bad", "bad_tint"),
    ("good", "tint"),
    ("good", "card"),
    ("caution", "caution_tint"),
    ("caution", "card"),
    ("on_caption", "caption"),
    ("on_caption_spoken", "caption_spoken"),
)
PARTS = (
    ("edge", "paper"),
    ("edge", "card"),
    ("primary", "paper"),
    ("accent", "card"),
    ("reading_mark", "paper"),
    ("reading_mark", "reading"),
    ("focus", "paper"),
    ("focus", "card"),
    ("focus", "focus_gap"),
    ("caption_spoken", "caption"),
)


def ratio(palette: Palette, pair: tuple[str, str]) -> float:
    return contrast(getattr(palette, pair[0]), getattr(palette, pair[1]))


def test_contrast_is_the_ratio_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", COLOURS)
@pytest.mark.parametrize("pair", TEXTS)
def test_text_is_read_on_its_ground(pair: tuple[str, str], colours: str) -> None:
    wanted = 4.5 if colours == "paper" else 7
    assert ratio(PALETTES[colours], pair) >= wanted


@pytest.mark.parametrize("colours", COLOURS)
@pytest.mark.parametrize("pair", PARTS)
def test_parts_are_seen_on_their_ground(pair: tuple[str, str], colours: str) -> None:
    assert ratio(PALETTES[colours], pair) >= 3


def test_main_text_and_lines_are_large_enough() -> None:
    assert TYPE["body"].size >= 30
    assert all(style.line >= 1.5 for style in TYPE.values())
    assert all(style.size >= 24 for style in TYPE.values())


def test_sizes_grow_with_the_screen_and_with_the_visitor() -> None:
    standard, large = theme_for(1920, 1080), theme_for(3840, 2160, sight=Sight(text=2.0))
    assert standard.style("body").size == 32
    assert large.style("body").size == 128
    assert standard.px(standard.spacing.target) >= 60
    assert theme_for(1080, 1920).scale == standard.scale
    assert theme_for(1920, 1080, sight=Sight(text=9)).text_scale == 3.0


def test_the_elder_look_is_large_with_large_targets_in_one_column() -> None:
    elder = theme_for(1080, 1920, sight=Sight(elder=True))
    assert elder.style("body").size >= 40
    assert elder.style("meta").size >= 30
    assert elder.target() >= 100
    assert elder.one_column


def test_each_language_has_its_own_cut_of_the_type() -> None:
    names = {
        theme_for(1920, 1080, language=lang).font_family("sans")
        for lang in ("zh-Hans", "zh-Hant-HK", "zh-Hant-TW")
    }
    assert len(names) == 3
    contrast_look = theme_for(1920, 1080, sight=Sight(colours="black-yellow"))
    assert contrast_look.style("h1").family == "sans"


@pytest.mark.usefixtures("qapp")
def test_an_english_apostrophe_is_narrow_and_a_chinese_quote_is_wide() -> None:
    def wide(text: str, language: str) -> float:
        theme = theme_for(1920, 1080, language=language)
        style = theme.style("body")
        flow = TextFlow(text, style, theme.font_family(style.family))
        return flow.natural_width() / style.size

    for sign in "’‘“”":
        assert wide(f"a{sign}a", "en") - wide("aa", "en") < 0.6
        assert wide(f"字{sign}字", "zh-Hans") - wide("字字", "zh-Hans") > 0.6
