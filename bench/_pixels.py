"""What an X display shows, read again and again: when did the first picture come?"""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable
from typing import Any

_Z_PIXMAP = 2  # X.h: whole pixels
_ALL_PLANES = 0xFFFFFFFF

SIDE = 200
"""Pixels of the square in the middle of the screen that is looked at."""


class Pixels:
    """The middle of the screen that DISPLAY names; raises OSError without one."""

    def __init__(self) -> None:
        self._xlib = ctypes.CDLL("libX11.so.6")
        self._xlib.XOpenDisplay.restype = ctypes.c_void_p
        self._xlib.XDefaultRootWindow.restype = ctypes.c_ulong
        self._xlib.XGetImage.restype = ctypes.c_void_p
        self._xlib.XGetPixel.restype = ctypes.c_ulong
        display = self._xlib.XOpenDisplay(os.fsencode(os.environ.get("DISPLAY", "")))
        if not display:
            raise OSError("the X display cannot be opened")
        self._display = ctypes.c_void_p(display)
        self._root = ctypes.c_ulong(self._xlib.XDefaultRootWindow(self._display))
        self._left = (self._xlib.XDisplayWidth(self._display, 0) - SIDE) // 2
        self._top = (self._xlib.XDisplayHeight(self._display, 0) - SIDE) // 2

    def colours(self) -> frozenset[int]:
        """The colours of some points in the middle."""
        image = ctypes.c_void_p(
            self._xlib.XGetImage(
                *(self._display, self._root, self._left, self._top, SIDE, SIDE),
                *(ctypes.c_ulong(_ALL_PLANES), _Z_PIXMAP),
            )
        )
        if not image:
            raise OSError("the X display cannot be read")
        found = {
            self._xlib.XGetPixel(image, x, y) for x in range(0, SIDE, 8) for y in range(0, SIDE, 8)
        }
        self._xlib.XDestroyImage(image)
        return frozenset(found)

    def until(self, shown: Callable[[frozenset[int]], bool], *work: Any, limit: float) -> float:
        """The moment (monotonic) at which the picture is so; calls ``work`` meanwhile."""
        deadline = time.monotonic() + limit
        while time.monotonic() < deadline:
            for each in work:
                each()
            if shown(self.colours()):
                return time.monotonic()
            time.sleep(0.002)
        raise TimeoutError("nothing came to the screen")
