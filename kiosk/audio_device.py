"""Where sound of one rate goes: a device, or time that passes without one.

Both take at most ``BUFFER_MS`` ahead and say how much of it has left; offsets are
bytes since the start. Use one on one thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from PySide6.QtCore import QIODevice
from PySide6.QtMultimedia import (
    QAudioDevice,
    QAudioFormat,
    QAudioSink,
    QMediaDevices,
    QtAudio,
)

BUFFER_MS = 50
"""Sound in the sink: less and a slow machine stutters, more and it starts later."""

STUCK_S = 1.5
"""A sink that has sound and takes none for so long is lost: Qt notices a new device, but
not always that one has gone (6.11: its list is only renewed when something is added)."""


Pick = Callable[[], QAudioDevice]
"""Names the device to play on; a null device: none, and time goes on without sound."""


def default_device() -> QAudioDevice:
    """The one that the sound server prefers."""
    return QMediaDevices.defaultAudioOutput()


def named_device(names: Collection[str]) -> Pick:
    """The first device with one of these names (sinks of PulseAudio), and never another."""

    def pick() -> QAudioDevice:
        found = (
            device
            for device in QMediaDevices.audioOutputs()
            if bytes(device.id().data()).decode("utf-8", "replace") in names
        )
        return next(found, QAudioDevice())

    return pick


class Device:
    """A QAudioSink."""

    def __init__(self, device: QAudioDevice, rate: int) -> None:
        wanted = QAudioFormat()
        wanted.setSampleRate(rate)
        wanted.setChannelCount(1)
        wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self.rate = rate
        self.written = 0
        self.id = bytes(device.id().data())
        self._sink = QAudioSink(device, wanted)
        self._sink.setBufferSize(2 * rate * BUFFER_MS // 1000)
        self._io: QIODevice | None = None
        self._moved = (0, 0.0)

    def write(self, data: bytes) -> int:
        """Start the sink with the first sound."""
        if self._io is None:
            self._io = self._sink.start()
            self._moved = (0, time.monotonic())
        room = self._sink.bytesFree() & ~1
        if self._io is None or room <= 0:
            return 0
        taken = max(0, self._io.write(data[:room]))
        self.written += taken
        return taken

    def heard(self) -> int:
        """What the server has consumed since the start."""
        if self._io is None:
            return self.written
        bytes_heard = 2 * round(self._sink.processedUSecs() * self.rate / 1e6)
        if bytes_heard != self._moved[0]:
            self._moved = (bytes_heard, time.monotonic())
        return min(bytes_heard, self.written)

    def lost(self) -> bool:
        """The sink stopped by itself, or takes nothing for a long time."""
        if self._io is None:
            return self._sink.error() != QtAudio.Error.NoError
        if self._sink.state() == QtAudio.State.StoppedState:
            return True
        waits = self.heard() < self.written
        return waits and time.monotonic() - self._moved[1] > STUCK_S

    def stop(self) -> None:
        """``reset`` drops what is in the buffer, where ``stop`` would let it drain."""
        self._sink.reset()
        self._io = None
        self.written = 0


class NoDevice:
    """Time without sound: takes what a device would take."""

    id = b""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self.written = 0
        self._since = time.monotonic()
        self._base = 0

    def write(self, data: bytes) -> int:
        """Take as much as 50 ms hold."""
        heard = self.heard()
        if heard == self.written:
            self._since, self._base = time.monotonic(), self.written
        room = (2 * self.rate * BUFFER_MS // 1000 - (self.written - heard)) & ~1
        taken = min(len(data), max(0, room))
        self.written += taken
        return taken

    def heard(self) -> int:
        """As much as the time that has passed."""
        passed = 2 * int((time.monotonic() - self._since) * self.rate)
        return min(self.written, self._base + passed)

    def lost(self) -> bool:
        """Never."""
        return False

    def stop(self) -> None:
        """Forget what was taken."""
        self.written = self._base = 0
        self._since = time.monotonic()


Drain = Device | NoDevice
