"""Each look does what it promises, measured on the widgets and on the pixels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from a11y.document import Role
from locales.languages import Language
from locales.words import Words
from tests.harness import sample_pages as samples
from views.compose.dialogs import compose_idle
from views.compose.frame import with_frame
from views.compose.models import FrameModel, IdleModel
from views.compose.pages import compose_page
from views.compose.words_only import words_only
from views.palettes import contrast
from views.sight import COLOURS, Sight
from views.widgets.focus import focusable
from views.widgets.window import MainWindow

WORDS = Words(Language.ZH_HANS)
HOME = with_frame(compose_page(samples.home(), WORDS), FrameModel(), WORDS)
FORM = with_frame(compose_page(samples.form(), WORDS), FrameModel(), WORDS)
ARTICLE = with_frame(compose_page(samples.article(), WORDS), FrameModel(), WORDS)


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1080, 1920)
    window.show()
    return window


def buttons(window: MainWindow) -> list[QWidget]:
    return [b for b in window.findChildren(QAbstractButton) if b.isVisible()]


def top_of(widget: QWidget, window: MainWindow) -> int:
    return widget.mapTo(window, QPoint(0, 0)).y()


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1366, 768)])
def test_in_the_low_position_everything_that_is_touched_is_in_the_lower_half(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.set_sight(Sight(low=True))
    window.show_screen(HOME)
    assert buttons(window)
    assert all(top_of(one, window) >= size[1] // 2 for one in buttons(window))
    window.push_dialog(compose_idle(IdleModel(20), WORDS))
    shown = window.top.findChildren(QAbstractButton)
    assert shown
    assert all(top_of(one, window) >= size[1] // 2 for one in shown)


def test_above_the_low_position_stands_what_is_read(window: MainWindow) -> None:
    window.set_sight(Sight(low=True))
    window.show_screen(ARTICLE)
    before = window.grab().toImage().copy(0, 300, 1080, 600)
    window.set_reading("/disclosures/d1#p1")
    assert window.grab().toImage().copy(0, 300, 1080, 600) != before


def test_the_elder_look_puts_nothing_side_by_side(window: MainWindow) -> None:
    window.set_sight(Sight(elder=True))
    window.show_screen(HOME)
    links = [n for n in HOME.nodes if n.look == "tile"]
    lefts = {widget.x() for n in links if (widget := window.top.widget_of(n.id)) is not None}
    assert len(links) == 10
    assert len(lefts) == 1
    sizes = [window.top.widget_of(n.id) for n in links]
    assert all(w is not None and min(w.width(), w.height()) >= 60 for w in sizes)


@pytest.mark.parametrize(("hand", "side"), [("left", "left"), ("right", "right")])
def test_buttons_and_scroll_bar_come_to_the_hand(window: MainWindow, hand: str, side: str) -> None:
    window.resize(1920, 1080)
    window.set_sight(Sight(hand=hand))
    window.show_screen(FORM)
    bar = window.screen_view.areas.viewport.verticalScrollBar()
    assert bar.isVisible()
    at = bar.mapTo(window, QPoint(0, 0)).x()
    button = window.top.widget_of("/consult/new#:submit")
    assert button is not None
    middle = button.mapTo(window, QPoint(button.width() // 2, 0)).x()
    assert (at < 960) == (side == "left")
    assert (middle < 960) == (side == "left")


def test_nothing_but_words_is_left_of_a_page_and_no_word_is_lost() -> None:
    plain = words_only(ARTICLE)
    assert [n.id for n in plain.nodes] == [n.id for n in ARTICLE.nodes]
    assert [n.name for n in plain.nodes] == [n.name for n in ARTICLE.nodes]
    assert not [n for n in plain.nodes if n.role is Role.IMAGE]
    assert not [n for n in words_only(HOME).nodes if n.look == "tile"]


def test_the_large_pointer_comes_and_goes(window: MainWindow) -> None:
    window.set_sight(Sight(large_pointer=True))
    cursor = QGuiApplication.overrideCursor()
    assert cursor is not None
    assert cursor.pixmap().width() >= 64
    window.set_sight(Sight())
    assert QGuiApplication.overrideCursor() is None


def test_the_cross_hair_goes_through_the_pointer(qtbot: QtBot, window: MainWindow) -> None:
    window.show_screen(HOME)
    window.set_sight(Sight(cross_hair=True))
    without = window.grab().toImage()
    QTest.mouseMove(window.windowHandle(), QPoint(300, 700))
    shown = window.grab().toImage()
    changed = [x for x in (300, 301, 299) if shown.pixel(x, 1500) != without.pixel(x, 1500)]
    assert changed
    assert any(shown.pixel(900, y) != without.pixel(900, y) for y in (699, 700, 701))
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(300, 700))


def test_a_touch_takes_the_blank_screen_away_only_through_the_shell(
    qtbot: QtBot, window: MainWindow
) -> None:
    clicked: list[str] = []
    window.activated.connect(clicked.append)
    window.show_screen(HOME)
    window.cover(True)
    with qtbot.waitSignal(window.uncovered):
        touched = window.childAt(QPoint(300, 700))
        assert touched is not None
        QTest.mouseClick(touched, Qt.MouseButton.LeftButton)
    assert clicked == []


@pytest.mark.parametrize("colours", COLOURS)
def test_the_focus_is_seen_and_never_covered(
    qtbot: QtBot, window: MainWindow, colours: str
) -> None:
    window.set_sight(Sight(colours=colours))
    window.show_screen(FORM)
    window.caption("正在朗读" * 12)
    for node in (n for n in FORM.nodes if focusable(n)):
        window.set_reading("")
        before = window.grab().toImage()
        assert window.top.focus_node(node.id)
        widget = window.top.widget_of(node.id)
        assert widget is not None
        at = widget.mapTo(window, QPoint(0, 0))
        strip = window.height() - window.screen_view.geometry().bottom()
        assert at.y() + min(widget.height(), 900) <= window.height() - strip + 1, node.id
        assert ring_contrast(before, window, widget) >= 3, (node.id, colours)


def ring_contrast(before: QImage, window: MainWindow, widget: QWidget) -> float:
    """The best contrast between a pixel with and without the focus, around the widget."""
    window.activateWindow()
    after = window.grab().toImage()
    frame = widget.rect().adjusted(-26, -26, 26, 26)
    best = 0.0
    middle = frame.center()
    for x, y in ((frame.left() + n, middle.y()) for n in range(60)):
        at = widget.mapTo(window, QPoint(x, y))
        if not window.rect().contains(at) or not before.rect().contains(at):
            continue
        colour = after.pixelColor(at).name()
        ground = before.pixelColor(at).name()
        best = max(best, contrast(colour, ground))
    return best
