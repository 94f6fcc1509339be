from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kiosk.places import places
from locales.languages import Language
from locales.words import Words
from tests.harness import sample_pages as samples
from tests.harness.fingers import middle, tap
from tests.harness.sample_screens import screens
from views.compose.dialogs import compose_idle
from views.compose.models import IdleModel
from views.compose.pages import compose_page
from views.compose.touch_board import Composed, board
from views.sight import Sight
from views.widgets.caption import CaptionStrip
from views.widgets.keys_place import put_keys
from views.widgets.overlays import Glass
from views.widgets.ruby import SPACING
from views.widgets.window import MainWindow

WORDS = Words(Language.ZH_HANS)
SUBJECT = "/consult/new#subject"


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    found = MainWindow()
    qtbot.addWidget(found)
    found.resize(1920, 1080)
    found.show()
    qtbot.waitExposed(found)
    found.activateWindow()
    return found


def test_the_idle_warning_keeps_what_is_being_typed(window: MainWindow) -> None:
    window.show_screen(compose_page(samples.form(), WORDS))
    window.screen_view.focus_node(SUBJECT)
    field = window.screen_view.widget_of(SUBJECT)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "abc")
    window.push_dialog(compose_idle(IdleModel(20), WORDS))
    assert not field.hasFocus()
    window.update_dialog(compose_idle(IdleModel(19), WORDS))
    window.pop_dialog()
    assert field.hasFocus()
    assert (field.text(), field.cursorPosition()) == ("abc", 3)


def test_signals_come_from_the_topmost_document_only(window: MainWindow, qtbot: QtBot) -> None:
    window.show_screen(compose_page(samples.home(), WORDS))
    window.push_dialog(compose_idle(IdleModel(20), WORDS))
    with qtbot.assertNotEmitted(window.activated):
        window.screen_view.widget_of("/#columns:list.news").click()  # type: ignore[union-attr]  # a button
    with qtbot.waitSignal(window.activated) as pressed:
        window.top.widget_of("screen:idle#:extend").click()  # type: ignore[union-attr]  # a button
    assert pressed.args == ["screen:idle#:extend"]


def test_another_state_of_the_same_screen_is_patched(window: MainWindow) -> None:
    window.show_screen(compose_page(samples.home(), WORDS))
    title = window.top.widget_of("/#:title")
    window.show_screen(compose_page(samples.home(en=True), Words(Language.EN)))
    assert window.top.widget_of("/#:title") is title
    window.show_screen(compose_page(samples.form(), WORDS))
    assert window.top.widget_of("/#:title") is None


def test_a_dialog_is_as_high_as_its_document(window: MainWindow) -> None:
    window.push_dialog(compose_idle(IdleModel(20), WORDS))
    assert window.top.height() == window.top.height_for(window.top.width()) < 700


def test_every_dialog_is_all_there_as_soon_as_it_is_shown(window: MainWindow) -> None:
    window.resize(1080, 1920)
    wrong = []
    for name, document in screens(Language.ZH_HANS):
        if not document.modal:
            continue
        window.push_dialog(document)
        viewport = window.top.areas.viewport
        page, seen = viewport.page, viewport.viewport().height()
        assert page is not None
        rects = page.arrangement(page.width())[1]
        for slot, rect in zip(page.slots, rects, strict=True):
            if slot.view is None and rect.y() < seen:
                wrong.append(f"{name}: {slot.id} is not there")
        if viewport.verticalScrollBar().isVisible() and window.top.height() < 1800:
            wrong.append(f"{name}: it scrolls though there is room")
        window.pop_dialog()
    assert wrong == []


@pytest.mark.parametrize("low", [False, True])
def test_the_frame_of_who_helps_covers_nothing(window: MainWindow, *, low: bool) -> None:
    window.set_sight(Sight(low=low))
    window.show_screen(compose_page(samples.form(), WORDS))
    window.caption("正在读的话")
    put_keys(window, board(Composed("latin", ("latin",)), WORDS), SUBJECT)
    window.push_dialog(compose_idle(IdleModel(20), WORDS))
    before = window.screen_view.geometry()
    window.helped.say("工作人员协助中：张*")
    free = window.rect().marginsRemoved(window.helped.margins())
    assert free.left() >= 10
    assert window.height() - free.bottom() > 30
    parts = [window.keys, window.screen_view, *window.findChildren(CaptionStrip), window.top]
    for part in parts:
        at = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        assert free.contains(at), part
    window.helped.say("")
    assert window.screen_view.geometry() == before


def test_what_is_read_of_a_dialog_is_seen_above_it_in_the_low_position(window: MainWindow) -> None:
    window.set_sight(Sight(low=True))
    window.show_screen(compose_page(samples.home(), WORDS))
    window.push_dialog(compose_idle(IdleModel(20), WORDS))
    window.set_reading("screen:idle#:title")
    assert isinstance(window.childAt(window.width() // 2, window.height() // 4), Glass)
    assert window.childAt(window.width() // 2, window.height() * 3 // 4) is not None


def test_no_line_above_the_keys_is_cut_through(window: MainWindow) -> None:
    (glass,) = window.findChildren(Glass)
    for height in range(110, 260, 10):
        glass.resize(900, height)
        glass.show_text("题目", "国国")
        image = glass.grab().toImage()
        ground = image.pixel(2, 2)
        rows = [
            any(image.pixel(x, y) != ground for x in range(0, 900, 2)) for y in range(height - 8)
        ]
        runs = [len(run) for run in "".join("#" if row else " " for row in rows).split()]
        assert min(runs, default=18) >= 18, height  # the smallest letters that there are


def test_captions_stand_below_and_keep_the_spoken_line_in_sight(window: MainWindow) -> None:
    window.show_screen(compose_page(samples.home(), WORDS))
    whole = window.screen_view.height()
    strip = window.findChildren(CaptionStrip)[0]
    assert window.screen_view.height() == whole - strip.height()
    text = "市住房和城乡建设局自受理之日起完成审核。" * 12
    window.caption(text, (0, 4))
    assert strip.first_line() == 0
    window.caption(text, (200, 206))
    assert strip.first_line() > 0
    assert strip.text == text


def test_readings_stand_over_the_characters_they_are_of(window: MainWindow) -> None:
    window.show_screen(compose_page(samples.home(), WORDS))
    strip = window.findChildren(CaptionStrip)[0]
    text = "请单先生到3号窗口"
    window.caption(text, (1, 4))
    plain = strip.height()
    ruby = {0: "qǐng", 1: "shàn", 8: "chuāng"}
    window.caption(text, (1, 4), ruby)
    assert strip.height() > plain * 1.3
    assert window.screen_view.geometry().bottom() < strip.geometry().top()
    with_reading = strip.grab().toImage()
    window.caption(text, (1, 4), {**ruby, 8: "zhuāng"})
    changed = strip.grab().toImage()
    places = [
        (x, y)
        for x in range(changed.width())
        for y in range(changed.height())
        if changed.pixel(x, y) != with_reading.pixel(x, y)
    ]
    size = window.screen_view.context.theme.style("caption").size
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    assert (
        right - left < (1 + SPACING) * size
    )  # only over that character, and no wider than its place
    window.caption(text, (1, 4))
    assert strip.height() == plain


def test_two_taps_soon_after_each_other_are_two(window: MainWindow) -> None:
    """A quick hand, or one that trembles: on one button, and from one to another."""
    window.resize(700, 700)  # what is drawn in memory is no larger than that
    window.push_dialog(compose_idle(IdleModel(20), WORDS))
    window.top.settle()
    pressed: list[str] = []
    window.activated.connect(pressed.append)
    seen = places(window)
    first, second = (f"screen:idle#:{name}" for name in ("extend", "end_visit"))
    for name in (first, second, second, first, second):
        tap(window, middle(window, seen[name]))
    assert pressed == [first, second, second, first, second]


def test_the_cover_hides_everything(window: MainWindow) -> None:
    window.show_screen(compose_page(samples.home(), WORDS))
    window.cover(True)
    picture = window.grab().toImage()
    assert {picture.pixelColor(x, y).name() for x in (10, 960, 1900) for y in (10, 540)} == {
        "#000000"
    }
    window.cover(False)
    assert window.grab().toImage() != picture


def test_the_focus_ring_is_seen(window: MainWindow) -> None:
    window.show_screen(compose_page(samples.home(), WORDS))
    before = window.grab().toImage()
    window.top.focus_node("/#columns:list.news")
    tile = window.top.widget_of("/#columns:list.news")
    assert tile is not None
    QApplication.processEvents()
    corner = tile.mapTo(window, tile.rect().center())
    corner.setY(tile.mapTo(window, tile.rect().topLeft()).y() + 2)
    after = window.grab().toImage()
    palette = window.top.context.palette
    assert before.pixelColor(corner).name() == palette.paper
    assert after.pixelColor(corner).name() == palette.focus


def test_screens_that_are_gone_leave_no_widgets(window: MainWindow) -> None:
    counts = []
    for _ in range(3):
        for page in (samples.home(), samples.article(), samples.home(en=True)):
            window.show_screen(compose_page(page, WORDS))
            window.push_dialog(compose_idle(IdleModel(20), WORDS))
            window.pop_dialog()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        counts.append(len(window.findChildren(QWidget)))
    assert len(set(counts)) == 1
