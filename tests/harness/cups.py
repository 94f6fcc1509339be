"""A real CUPS of a plain user, with a printer on a socket that keeps what it is sent."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Mapping
from pathlib import Path

CUPSD = shutil.which("cupsd", path="/usr/sbin:/usr/bin")
_FILES = """ServerRoot {0}/etc
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
_SCHEDULER = """Listen {0}/sock
Browsing Off
PreserveJobFiles No
PreserveJobHistory No
DefaultAuthType None
WebInterface No
<Location />
 Order allow,deny
 Allow all
</Location>
<Policy default>
 <Limit All>
  Order allow,deny
  Allow all
 </Limit>
</Policy>
"""


class Cups:
    """``with Cups(folder) as cups``: the queue ``paper`` prints into ``cups.sheets``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sheets: list[bytes] = []
        self._printer = socket.create_server(("127.0.0.1", 0))
        for name in ("etc", "spool/tmp", "cache", "state", "log"):
            (folder / name).mkdir(parents=True)
        for name, text in (("cups-files.conf", _FILES), ("cupsd.conf", _SCHEDULER)):
            (folder / "etc" / name).write_text(text.format(folder, getpass.getuser()))

    @property
    def environment(self) -> Mapping[str, str]:
        """What a client needs to find it and nothing else."""
        return {"CUPS_SERVER": str(self._folder / "sock"), "HOME": str(self._folder)}

    @property
    def spooled(self) -> list[Path]:
        """The data of jobs that is still kept."""
        return list((self._folder / "spool").glob("d*"))

    def __enter__(self) -> Cups:
        assert CUPSD is not None
        etc = self._folder / "etc"
        self._daemon = subprocess.Popen(
            [CUPSD, "-f", "-c", etc / "cupsd.conf", "-s", etc / "cups-files.conf"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 10
        while not (self._folder / "sock").exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        threading.Thread(target=self._print, daemon=True).start()
        port = self._printer.getsockname()[1]
        self.run("lpadmin", "-p", "paper", "-E", "-v", f"socket://127.0.0.1:{port}", "-m", "raw")
        self.run("lpadmin", "-d", "paper")
        return self

    def __exit__(self, *_error: object) -> None:
        self._daemon.terminate()
        self._daemon.wait(10)
        self._printer.close()

    def run(self, *command: str) -> str:
        """A command of CUPS; its output."""
        whole = [shutil.which(command[0], path="/usr/sbin:/usr/bin") or command[0], *command[1:]]
        env = {**os.environ, **self.environment, "LC_ALL": "C"}
        return subprocess.run(
            whole, env=env, capture_output=True, text=True, timeout=20, check=True
        ).stdout

    def _print(self) -> None:
        while True:
            try:
                line, _ = self._printer.accept()
            except OSError:
                return
            with line:
                found = b""
                while part := line.recv(65536):
                    found += part
            self.sheets.append(found)
