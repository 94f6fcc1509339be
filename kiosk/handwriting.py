"""Characters written with the finger, by zinnia.

Debian: libzinnia0, tegaki-zinnia-simplified-chinese.

The model knows the 6,763 characters of GB 2312 and learns nothing. What is written is
never more than the strokes that are handed in.
"""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)

MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
LIBRARY = "libzinnia.so.0"
MOST = 24
"""Characters that are offered for what was written."""

Strokes = Sequence[Sequence[tuple[int, int]]]


class Hand(Protocol):
    """Reads one character."""

    def read(self, strokes: Strokes, width: int, height: int) -> tuple[str, ...]:
        """What the strokes may be, the likeliest first; points are pixels of the canvas."""


class Zinnia:
    """The library with one model; some 33 MB, most of them the file, when it is first used."""

    def __init__(self, library: ctypes.CDLL, model: Path) -> None:
        self._z = library
        for name in ("recognizer_new", "character_new", "recognizer_classify"):
            getattr(library, f"zinnia_{name}").restype = ctypes.c_void_p
        library.zinnia_result_size.restype = ctypes.c_size_t
        library.zinnia_result_value.restype = ctypes.c_char_p
        self._recognizer = ctypes.c_void_p(library.zinnia_recognizer_new())
        if not library.zinnia_recognizer_open(self._recognizer, str(model).encode()):
            raise OSError(model.name)

    def read(self, strokes: Strokes, width: int, height: int) -> tuple[str, ...]:
        """As in Hand."""
        z = self._z
        written = ctypes.c_void_p(z.zinnia_character_new())
        z.zinnia_character_set_width(written, ctypes.c_size_t(width))
        z.zinnia_character_set_height(written, ctypes.c_size_t(height))
        for n, stroke in enumerate(strokes):
            for x, y in stroke:
                z.zinnia_character_add(written, ctypes.c_size_t(n), x, y)
        found = z.zinnia_recognizer_classify(self._recognizer, written, ctypes.c_size_t(MOST))
        z.zinnia_character_destroy(written)
        if not found:
            return ()
        result = ctypes.c_void_p(found)
        count = int(z.zinnia_result_size(result))
        values = [z.zinnia_result_value(result, ctypes.c_size_t(n)) for n in range(count)]
        z.zinnia_result_destroy(result)
        return tuple(value.decode() for value in values)


def open_hand(model: Path = MODEL) -> Hand | None:
    """The engine; None where it is not installed."""
    if not model.is_file():
        return None
    try:
        return Zinnia(ctypes.CDLL(LIBRARY), model)
    except OSError as error:
        log.warning("no handwriting: %s", type(error).__name__)
        return None


@cache
def hand_of_process() -> Hand | None:
    """One for the process."""
    return open_hand()
