"""A whole terminal for a trial: supervisor, server and terminals as ``main.py run`` starts them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from kiosk.server_process import ROOT
from kiosk.tour.player import Player


class Trial:
    """Starts everything on a screen that exists, and ends it."""

    def __init__(
        self,
        environ: Mapping[str, str],
        data: Path | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="yizhan-trial-")
        folder = Path(self._folder.name)
        self.transcript = folder / "transcript.jsonl"
        self.data = data or folder / "data"
        self.environ = {
            **os.environ,
            **environ,
            "YIZHAN_TRANSCRIPT": str(self.transcript),
            "YIZHAN_DATA": str(self.data),
            "YIZHAN_PRIVATE_SOUND": "yes",  # whoever tries it listens alone
            **{f"YIZHAN_{name.upper()}": value for name, value in (settings or {}).items()},
        }
        self._process: subprocess.Popen[str] | None = None
        self.base_url = ""
        self.player = Player(self.environ, self.transcript)

    def __enter__(self) -> Trial:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self._folder.cleanup()

    @property
    def pid(self) -> int:
        """The supervisor's process id."""
        return self._process.pid if self._process is not None else 0

    def start(self) -> None:
        """Start the supervisor and wait until the attract screen is shown."""
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, str(ROOT / "main.py"), "run"],
            cwd=ROOT,
            env=self.environ,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None  # noqa: S101 - it was opened as a pipe above
        while not self.base_url and "YIZHAN_PORTAL" not in self.environ:
            line = self._process.stdout.readline()
            if not line:
                raise RuntimeError(f"the terminal did not start: {self._process.wait()}")
            if line.startswith("portal: "):
                self.base_url = line.split()[1]
        self.await_shown()

    def await_shown(self, times: int = 1, timeout: float = 60.0) -> None:
        """Wait until a terminal has shown itself for the n-th time."""

        def shown() -> bool:
            return sum(e["event"] == "shown" for e in self.player.events()) >= times

        self.player.until(shown, "attract screen", timeout)

    def stop(self) -> int:
        """End in order; the exit code of the supervisor."""
        self.player.close()
        process, self._process = self._process, None
        if process is None:
            return 0
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        if process.stdout is not None:
            process.stdout.close()
        return code
