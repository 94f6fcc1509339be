"""An output without a device, in step with the clock: marks come when sound would be heard."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Wait:
    seconds: float


class NullAudioOut:
    """AudioOut where nothing sounds: for a terminal without a device, and with the voice off.

    ``pace`` is seconds of waiting for a second of sound: 1 is real time, 0 calls
    marks back at once (journeys that do not listen).
    """

    available = False

    def __init__(self, pace: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._pace = pace
        self._clock = clock
        self._changed = threading.Condition()
        self._queue: deque[_Wait | Callable[[], None]] = deque()
        self._generation = 0
        self._closed = False
        self._due = clock()
        self._thread = threading.Thread(target=self._run, name="null-audio", daemon=True)
        self._thread.start()

    @property
    def generation(self) -> int:
        """The current generation."""
        return self._generation

    def play(self, pcm: bytes, rate: int, generation: int) -> None:
        """Let as much time pass as ``pcm`` would last."""
        self._push(_Wait(self._pace * len(pcm) / 2 / rate), generation)

    def mark(self, callback: Callable[[], None], generation: int) -> None:
        """Call back when the time of all sound so far has passed."""
        self._push(callback, generation)

    def cancel(self) -> int:
        """Forget what waits; returns the new generation."""
        with self._changed:
            self._generation += 1
            self._queue.clear()
            self._due = self._clock()
            self._changed.notify()
            return self._generation

    def close(self) -> None:
        """End the thread."""
        self.cancel()
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _push(self, entry: _Wait | Callable[[], None], generation: int) -> None:
        with self._changed:
            if generation != self._generation or self._closed:
                return
            if not self._queue:
                self._due = max(self._due, self._clock())
            self._queue.append(entry)
            self._changed.notify()

    def _run(self) -> None:
        while (callback := self._next()) is not None:
            try:
                callback()
            except Exception:
                log.exception("a mark failed")

    def _next(self) -> Callable[[], None] | None:
        """The next mark whose time has come; None at the end."""
        with self._changed:
            while not self._closed:
                remaining = self._due - self._clock()
                if not self._queue:
                    self._changed.wait()
                elif isinstance(head := self._queue[0], _Wait):
                    self._due += head.seconds
                    self._queue.popleft()
                elif remaining > 0:
                    self._changed.wait(remaining)
                else:
                    self._queue.popleft()
                    return head
            return None
