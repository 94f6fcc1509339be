from __future__ import annotations

import gc

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kiosk.clock import QtClock


def test_a_call_comes_though_nobody_keeps_its_timer(qtbot: QtBot) -> None:
    owner = QObject()
    called: list[int] = []
    QtClock(owner).call_later(0.01, lambda: called.append(1))
    gc.collect()
    qtbot.waitUntil(lambda: called == [1], timeout=3000)


def test_a_call_that_is_called_off_does_not_come(qtbot: QtBot) -> None:
    owner = QObject()
    called: list[int] = []
    clock = QtClock(owner)
    clock.call_later(0.01, lambda: called.append(1)).cancel()
    clock.call_later(0.05, lambda: called.append(2))
    qtbot.waitUntil(lambda: bool(called), timeout=3000)
    assert called == [2]
