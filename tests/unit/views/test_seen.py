"""What a look leaves out, and what must fit on the screen that nobody scrolls."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kiosk.shots.camera import FORMATS, MORE_LOOKS
from locales.languages import Language
from locales.words import Words
from tests.harness import sample_pages as samples
from tests.harness.sample_screens import screens
from tests.harness.windows import window_of
from views.compose.build import begun
from views.compose.frame import with_frame
from views.compose.models import FrameModel
from views.compose.pages import compose_page
from views.compose.seen import BAR, seen
from views.sight import Sight
from views.widgets.caption import CaptionStrip

WORDS = Words(Language.ZH_HANS)
HOME = with_frame(compose_page(samples.home(), WORDS), FrameModel(can_go_back=True), WORDS)


def bar_of(sight: Sight) -> list[str]:
    bar = seen(HOME, sight).find(BAR)
    assert bar is not None
    return [child.id.rpartition("#:")[2] for child in bar.children]


def test_the_elder_bar_leaves_to_the_menu_what_the_menu_begins_with() -> None:
    assert bar_of(Sight(elder=True)) == [
        *("home", "back", "voice.toggle", "menu", "sign_in", "end_visit"),
    ]
    left = set(bar_of(Sight())) - set(bar_of(Sight(elder=True)))
    assert left == {"language.menu", "sight", "look.words"}


def test_who_reads_words_only_keeps_the_button_that_ends_it() -> None:
    plain = with_frame(compose_page(samples.home(), WORDS), FrameModel(words_only=True), WORDS)
    bar = seen(plain, Sight(elder=True, words_only=True)).find(BAR)
    assert bar is not None
    assert "look.words" in [child.id.rpartition("#:")[2] for child in bar.children]


@pytest.mark.parametrize("size", [*FORMATS.values(), (1080, 1350)])
@pytest.mark.parametrize("language", list(Language))
def test_the_elder_bar_is_one_row(qtbot: QtBot, size: tuple[int, int], language: Language) -> None:
    sight = Sight(elder=True)
    window = window_of(qtbot, size, language, sight)
    for name in ("home", "form-wrong"):  # with somebody signed in, and without
        window.show_screen(seen(dict(screens(language))[name], sight))
        bar = window.top.document.find(BAR) if window.top.document else None
        assert bar is not None
        tops = {w.y() for c in bar.children if (w := window.top.widget_of(c.id)) is not None}
        assert len(tops) == 1


@pytest.mark.parametrize("size", FORMATS.values())
@pytest.mark.parametrize("name", ["attract", "attract-offline"])
def test_every_language_is_invited_without_scrolling(
    qtbot: QtBot, size: tuple[int, int], name: str
) -> None:
    window = window_of(qtbot, size, Language.ZH_HANS, Sight())
    window.show_screen(dict(screens(Language.ZH_HANS))[name])
    assert window.screen_view.areas.viewport.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("text", [1.0, 2.0, 3.0])
def test_a_line_holds_as_many_characters_in_large_type_while_there_is_room(
    qtbot: QtBot, text: float
) -> None:
    window = window_of(qtbot, (1920, 1080), Language.ZH_HANS, Sight(text=text))
    article = compose_page(samples.article(), WORDS)
    window.show_screen(article)
    widget = window.top.widget_of(article.start)
    assert widget is not None
    assert widget.width() >= min(1180 * text, 1920 * 0.88)


@pytest.mark.parametrize("size", FORMATS.values())
@pytest.mark.parametrize("ruby", [None, {0: "qǐng", 1: "shàn"}])
def test_captions_take_nothing_from_what_is_touched_in_the_low_position(
    qtbot: QtBot, size: tuple[int, int], ruby: dict[int, str] | None
) -> None:
    window = window_of(qtbot, size, Language.ZH_HANS, Sight(low=True, text=3.0))
    window.show_screen(HOME)
    window.caption("请单先生到3号窗口" * 6, (0, 2), ruby)
    strip = window.findChildren(CaptionStrip)[0]
    assert strip.isVisible()
    assert strip.geometry().bottom() < window.screen_view.geometry().top()
    assert window.screen_view.geometry().top() == size[1] // 2
    assert window.screen_view.geometry().bottom() == size[1] - 1


@pytest.mark.parametrize("sight", [Sight(), Sight(text=3.0), *MORE_LOOKS.values()])
@pytest.mark.parametrize("size", FORMATS.values())
def test_captions_leave_most_of_the_screen_to_the_page(
    qtbot: QtBot, size: tuple[int, int], sight: Sight
) -> None:
    window = window_of(qtbot, size, Language.ZH_HANS, sight)
    window.caption("请单先生到3号窗口" * 6, (0, 2), {0: "qǐng", 1: "shàn"})
    strip = window.findChildren(CaptionStrip)[0]
    assert strip.height() <= size[1] * (0.19 if sight.low else 0.37)


def test_english_begins_a_line_with_a_capital_and_sounds_the_same() -> None:
    spoken = Words(Language.EN)("reading.command.language.menu")
    shown = begun(spoken)
    assert shown.source == spoken.source
    assert shown.shown == "Choose a language"
    assert begun(WORDS("reading.command.language.menu")).shown is None
