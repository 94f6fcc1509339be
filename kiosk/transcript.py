"""A transcript of a visit for trials: keys, screens and speech as JSON lines.

Only written where a file is named (tour, tests). Personal speech is part of it,
so a terminal in service never has one.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path


class Transcript:
    """Appends one JSON object a line; without a path it does nothing."""

    def __init__(self, path: str = "") -> None:
        self.count = 0
        """How many events were noted."""

        self._file = Path(path).open("a", encoding="utf-8") if path else None  # noqa: SIM115 - open as long as the terminal

    def write(self, event: str, **facts: object) -> None:
        """Note an event with its facts and the monotonic time."""
        self.count += 1
        if self._file is None:
            return
        line = {"at": round(time.monotonic(), 4), "pid": os.getpid(), "event": event, **facts}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None


class Reading:
    """A transcript as it grows: each call of ``events`` reads only what is new."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read = 0
        self._events: list[Mapping[str, object]] = []

    def events(self) -> list[Mapping[str, object]]:
        """All events so far; a half-written last line comes with a later call."""
        if self._path.exists():
            with self._path.open("rb") as file:
                file.seek(self._read)
                fresh = file.read()
            whole = fresh[: fresh.rfind(b"\n") + 1]
            self._read += len(whole)
            self._events.extend(json.loads(line) for line in whole.splitlines())
        return self._events
