"""Keys and clicks through the X server."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping


class Hands:
    """One ``xdotool`` that reads what to do: starting one takes longer than most keys do."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = dict(environ)
        self._process: subprocess.Popen[str] | None = None

    def do(self, *words: str) -> None:
        """A key, in words without blanks; pressed in order, soon after."""
        if self._process is None:
            self._process = subprocess.Popen(
                ["xdotool", "-"],  # noqa: S607 - a fixed program of the system
                env=self._environ,
                stdin=subprocess.PIPE,
                text=True,
            )
        assert self._process.stdin is not None  # noqa: S101 - it was opened as a pipe above
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()

    def point(self, *words: str) -> None:
        """A command for the pointer; done when this returns: nothing may move under it later."""
        command = ["xdotool", *words]
        subprocess.run(command, env=self._environ, check=True, timeout=30)  # noqa: S603 - as above

    def type(self, text: str, pause: int) -> None:
        """Any text as keys, ``pause`` milliseconds apart; typed when this returns."""
        self.point("type", "--delay", str(pause), "--", text)

    def close(self) -> None:
        """Ends it; with the screen gone it has ended by itself."""
        process, self._process = self._process, None
        if process is not None:
            process.communicate()
