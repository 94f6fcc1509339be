"""A child process that answers in lines, each within a time."""

from __future__ import annotations

import os
import select
import subprocess
import time
from collections.abc import Sequence


class Pipe:
    """Lines to and from a program; raises OSError when it has died, TimeoutError when it hangs."""

    def __init__(self, command: Sequence[str], timeout: float) -> None:
        self._timeout = timeout
        self._rest = b""
        self._child = subprocess.Popen(  # noqa: S603 - the program that the site names
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        self._to, self._from = self._child.stdin, self._child.stdout
        self._number = self._from.fileno() if self._from is not None else -1

    def write(self, text: str) -> None:
        """Send text, which must end its lines itself."""
        if self._to is not None:
            self._to.write(text.encode())

    def line(self) -> bytes:
        """The next line without its end."""
        end = time.monotonic() + self._timeout
        while b"\n" not in self._rest:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._number], [], [], left)[0]:
                raise TimeoutError
            piece = os.read(self._number, 1 << 16)
            if not piece:
                raise BrokenPipeError
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def close(self) -> None:
        """End the program."""
        self._child.kill()
        self._child.wait()
        for stream in (self._to, self._from):
            if stream is not None:
                stream.close()
