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
        self._file = Path(path).open("a", encoding="utf-8") if path else None  # noqa: SIM115 - open as long as the terminal

    def write(self, event: str, **facts: object) -> None:
        """Note an event with its facts and the monotonic time."""
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


def read(path: Path) -> list[Mapping[str, object]]:
    """The events of a transcript so far; a half-written last line is left out."""
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    return [json.loads(line) for line in lines[:-1]]
