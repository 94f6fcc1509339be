"""Where the keyboard on the screen stands, and how its keys reach the field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.echo import Echo
from kiosk.handwriting import hand_of_process
from kiosk.page_surface import PageSurface, is_of_page
from kiosk.rime import pinyin_of_visit
from kiosk.stage import Stage
from kiosk.touch_typing import TouchTyping
from kiosk.touch_writing import Engines
from views.compose.touch_board import Board


class TouchPlace:
    """The window's keyboard and the field that has Qt's focus."""

    def __init__(self, surface: PageSurface) -> None:
        self._surface = surface
        self.keys = surface.window.keys

    def put(self, board: Board | None, node_id: str) -> None:
        """Show keys, with the field of ``node_id`` in sight above them; None hides them."""
        self._surface.put_keys(board, node_id)

    def write(self, node_id: str, text: str) -> None:
        """Text comes to where the caret is, as if an input method had sent it."""
        if is_of_page(node_id):
            self._surface.insert(node_id, text)
            return
        field = QApplication.focusWidget()
        if field is not None:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(field, event)

    def erase(self) -> None:
        """The character before the caret goes."""
        if not self._surface.erase():
            self._key(Qt.Key.Key_Backspace, "\b")

    def newline(self) -> None:
        """A new line in a field of several."""
        self._key(Qt.Key.Key_Return, "\r")

    def _key(self, key: Qt.Key, text: str) -> None:
        field: QWidget | None = QApplication.focusWidget()
        if field is None:
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QCoreApplication.sendEvent(field, event)


def touch_typing(
    surface: PageSurface, stage: Stage, echo: Echo, run: Callable[[str], None]
) -> TouchTyping:
    """The keyboard of a window, with every engine that is installed; ``run`` runs a command."""
    place = TouchPlace(surface)
    engines = Engines(pinyin_of_visit, hand_of_process, place.keys.wipe)
    touch = TouchTyping(stage, place, engines, echo, run)
    place.keys.pressed.connect(touch.pressed)
    place.keys.written.connect(touch.written)
    return touch
