"""A real CUPS of a plain user with the settings that we ship, and printers that keep what they get.

The backend of a printer is a script: it puts what comes into a file, and does what a real one
does where a file ``empty``, ``jam``, ``slow`` or ``broken`` lies beside it.
"""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

CUPSD = shutil.which("cupsd", path="/usr/sbin:/usr/bin")
SHIPPED = Path(__file__).parents[2] / "deploy/cups/cupsd.conf"
SERVER = Path("/usr/lib/cups")
_FILES = """ServerRoot {0}/etc
ServerBin {0}/bin
RequestRoot {0}/spool
TempDir {0}/spool/tmp
CacheDir {0}/cache
StateDir {0}/state
AccessLog {0}/log/access
ErrorLog {0}/log/error
PageLog {0}/log/page
User {1}
Group {1}
SystemGroup {1}
"""
_WRONG = ("empty", "jam", "slow", "broken", "stopped")
_BACKEND = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct keep "Unknown" "Keeps what it gets"'; exit 0; }
place=${DEVICE_URI#keep:}
trap 'exit 0' TERM
waits() {
    [ -e "$place/$1" ] || return
    echo "STATE: +$2" >&2
    while [ -e "$place/$1" ]; do sleep 0.1; done
    echo "STATE: -$2" >&2
}
echo "STATE: -media-empty-error,media-jam-error" >&2
waits empty media-empty-error
waits jam media-jam-error
while [ -e "$place/slow" ]; do sleep 0.1; done
[ -e "$place/broken" ] && { echo "ERROR: Unable to print" >&2; exit 1; }
cat "${6:--}" >"$place/part" && mv "$place/part" "$place/$1.pdf"
"""


class Cups:
    """``with Cups(folder) as cups``: the queue ``paper`` prints into ``cups.sheets``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tray = folder / "tray"
        for name in ("etc", "spool/tmp", "cache", "state", "log", "bin/backend", "tray"):
            (folder / name).mkdir(parents=True)
        for part in SERVER.iterdir():
            if part.name != "backend":
                (folder / "bin" / part.name).symlink_to(part)
        backend = folder / "bin/backend/keep"
        backend.write_text(_BACKEND)
        backend.chmod(0o755)
        settings = SHIPPED.read_text().replace("/run/cups/cups.sock", str(self.socket))
        (folder / "etc/cupsd.conf").write_text(settings)
        (folder / "etc/cups-files.conf").write_text(_FILES.format(folder, getpass.getuser()))

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.folder / "sock"

    @property
    def environment(self) -> Mapping[str, str]:
        """What a client needs to find it and nothing else."""
        return {"CUPS_SERVER": str(self.socket), "HOME": str(self.folder)}

    @property
    def sheets(self) -> list[bytes]:
        """What came out."""
        return [path.read_bytes() for path in sorted(self.tray.glob("*.pdf"))]

    @property
    def spooled(self) -> list[Path]:
        """What is still kept of jobs: their data and their records."""
        spool = self.folder / "spool"
        return [path for path in spool.rglob("*") if path.is_file()]

    @property
    def queued(self) -> str:
        """The jobs that are still to come out, as CUPS lists them."""
        return self.run("lpstat", "-W", "all", "-o")

    def __enter__(self) -> Cups:
        self.start()
        self.add("paper")
        return self

    def __exit__(self, *_error: object) -> None:
        self.well()
        self.stop()

    def start(self) -> None:
        """The scheduler comes up."""
        assert CUPSD is not None
        etc = self.folder / "etc"
        self._daemon = subprocess.Popen(
            [CUPSD, "-f", "-c", etc / "cupsd.conf", "-s", etc / "cups-files.conf"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(self.socket.exists)

    def stop(self) -> None:
        """The scheduler goes, as it does when a machine is shut down."""
        self._daemon.terminate()
        self._daemon.wait(20)
        self.socket.unlink(missing_ok=True)

    def add(self, queue: str) -> None:
        """One more printer."""
        self.run("lpadmin", "-p", queue, "-E", "-v", f"keep:{self.tray}", "-m", "raw")

    def put(self, what: str) -> None:
        """The printer is ``empty``, has a ``jam``, is ``slow``, ``broken``, or was ``stopped``."""
        if what == "stopped":
            self.run("cupsdisable", "paper")
        else:
            (self.tray / what).touch()

    def let(self, what: str) -> None:
        """It is not any more."""
        if what == "stopped":
            self.run("cupsenable", "paper")
        else:
            (self.tray / what).unlink(missing_ok=True)

    def well(self) -> None:
        """Nothing is wrong with it any more."""
        for what in _WRONG:
            self.let(what)

    def run(self, *command: str) -> str:
        """A command of CUPS; its output."""
        whole = [shutil.which(command[0], path="/usr/sbin:/usr/bin") or command[0], *command[1:]]
        env = {**os.environ, **self.environment, "LC_ALL": "C"}
        return subprocess.run(
            whole, env=env, capture_output=True, text=True, timeout=20, check=True
        ).stdout


def until(there: Callable[[], bool], seconds: float = 20.0) -> None:
    """Waits for something; fails where it does not come."""
    deadline = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < deadline
        time.sleep(0.05)
