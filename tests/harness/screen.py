"""A virtual screen of a test's own, with real key and pointer events (XTEST)."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest

from scripts import display
from scripts.children import Children

_ROOT = Path(__file__).resolve().parents[2]


class VirtualScreen:
    """An Xvfb on a free display; programs started with ``env`` appear on it.

    Keys go where the X server's focus is, through the server, as from a keyboard.
    """

    def __init__(self, size: tuple[int, int] = (1920, 1080)) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="yizhan-screen-")
        self._children = Children()
        try:
            self._screen = display.start_hidden(self._children, Path(self._folder.name), size)
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        """As in DISPLAY."""
        return self._screen.name

    @property
    def env(self) -> dict[str, str]:
        """The whole environment for a program that is to appear here."""
        return {**os.environ, **self._screen.env}

    def key(self, *chords: str) -> None:
        """Presses and releases each chord in turn, by X keysym names: ``"ctrl+grave"``."""
        self._xdotool("key", "--", *chords)

    def key_down(self, keysym: str) -> None:
        """Presses one key and holds it."""
        self._xdotool("keydown", "--", keysym)

    def key_up(self, keysym: str) -> None:
        """Releases one key."""
        self._xdotool("keyup", "--", keysym)

    def type(self, text: str) -> None:
        """Types ``text`` as single keys, 12 ms apart."""
        self._xdotool("type", "--delay", "12", "--", text)

    def click(self, x: int, y: int) -> None:
        """Presses and releases the first button at a place, in pixels."""
        self._xdotool("mousemove", str(x), str(y), "click", "1")

    def draw(self, begin: tuple[int, int], end: tuple[int, int]) -> None:
        """A stroke of a finger from one place to another, in ten steps."""
        steps = [
            str(round(begin[axis] + (end[axis] - begin[axis]) * n / 10))
            for n in range(1, 11)
            for axis in (0, 1)
        ]
        moves = [word for n in range(0, 20, 2) for word in ("mousemove", *steps[n : n + 2])]
        start = (str(begin[0]), str(begin[1]))
        self._xdotool("mousemove", *start, "mousedown", "1", *moves, "mouseup", "1")

    def scroll(self, notches: int) -> None:
        """Turns the wheel down where the pointer is."""
        if notches:
            self._xdotool("click", "--repeat", str(notches), "--delay", "10", "5")

    def screenshot(self, path: Path) -> Path:
        """Saves what is shown as a PNG and returns ``path``."""
        command = [sys.executable, "-m", "scripts.snapshot", str(path)]
        subprocess.run(command, env=self.env, cwd=_ROOT, check=True, timeout=30)
        return path

    def close(self) -> None:
        """Ends the server; what is still shown on it loses its connection."""
        self._children.close()
        self._folder.cleanup()

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.env, check=True, timeout=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


@pytest.fixture
def virtual_screen() -> Iterator[VirtualScreen]:
    """A screen of 1920 x 1080 for one test; import it into a conftest to use it."""
    with VirtualScreen() as screen:
        yield screen
