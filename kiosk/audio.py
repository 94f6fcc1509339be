"""Sound on the default device: a11y's ``AudioOut`` on a QAudioSink in a thread of its own.

In the GUI's thread a busy GUI would stretch speech; in its own the 50 ms buffer is
always filled in time. ``reset()`` on cancel silences at once and makes the next
start quick. Without a device (no sound server, the last sink gone) time goes on
without sound, so that marks and captions keep in step, until a device appears.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot
from PySide6.QtMultimedia import QMediaDevices

from a11y.speech.null_audio import NullAudioOut
from kiosk.audio_device import Device, Drain, NoDevice, Pick, default_device

__all__ = ["NullAudioOut", "QtAudioOut"]

log = logging.getLogger(__name__)

FEED_MS = 8
"""How often the sink is filled."""

RETRY_S = 10.0
"""How long a lost device is left alone, unless devices change."""


@dataclass(frozen=True, slots=True)
class _Pcm:
    data: bytes
    rate: int


class _Queue:
    """Sound and marks in their order, of one generation; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: deque[_Pcm | Callable[[], None]] = deque()
        self.generation = 0

    def put(self, entry: _Pcm | Callable[[], None], generation: int) -> bool:
        """False where the generation is over."""
        with self._lock:
            if generation != self.generation:
                return False
            self._entries.append(entry)
            return True

    def take(self) -> tuple[_Pcm | Callable[[], None], int] | None:
        """The first entry and its generation, or None."""
        with self._lock:
            return (self._entries.popleft(), self.generation) if self._entries else None

    @property
    def waiting(self) -> bool:
        """Whether anything is left."""
        return bool(self._entries)

    def put_back(self, entry: _Pcm, generation: int) -> None:
        """What the sink did not take; dropped where its generation is over."""
        with self._lock:
            if generation == self.generation:
                self._entries.appendleft(entry)

    def renew(self) -> int:
        """Drop all and begin the next generation."""
        with self._lock:
            self.generation += 1
            self._entries.clear()
            return self.generation


class QtAudioOut:
    """AudioOut on the device that ``pick`` names; build it after the QCoreApplication.

    1. ``play`` and ``mark`` put entries into a queue and wake the audio thread.
    2. The audio thread fills the sink's 50 ms and remembers where each mark lies.
    3. A mark is called back, on the audio thread, when the sink has consumed all
       sound before it.
    4. ``cancel`` empties the queue on the caller's thread, so nothing more is taken,
       and the audio thread resets the sink.
    """

    def __init__(self, pick: Pick = default_device) -> None:
        self._queue = _Queue()
        self._player = _Player(self._queue, pick)
        self._thread = QThread()
        self._thread.setObjectName("audio")
        self._player.moveToThread(self._thread)
        self._thread.started.connect(self._player.open)
        self._thread.start()

    @property
    def available(self) -> bool:
        """Whether there is a device."""
        return self._player.available

    @property
    def generation(self) -> int:
        """The current generation."""
        return self._queue.generation

    def ready(self, timeout: float) -> bool:
        """Wait until devices have been looked for (at most ``timeout`` seconds); available?"""
        self._player.opened.wait(timeout)
        return self.available

    def play(self, pcm: bytes, rate: int, generation: int) -> None:
        """Queue sound; returns at once."""
        if pcm and self._queue.put(_Pcm(pcm, rate), generation):
            self._player.wake.emit()

    def mark(self, callback: Callable[[], None], generation: int) -> None:
        """Call back when all sound so far has been heard."""
        if self._queue.put(callback, generation):
            self._player.wake.emit()

    def cancel(self) -> int:
        """Silence now; returns the new generation."""
        generation = self._queue.renew()
        self._player.silence.emit()
        return generation

    def close(self) -> None:
        """Stop and free the device; nothing is heard and no mark comes afterwards."""
        if self._thread.isRunning():
            self._queue.renew()
            self._player.shut.emit()
            self._thread.quit()
            self._thread.wait()


class _Player(QObject):
    """Lives on the audio thread; its signals may be emitted from any."""

    wake = Signal()
    silence = Signal()
    shut = Signal()

    def __init__(self, entries: _Queue, pick: Pick) -> None:
        super().__init__()
        self._pick = pick
        self.opened = threading.Event()
        self.available = False
        self._entries = entries
        self._generation = 0
        self._distrusted_until = 0.0
        self._drain: Drain | None = None
        self._marks: deque[tuple[int, Callable[[], None], int]] = deque()
        self.wake.connect(self._feed, Qt.ConnectionType.QueuedConnection)
        self.silence.connect(self._silence, Qt.ConnectionType.QueuedConnection)
        self.shut.connect(self._shut, Qt.ConnectionType.BlockingQueuedConnection)

    @Slot()
    def open(self) -> None:
        """Look for devices; on the audio thread, as everything below."""
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FEED_MS)
        self._timer.timeout.connect(self._feed)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._changed)
        self._look()
        self.opened.set()

    @Slot()
    def _changed(self) -> None:
        self._distrusted_until = 0.0
        self._look()

    def _look(self) -> None:
        device = self._pick()
        self._set_available(not device.isNull())
        if self._drain is not None and self._drain.id != bytes(device.id().data()):
            self._leave()

    def _set_available(self, available: bool) -> None:
        if available != self.available:
            log.info("audio output %s", "found" if available else "lost")
        self.available = available

    def _lose(self) -> None:
        """Go on without sound for a while."""
        self._distrusted_until = time.monotonic() + RETRY_S
        self._set_available(False)
        self._leave()

    def _leave(self) -> None:
        """Give the drain up; the marks it owes come with the next."""
        if self._drain is not None:
            self._drain.stop()
            self._drain = None
            self._marks = deque((0, callback, born) for _, callback, born in self._marks)

    def _open_drain(self, rate: int) -> Drain:
        device = self._pick()
        if device.isNull() or time.monotonic() < self._distrusted_until:
            return NoDevice(rate)
        return Device(device, rate)

    @Slot()
    def _feed(self) -> None:
        if self._drain is not None and self._drain.lost():
            self._lose()
        while (entry := self._entries.take()) is not None:
            pcm, generation = entry
            self._renew(generation)
            if not isinstance(pcm, _Pcm):
                self._marks.append((self._drain.written if self._drain else 0, pcm, generation))
                continue
            taken = self._write(pcm)
            if taken < len(pcm.data):
                self._entries.put_back(_Pcm(pcm.data[taken:], pcm.rate), generation)
                break
        self._call_marks()
        self._rest()

    def _write(self, pcm: _Pcm) -> int:
        """How many bytes were taken; a drain of another rate is emptied first."""
        if self._drain is not None and self._drain.rate != pcm.rate:
            if self._drain.heard() < self._drain.written:
                return 0
            self._leave()
        if self._drain is None:
            self._drain = self._open_drain(pcm.rate)
        return self._drain.write(pcm.data)

    def _call_marks(self) -> None:
        heard = self._drain.heard() if self._drain else 0
        if heard and isinstance(self._drain, Device):
            self._set_available(True)
        while self._marks and self._marks[0][0] <= heard:
            _, callback, generation = self._marks.popleft()
            if generation != self._entries.generation:
                continue
            try:
                callback()
            except Exception:
                log.exception("a mark failed")

    def _rest(self) -> None:
        """The timer runs while there is anything to wait for."""
        drain = self._drain
        unheard = drain is not None and drain.heard() < drain.written
        if unheard or self._marks or self._entries.waiting:
            if not self._timer.isActive():
                self._timer.start()
            return
        self._timer.stop()
        if drain is not None and drain.written:
            drain.stop()

    @Slot()
    def _silence(self) -> None:
        self._renew(self._entries.generation)
        self._rest()

    def _renew(self, generation: int) -> None:
        """Drop what is older, once: sound of the new generation may already be on its way."""
        if generation != self._generation:
            self._generation = generation
            self._marks.clear()
            if self._drain is not None:
                self._drain.stop()

    @Slot()
    def _shut(self) -> None:
        self._timer.stop()
        self._marks.clear()
        self._leave()
        self._devices.deleteLater()
