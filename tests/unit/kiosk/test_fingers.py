"""A finger that taps and one that moves the page: only the first brings the keys on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent

from kiosk.gate import Key
from kiosk.keyboard import KeyFilter

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class NoKeys:
    """A keyboard that nobody touches."""

    def down(self, key: Key, at: int) -> bool:
        return False

    def up(self, key: Key, at: int) -> None:
        """Nothing."""

    def reset(self) -> None:
        """Nothing."""


def mouse(kind: QEvent.Type, x: float, y: float) -> QMouseEvent:
    at = QPointF(x, y)
    return QMouseEvent(kind, at, at, LEFT, LEFT, NONE)


def wheel() -> QWheelEvent:
    at, turned = QPointF(50, 50), QPoint(0, -120)
    phase, no_button = Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
    return QWheelEvent(at, at, QPoint(), turned, no_button, NONE, phase, False)


@pytest.mark.parametrize(("to", "tap"), [((50, 50), True), ((60, 44), True), ((50, 120), False)])
def test_a_finger_that_stays_taps(to: tuple[float, float], *, tap: bool) -> None:
    lifted: list[bool] = []
    filter_ = KeyFilter(NoKeys(), lambda: None, lifted.append, lambda: None)
    nothing = QObject()
    filter_.eventFilter(nothing, mouse(QEvent.Type.MouseButtonPress, 50, 50))
    filter_.eventFilter(nothing, mouse(QEvent.Type.MouseButtonRelease, *to))
    assert lifted == [tap]


def test_a_wheel_is_no_finger() -> None:
    lifted: list[bool] = []
    filter_ = KeyFilter(NoKeys(), lambda: None, lifted.append, lambda: None)
    filter_.eventFilter(QObject(), wheel())
    assert lifted == [False]
