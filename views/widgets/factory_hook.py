"""Qt's hook for accessible objects of one's own, for widgets of ours only.

PySide's ``QAccessible.installFactory`` turns every object that Qt asks about into a Python
object before our function sees it. Objects of the web engine have no type information, so
that the process dies as soon as a web view gets the focus. This hook looks at the class name
that Qt gives, and touches nothing that is not ours.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import cast

import PySide6
import shiboken6
from PySide6.QtGui import QAccessibleInterface
from PySide6.QtWidgets import QWidget

Make = Callable[[QWidget], QAccessibleInterface]

_INSTALL = "_ZN11QAccessible14installFactoryEPFP20QAccessibleInterfaceRK7QStringP7QObjectE"
_MANY = 512


class _QString(ctypes.Structure):
    """Qt 6's QString: allocation, first UTF-16 unit, length (QArrayDataPointer)."""

    _fields_ = (("d", ctypes.c_void_p), ("units", ctypes.c_void_p), ("size", ctypes.c_ssize_t))


_Factory = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(_QString), ctypes.c_void_p)


class Hook:
    """Answers Qt for widgets with a true ``speaks``; must live as long as the application."""

    def __init__(self, make: Make) -> None:
        self._make = make
        # Qt owns and deletes the C++ objects; ours must not go before them. Never used again.
        self._made: dict[int, object] = {}
        self._called = _Factory(self._answer)
        library = Path(PySide6.__file__).parent / "Qt" / "lib" / "libQt6Gui.so.6"
        install = getattr(ctypes.CDLL(str(library)), _INSTALL)
        install.restype, install.argtypes = None, (_Factory,)
        install(self._called)

    def _answer(self, name: ctypes._Pointer[_QString], address: int | None) -> int | None:
        if not address or not _ours(_text(name.contents)):
            return None
        widget = cast("QWidget", shiboken6.wrapInstance(address, QWidget))
        if not getattr(widget, "speaks", False):
            return None
        self._forget()
        made = self._make(widget)
        pointer: int = shiboken6.getCppPointer(made)[0]
        self._made[pointer] = made
        return pointer

    def _forget(self) -> None:
        if len(self._made) > _MANY:
            self._made = {at: one for at, one in self._made.items() if shiboken6.isValid(one)}


def _text(name: _QString) -> str:
    raw = ctypes.string_at(name.units, 2 * name.size) if name.units else b""
    return raw.decode("utf-16-le")


@cache
def _ours(name: str) -> bool:
    """Whether a class of widgets that is written in Python and speaks has that name."""
    found, waiting = False, list(QWidget.__subclasses__())
    while waiting and not found:
        kind = waiting.pop()
        found = kind.__name__ == name and bool(getattr(kind, "speaks", False))
        waiting += kind.__subclasses__()
    return found
