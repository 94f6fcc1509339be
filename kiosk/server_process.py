"""The embedded server as a process of its own; the terminal only knows its address."""

from __future__ import annotations

import logging
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
FIRST_START = 180.0
"""Seconds that the first start may take: it makes the database and the sample."""


class ServerFailed(Exception):
    """The embedded server did not start; ``reason`` is its last line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ServerProcess:
    """Starts the server on a free loopback port and stops it."""

    def __init__(
        self, data: Path, environ: Mapping[str, str], introduction: Path | None = None
    ) -> None:
        """``introduction`` is a file about a terminal that the server is to know."""
        self._arguments = ["--data", str(data)]
        if introduction is not None:
            self._arguments += ["--terminal", str(introduction)]
        self._environ = environ
        self._process: subprocess.Popen[bytes] | None = None
        self.base_url = ""

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process is not None and self._process.poll() is None

    def start(self, port: int = 0) -> str:
        """Start, wait for its READY line, and return its base address; raises ServerFailed."""
        command = [sys.executable, "-m", "server.embed", *self._arguments]
        command += ["--port", str(port), "--parent-pipe"]
        self._process = subprocess.Popen(  # noqa: S603 - our own module with our own arguments
            command,
            cwd=ROOT,
            env=dict(self._environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self.base_url = self._await_ready(self._process)
        return self.base_url

    def restart(self) -> str:
        """Start again on the same port after it died."""
        port = int(self.base_url.rsplit(":", 1)[1]) if self.base_url else 0
        self.stop()
        return self.start(port)

    def stop(self) -> None:
        """Ask it to stop, and make it after five seconds."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def _await_ready(self, process: subprocess.Popen[bytes]) -> str:
        """Read lines until READY; the rest of what it prints is not for us."""
        assert process.stdout is not None  # noqa: S101 - it was opened as a pipe above
        deadline = time.monotonic() + FIRST_START
        seen = b""
        os.set_blocking(process.stdout.fileno(), False)
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while time.monotonic() < deadline:
                if not selector.select(1.0):
                    continue
                data = process.stdout.read()
                if data == b"":
                    break
                seen += data or b""
                for line in seen.decode(errors="replace").splitlines():
                    if line.startswith("READY "):
                        return line.split()[1]
        self.stop()
        raise ServerFailed(seen.decode(errors="replace").strip().rpartition("\n")[2])
