"""The switch in the headphone socket, read from the kernel's input device.

Read directly (linux/input.h): a record is two longs of time, type, code, value.
"""

from __future__ import annotations

import fcntl
import logging
import os
import select
import struct
import threading
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger(__name__)

_RECORD = struct.Struct("llHHi")
_EV_SW = 0x05
_SW_HEADPHONE_INSERT = 0x02
_SWITCH_BYTES = 4
_EVIOCGSW = (2 << 30) | (_SWITCH_BYTES << 16) | (ord("E") << 8) | 0x1B  # _IOR('E', 0x1b, 4 bytes)


class HeadphoneSwitch:
    """Tells when the plug goes in or out: ``on_change(True)``, ``on_change(False)``.

    The state at the start is told at once. A device that cannot be read, or that goes
    away, counts as pulled: what is personal then stays silent.
    """

    def __init__(self, device: Path, on_change: Callable[[bool], None]) -> None:
        self._on_change = on_change
        self._wake, self._woken = os.pipe()
        try:
            self._file = os.open(device, os.O_RDONLY | os.O_NONBLOCK)
        except OSError as error:
            log.warning("the headphone switch cannot be read: %s", error.strerror)
            self._file = -1
            on_change(False)
        else:
            on_change(self._state())
        self._thread = threading.Thread(target=self._run, name="headphones", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread."""
        os.write(self._woken, b"x")
        self._thread.join()
        for file in (self._file, self._wake, self._woken):
            if file >= 0:
                os.close(file)

    def _state(self) -> bool:
        try:
            bits = fcntl.ioctl(self._file, _EVIOCGSW, bytes(_SWITCH_BYTES))
        except OSError:
            return False
        return bool(int.from_bytes(bits, "little") >> _SW_HEADPHONE_INSERT & 1)

    def _run(self) -> None:
        while self._file >= 0:
            ready, _, _ = select.select([self._file, self._wake], [], [])
            if self._wake in ready:
                return
            if not self._read():
                self._on_change(False)
                return

    def _read(self) -> bool:
        """Tell what the waiting records say; False where the device is gone."""
        try:
            data = os.read(self._file, 64 * _RECORD.size)
        except BlockingIOError:
            return True
        except OSError:
            return False
        whole = len(data) // _RECORD.size * _RECORD.size
        for _, _, kind, code, value in _RECORD.iter_unpack(data[:whole]):
            if (kind, code) == (_EV_SW, _SW_HEADPHONE_INSERT):
                self._on_change(bool(value))
        return bool(data)
