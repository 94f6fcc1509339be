"""The terminal's end of the process that reads attachments (``kiosk.files.child``)."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from kiosk.server_process import ROOT
from portal.errors import BadFile

PATIENCE = 20.0
"""Seconds for one answer; most take less than one."""

MOST_ANSWER = 16 * 1024 * 1024
_CHUNK = 1 << 16


class ReaderProcess:
    """Asks about one file at a time; a process that fails is replaced for the next question.

    All methods may be called from any thread.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._href, self._data = "", b""

    def open(self, href: str, data: bytes) -> None:
        """From now on the questions are about this file."""
        with self._lock:
            self._end()
            self._href, self._data = href, data

    def holds(self, href: str) -> bool:
        """Whether this is the file that was opened last."""
        return bool(href) and self._href == href

    def ask(self, href: str, **question: Any) -> tuple[dict[str, Any], bytes]:
        """The answer, and the bytes that belong to it.

        Raises:
            BadFile: it cannot be read; ``faulty`` also where reading it took too long.

        """
        with self._lock:
            if not self.holds(href):
                raise BadFile(href, "faulty")
            try:
                answer, data = self._asked(question)
            except (OSError, ValueError, LookupError, EOFError):
                self._end()
                raise BadFile(href, "faulty") from None
        if "reason" in answer:
            raise BadFile(href, str(answer["reason"]))
        return answer, data

    def close(self) -> None:
        """End the process; the file is kept, and another one is started when it is asked for."""
        with self._lock:
            self._end()

    def _asked(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        body = b""
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = _started()
            question, body = {**question, "size": len(self._data)}, self._data
        wire = _Wire(self._process, time.monotonic() + self._patience)
        wire.send(json.dumps(question).encode("ascii") + b"\n" + body)
        answer = json.loads(wire.line())
        if not isinstance(answer, dict):
            raise ValueError("no answer")
        return answer, wire.bytes(int(answer.get("size", 0)))

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _started() -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-B", "-m", "kiosk.files.child"],
        cwd=ROOT,
        env={"PATH": os.defpath, "LANG": "C.UTF-8"},  # nothing of the visit
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            os.set_blocking(pipe.fileno(), False)
    return process


class _Wire:
    """Both pipes until ``end``; raises OSError or ValueError when they break or it is late."""

    def __init__(self, process: subprocess.Popen[bytes], end: float) -> None:
        if process.stdin is None or process.stdout is None:
            raise LookupError("no pipes")
        self._to, self._from = process.stdin.fileno(), process.stdout.fileno()
        self._end = end
        self._held = bytearray()

    def send(self, data: bytes) -> None:
        """All of it."""
        left = memoryview(data)
        while left:
            self._wait([], [self._to])
            left = left[os.write(self._to, left[:_CHUNK]) :]

    def line(self) -> bytes:
        """Up to the next line's end."""
        while b"\n" not in self._held:
            self._more()
        line, _, rest = self._held.partition(b"\n")
        self._held = rest
        return bytes(line)

    def bytes(self, size: int) -> bytes:
        """So many of them."""
        if not 0 <= size <= MOST_ANSWER:
            raise ValueError("too large an answer")
        while len(self._held) < size:
            self._more()
        return bytes(self._held[:size])

    def _more(self) -> None:
        self._wait([self._from], [])
        found = os.read(self._from, _CHUNK)
        if not found:
            raise EOFError
        self._held += found
        if len(self._held) > MOST_ANSWER:
            raise ValueError("too large an answer")

    def _wait(self, read: list[int], write: list[int]) -> None:
        left = self._end - time.monotonic()
        if left <= 0 or not any(select.select(read, write, [], left)):
            raise TimeoutError
