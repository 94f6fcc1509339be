"""Sinks that come and go, as the sound server tells them.

Qt (6.11) renews its list when something is added, but not always when something has
gone, so the server is asked itself: ``pactl subscribe`` says that sinks changed and
``pactl list short sinks`` which there are.
"""

from __future__ import annotations

import logging
import subprocess
import threading
from collections.abc import Callable, Collection

log = logging.getLogger(__name__)


class SinkWatch:
    """Tells whether one of the private sinks is there, at the start and at every change."""

    def __init__(self, private: Collection[str], on_change: Callable[[bool], None]) -> None:
        self._private = frozenset(private)
        self._on_change = on_change
        self._closing = False
        self._server: subprocess.Popen[str] | None = None
        try:
            self._server = subprocess.Popen(
                ["pactl", "subscribe"],  # noqa: S607 - found on the PATH of the system
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        except OSError as error:
            log.warning("the sound server cannot be watched: %s", error.strerror)
        self._thread = threading.Thread(target=self._run, name="sinks", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop watching."""
        self._closing = True
        if self._server is not None:
            self._server.kill()  # it has nothing to put in order, and may have SIGTERM blocked
            self._server.wait()
        self._thread.join()
        if self._server is not None and self._server.stdout is not None:
            self._server.stdout.close()

    def _run(self) -> None:
        self._tell()
        lines = self._server.stdout if self._server is not None else None
        for line in lines or ():
            if " on sink #" in line and "'change'" not in line:
                self._tell()
        if not self._closing:
            self._on_change(False)

    def _tell(self) -> None:
        self._on_change(not self._private.isdisjoint(sinks()))


def sinks() -> frozenset[str]:
    """The names of all sinks; none where no server answers within two seconds."""
    try:
        done = subprocess.run(
            ["pactl", "list", "short", "sinks"],  # noqa: S607 - found on the PATH of the system
            capture_output=True,
            text=True,
            timeout=2,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    rows = (line.split("\t") for line in done.stdout.splitlines())
    return frozenset(row[1] for row in rows if len(row) > 1)
