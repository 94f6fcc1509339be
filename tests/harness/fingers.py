"""A finger on a touch screen: Qt makes of it what it makes of a visitor's."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.places import Place


@cache
def touch_screen() -> QPointingDevice:
    """The one of this process."""
    return QTest.createTouchDevice()


def touching(window: QWidget) -> QTest.QTouchEventSequence:
    """What the fingers do next, for ``press``, ``move``, ``release`` and then ``commit``."""
    return QTest.touchEvent(window.windowHandle(), touch_screen(), autoCommit=False)


def tap(window: QWidget, at: QPoint) -> None:
    """It comes down and goes, and what lies under it hears of both."""
    touching(window).press(0, at).commit()
    touching(window).release(0, at).commit()
    QApplication.processEvents()


def middle(window: QWidget, place: Place) -> QPoint:
    """The middle of something that is seen, within its window."""
    left, top, width, height = place
    return window.mapFromGlobal(QPoint(left + width // 2, top + height // 2))
