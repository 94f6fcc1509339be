"""A finger on a text takes the reading place there; on a button, or scrolling, it does not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.touched_text import SLIP, TouchedText
from locales.languages import Language
from locales.project import Projector
from tests.harness.sample_screens import screens
from views.widgets.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(780, 780)  # all of it on the screen that the tests have
    window.set_projection(Projector(Language.ZH_HANS).show, "zh-Hans")
    window.show_screen(dict(screens(Language.ZH_HANS))["article"])
    window.show()
    return window


class Finger:
    """Where the pointer is and whether it presses, as Qt would tell."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.at = QPoint()
        self.pressed = True
        self.went: list[str] = []
        self.touched = TouchedText(self.went.append)
        patch.setattr(QCursor, "pos", lambda: self.at)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        patch.setattr(QGuiApplication, "mouseButtons", lambda: left if self.pressed else none)

    def touch(self, place: QPoint, slip: int = 0) -> list[str]:
        self.went.clear()
        self.at = place
        self.touched.down()
        self.at = place + QPoint(0, slip)
        self.touched.up()
        return list(self.went)


@pytest.fixture
def finger(monkeypatch: pytest.MonkeyPatch) -> Finger:
    return Finger(monkeypatch)


def middle(window: MainWindow, wanted: str) -> QPoint:
    widget = next(
        found
        for node in dict(screens(Language.ZH_HANS))["article"].nodes
        if (found := window.top.widget_of(node.id)) is not None
        and found.isVisible()
        and not found.visibleRegion().isEmpty()
        and (node.role.value == wanted)
    )
    return widget.mapToGlobal(widget.visibleRegion().boundingRect().center())


def test_a_text_is_gone_to_and_a_button_is_not(window: MainWindow, finger: Finger) -> None:
    [place] = finger.touch(middle(window, "heading"))
    assert "#" in place
    assert finger.touch(middle(window, "button")) == []


def test_what_slips_further_scrolls(window: MainWindow, finger: Finger) -> None:
    place = middle(window, "heading")
    assert finger.touch(place, slip=SLIP + 1) == []


def test_the_wheel_is_no_finger(window: MainWindow, finger: Finger) -> None:
    finger.pressed = False
    assert finger.touch(middle(window, "heading")) == []
