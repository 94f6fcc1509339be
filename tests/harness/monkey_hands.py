"""The monkey's hands: keys and fingers as the window system brings them to the real window.

A finger is a touch of a touch screen: Qt makes of it what it makes of a visitor's. Keys go
through the filter that a visitor's go through.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.harness.fingers import touching
from views.widgets.window import MainWindow

K = Qt.Key
PAD = Qt.KeyboardModifier.KeypadModifier
NONE = Qt.KeyboardModifier.NoModifier
MOVES = (K.Key_Down, K.Key_Up, K.Key_Left, K.Key_Right, K.Key_Tab, K.Key_Backtab, K.Key_Return)
PADS: tuple[Qt.Key, ...] = (
    *(K(K.Key_0 + n) for n in range(10)),
    K.Key_Enter,
    K.Key_Plus,
    K.Key_Minus,
)
PADS += (K.Key_Asterisk, K.Key_Slash, K.Key_Period)
OTHERS: tuple[Qt.Key, ...] = (
    K.Key_Escape,
    K.Key_Space,
    K.Key_Backspace,
    K.Key_Delete,
    K.Key_Home,
    K.Key_End,
)
OTHERS += (K.Key_PageUp, K.Key_PageDown, K.Key_Menu, *(K(K.Key_F1 + n) for n in range(12)))
LETTERS = tuple(K(K.Key_A + n) for n in range(26)) + tuple(K(K.Key_0 + n) for n in range(10))
MODIFIERS = (
    *(NONE, NONE, NONE),
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LONG = 0.9
"""Seconds of a long press, of a key or a finger."""

SIDE = QPoint(60, 40)
"""How far a second finger comes down from the first."""


class Hands:
    """Of one visitor; ``wait`` lets time pass, ``note`` keeps what is done."""

    def __init__(
        self,
        window: MainWindow,
        dice: random.Random,
        wait: Callable[[float], None],
        note: Callable[[str], None],
    ) -> None:
        self._window = window
        self._dice = dice
        self._wait = wait
        self._note = note

    def key(self) -> None:
        """Mostly keys that move and choose; now and then any, with any modifier, or held."""
        kind, choose = self._dice.random(), self._dice.choice
        if kind < 0.5:
            key, modifiers = choose(MOVES), NONE
        elif kind < 0.75:
            key, modifiers = choose(PADS), PAD
        elif kind < 0.9:
            key, modifiers = choose(OTHERS), choose(MODIFIERS)
        else:
            key, modifiers = choose(LETTERS), choose(MODIFIERS)
        self.press(key, modifiers, LONG if self._dice.random() < 0.005 else 0.0)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, held: float = 0.0) -> None:
        """A key goes down, stays there for some seconds, and comes up."""
        with_it = f"+{modifiers.name}" if modifiers.value else ""
        self._note(f"{key.name}{with_it}{' held' if held else ''}")
        window = self._window.windowHandle()
        QTest.keyPress(window, key, modifiers)
        if held:
            self._wait(held)
        QTest.keyRelease(window, key, modifiers)

    def anywhere(self) -> None:
        """A finger at no place in particular: a tap, a stroke, a long press, or two fingers."""
        at, kind = self._point(), self._dice.random()
        if kind < 0.4:
            self.tap(at)
        elif kind < 0.8:
            self.stroke(at, self._point())
        elif kind < 0.95:
            self.two(at)
        else:
            self.tap(at, LONG)

    def tap(self, at: QPoint, held: float = 0.0) -> None:
        """A finger comes down, stays there for some seconds, and goes."""
        self._note(f"{'long press' if held else 'touch'} {at.toTuple()}")
        self._finger().press(0, at).commit()
        if held:
            self._wait(held)
        self._finger().release(0, at).commit()

    def stroke(self, start: QPoint, end: QPoint) -> None:
        """A finger moves over the screen."""
        self._note(f"stroke {start.toTuple()} {end.toTuple()}")
        self._finger().press(0, start).commit()
        for part in range(1, 6):
            self._finger().move(0, start + (end - start) * part / 5).commit()
        self._finger().release(0, end).commit()

    def two(self, at: QPoint) -> None:
        """A second finger comes, one goes and then the other, apart from where they came."""
        self._note(f"two fingers {at.toTuple()}")
        other = at + SIDE
        self._finger().press(0, at).commit()
        self._finger().stationary(0).press(1, other).commit()
        self._finger().move(0, at - SIDE).move(1, other + SIDE).commit()
        self._finger().release(0, at - SIDE).stationary(1).commit()
        self._finger().release(1, other + SIDE).commit()

    def _finger(self) -> QTest.QTouchEventSequence:
        return touching(self._window)

    def _point(self) -> QPoint:
        size = self._window.size()
        return QPoint(self._dice.randrange(size.width()), self._dice.randrange(size.height()))
