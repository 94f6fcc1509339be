"""An output that is cranked by hand: a test says when sound has been heard."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable


class HandAudioOut:
    """AudioOut without time; ``hear`` lets sound pass up to and with the next mark."""

    def __init__(self) -> None:
        self.available = True
        self.generation = 0
        self.played: list[bytes] = []
        self._marks: deque[Callable[[], None]] = deque()
        self._changed = threading.Condition()

    def play(self, pcm: bytes, rate: int, generation: int) -> None:
        with self._changed:
            if generation == self.generation:
                self.played.append(pcm)

    def mark(self, callback: Callable[[], None], generation: int) -> None:
        with self._changed:
            if generation == self.generation:
                self._marks.append(callback)
                self._changed.notify_all()

    def cancel(self) -> int:
        with self._changed:
            self.generation += 1
            self._marks.clear()
            return self.generation

    def close(self) -> None:
        self.cancel()

    def hear(self, marks: int = 1, timeout: float = 5.0) -> None:
        """Wait for the next marks and call them back."""
        for _ in range(marks):
            with self._changed:
                assert self._changed.wait_for(lambda: bool(self._marks), timeout), "no mark"
                callback = self._marks.popleft()
            callback()
