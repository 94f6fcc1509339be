"""Qt's key events become chords.

The filter sits on the window's QWindow: there it sees keys before any widget
and before a web view, and can swallow them. A Python event filter on
QApplication crashes as soon as a web view lives, so there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPointerEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from a11y.keys import KeyChord, Modifier
from kiosk.gate import Key

_NAMES: Mapping[Qt.Key, str] = {
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PageUp",
    Qt.Key.Key_PageDown: "PageDown",
    Qt.Key.Key_Insert: "Insert",
    Qt.Key.Key_Delete: "Delete",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Enter: "Return",
    Qt.Key.Key_Tab: "Tab",
    Qt.Key.Key_Backtab: "Tab",
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Plus: "Plus",
    Qt.Key.Key_Menu: "Menu",
    Qt.Key.Key_Help: "Help",
    Qt.Key.Key_CapsLock: "CapsLock",
    Qt.Key.Key_NumLock: "NumLock",
    Qt.Key.Key_VolumeUp: "VolumeUp",
    Qt.Key.Key_VolumeDown: "VolumeDown",
    Qt.Key.Key_VolumeMute: "VolumeMute",
    **{Qt.Key(Qt.Key.Key_F1 + n): f"F{n + 1}" for n in range(24)},
}

# Without NumLock the pad sends cursor keys; a pad has no NumLock, so both mean the digit.
_PAD: Mapping[Qt.Key, str] = {
    **{Qt.Key(Qt.Key.Key_0 + n): f"KP_{n}" for n in range(10)},
    Qt.Key.Key_Insert: "KP_0",
    Qt.Key.Key_End: "KP_1",
    Qt.Key.Key_Down: "KP_2",
    Qt.Key.Key_PageDown: "KP_3",
    Qt.Key.Key_Left: "KP_4",
    Qt.Key.Key_Clear: "KP_5",
    Qt.Key.Key_Right: "KP_6",
    Qt.Key.Key_Home: "KP_7",
    Qt.Key.Key_Up: "KP_8",
    Qt.Key.Key_PageUp: "KP_9",
    Qt.Key.Key_Delete: "KP_Decimal",
    Qt.Key.Key_Enter: "KP_Enter",
    Qt.Key.Key_Plus: "KP_Plus",
    Qt.Key.Key_Minus: "KP_Minus",
    Qt.Key.Key_Asterisk: "KP_Multiply",
    Qt.Key.Key_Slash: "KP_Divide",
    Qt.Key.Key_Period: "KP_Decimal",
    Qt.Key.Key_Comma: "KP_Decimal",
}

# X keycodes of F13–F24 (evdev code + 8): Debian's keymap gives them other names
# (XF86Tools, XF86Launch5 …), so Qt's key is of no use for accessible pads.
_NATIVE = {191 + n: f"F{13 + n}" for n in range(12)}

_MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, Modifier.CTRL),
    (Qt.KeyboardModifier.AltModifier, Modifier.ALT),
    (Qt.KeyboardModifier.ShiftModifier, Modifier.SHIFT),
    (Qt.KeyboardModifier.MetaModifier, Modifier.META),
)

_SHIFTED = dict(zip("~!@#$%^&*()_+{}:<>?|" + chr(34), "`1234567890-=[];,./\\'", strict=True))
"""US layout: what Shift makes of keys that are bound with Shift or Alt+Shift."""


def chord_of(event: QKeyEvent) -> KeyChord | None:
    """The chord of a key event; None for modifiers alone and unknown keys."""
    modifiers = frozenset(ours for qt, ours in _MODIFIERS if event.modifiers() & qt)
    native = _NATIVE.get(event.nativeScanCode())
    if native is not None:
        return KeyChord(native, modifiers)
    try:
        key = Qt.Key(event.key())
    except ValueError:
        return None
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier and key in _PAD:
        return KeyChord(_PAD[key], modifiers - {Modifier.SHIFT})
    if key in _NAMES:
        return KeyChord(_NAMES[key], modifiers)
    if key in (Qt.Key.Key_unknown, Qt.Key(0)) or key >= Qt.Key.Key_Escape:
        return None
    char = chr(key).lower()
    if Modifier.SHIFT in modifiers:
        char = _SHIFTED.get(char, char)
    return KeyChord(char, modifiers)


# The release counts, so that a touch on a button is a press of that button first.
_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel)
_LIFTS = (QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd, QEvent.Type.Wheel)


_ALONE: Mapping[Qt.Key, Modifier] = {
    Qt.Key.Key_Control: Modifier.CTRL,
    Qt.Key.Key_Alt: Modifier.ALT,
    Qt.Key.Key_AltGr: Modifier.ALT,
    Qt.Key.Key_Shift: Modifier.SHIFT,
    Qt.Key.Key_Meta: Modifier.META,
    Qt.Key.Key_Super_L: Modifier.META,
    Qt.Key.Key_Super_R: Modifier.META,
}


_SCROLL = 24.0
"""Pixels; a finger that moved farther moved the page."""


def _place(event: QEvent) -> QPointF | None:
    """Where a finger is; None of a wheel, which is no finger."""
    if isinstance(event, QWheelEvent) or not isinstance(event, QPointerEvent):
        return None
    points = event.points()
    return points[0].globalPosition() if points else None


def _is_near(down: QPointF | None, up: QPointF | None) -> bool:
    return down is not None and up is not None and (up - down).manhattanLength() <= _SCROLL


def key_of(event: QKeyEvent) -> Key | None:
    """The physical key of an event; None for one that means nothing here."""
    try:
        modifier = _ALONE.get(Qt.Key(event.key()))
    except ValueError:
        modifier = None
    code = event.nativeScanCode() or event.key()
    if modifier is not None:
        return Key(code, modifier=modifier)
    chord = chord_of(event)
    if chord is None:
        return None
    key, text = event.key(), _PAD_TEXTS.get(chord.key, event.text())
    altered = chord.on_pad and text != event.text()
    return Key(code, chord, replay=lambda meant: _replay(key, text, meant), altered=altered)


_PAD_TEXTS = {
    **{f"KP_{n}": str(n) for n in range(10)},
    "KP_Decimal": ".",
    "KP_Plus": "+",
    "KP_Minus": "-",
    "KP_Multiply": "*",
    "KP_Divide": "/",
}


def _replay(key: int, text: str, chord: KeyChord) -> None:
    """Give a key to the field that has the focus, with the modifiers that were latched."""
    widget = QApplication.focusWidget()
    if widget is None:
        return
    modifiers = Qt.KeyboardModifier.NoModifier
    for qt, ours in _MODIFIERS:
        if ours in chord.modifiers:
            modifiers |= qt
    if chord.key in _PAD_TEXTS:
        key = ord(text)  # Qt's keys of digits and signs are their code points
    if Modifier.SHIFT in chord.modifiers and len(text) == 1:
        text = _SHIFTS.get(text, text.upper())
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers, text))


_SHIFTS = {plain: shifted for shifted, plain in _SHIFTED.items()}


class Keys(Protocol):
    """Where keys go on from here; times are milliseconds of the window system."""

    def down(self, key: Key, at: int) -> bool:
        """A key goes down; True to keep it from the widget."""

    def up(self, key: Key, at: int) -> None:
        """A key comes up."""

    def reset(self) -> None:
        """The keyboard went elsewhere."""


class KeyFilter(QObject):
    """Sits on ``window.windowHandle()`` and hands each key on.

    ``touched`` is told when a finger comes down, before anything under it is; ``lifted``
    when it goes, with whether it stayed where it came down; ``exposed`` when the window
    comes to the screen. Auto-repeat is never a new key (EN 301 549 5.7), and never reaches
    a widget. When the window loses the keyboard, no key counts as down any more.
    """

    def __init__(
        self,
        keys: Keys,
        touched: Callable[[], None],
        lifted: Callable[[bool], None],
        exposed: Callable[[], None],
    ) -> None:
        super().__init__()
        self._came_down: QPointF | None = None
        self._keys = keys
        self._touched = touched
        self._lifted = lifted
        self._exposed = exposed

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _TOUCHES:
            self._came_down = _place(event)
            self._touched()
        if kind in _LIFTS:
            self._lifted(_is_near(self._came_down, _place(event)))
        elif kind is QEvent.Type.Expose:
            self._exposed()
        elif kind is QEvent.Type.FocusOut:
            self._keys.reset()
        elif isinstance(event, QKeyEvent):
            return self._key(kind, event)
        return False

    def _key(self, kind: QEvent.Type, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return True
        key = key_of(event)
        if key is None:
            return False
        if kind is QEvent.Type.KeyPress:
            return self._keys.down(key, event.timestamp())
        if kind is QEvent.Type.KeyRelease:
            self._keys.up(key, event.timestamp())
        return False
