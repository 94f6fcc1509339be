"""The portal as deploy/README.md sets it up: workers behind nginx, on free places."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

import requests

from tests.harness import portal_python

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "deploy" / "README.md"
MODULE = Path("/usr/share/nginx/modules/ngx_nchan_module.so")
HOST = "portal.test"


def installed() -> bool:
    """True where Debian's packages of the page are installed and usable by this user.

    With nchan loaded nginx wants its own folders whatever its configuration says:
    ``make test`` makes them (scripts.system).
    """
    ready = os.getuid() == 0 or Path("/var/lib/nginx/body").exists()
    return Path("/usr/sbin/nginx").exists() and MODULE.exists() and ready


def blocks() -> list[str]:
    """The page's commands for an ordinary user, in order."""
    return re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.S | re.M)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class DeployedPortal:
    """Follows the page, word for word; leaving ends nginx and the workers."""

    def __init__(
        self,
        *,
        scale: float = 1.0,
        database: str = "",
        cache: str = "",
        workers: int = 2,
        connections: int = 1024,
    ) -> None:
        self.state = Path(tempfile.mkdtemp(prefix="yizhan-deploy-", dir="/tmp"))
        self.base_url = f"http://127.0.0.1:{free_port()}"
        self._scale = scale
        self._nginx = {"WORKERS": str(workers), "CONNECTIONS": str(connections)}
        self._settings = {
            "YIZHAN_DATA": self.state,
            "PORTAL_HOSTS": f"{HOST},127.0.0.1",
            "PORTAL_BASE_URL": f"http://{HOST}",
            "PORTAL_DATABASE_URL": database,
            "PORTAL_CACHE_URL": cache,
            "PORTAL_BEHIND_PROXY": 1,
            "PORTAL_SOCKET": self.state / "portal.sock",
            "PORTAL_SOCKET_MODE": 666,  # nginx's workers are nobody when root runs the tests
            "PORTAL_WORKERS": 2,
            "PORTAL_PUSH_URL": f"unix:{self.state}/publish.sock",
            "PORTAL_STREAMS": 0,
        }

    def __enter__(self) -> DeployedPortal:
        self.state.chmod(0o755)
        settings = self.state / "portal.env"
        kept = {name: value for name, value in self._settings.items() if value != ""}
        settings.write_text("".join(f"{name}={value}\n" for name, value in kept.items()))
        script = "set -e\n" + "\n".join(blocks())
        with (self.state / "steps.log").open("wb") as log:
            done = subprocess.run(
                ["sh", "-c", script],
                env=self._environment(settings),
                stdout=log,
                stderr=log,
                check=False,
                timeout=900,
            )
        if done.returncode:
            steps = self.steps()
            self.__exit__(None, None, None)
            raise RuntimeError(steps)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name in ("nginx.pid", "workers.pid"):
            path = self.state / name
            pid = path.read_text().strip() if path.exists() else ""
            if pid:  # nginx makes the file before it knows
                end(int(pid))
        shutil.rmtree(self.state, ignore_errors=True)

    def steps(self) -> str:
        """What the commands printed."""
        return (self.state / "steps.log").read_text(encoding="utf-8", errors="replace")

    def get(self, path: str, **headers: str) -> requests.Response:
        """The answer at a path, through nginx."""
        return requests.get(self.base_url + path, headers={"Host": HOST, **headers}, timeout=20)

    def call(self, code: str, **values: Any) -> Any:
        """Runs Python as a worker does, with ``values`` as names; gives its ``result``."""
        own = {name: str(value) for name, value in self._settings.items() if value != ""}
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "server.settings", **own}
        return portal_python.call(code, values, environment, seconds=600)

    def crashes(self) -> list[str]:
        """Lines of nginx's log about workers that died."""
        log = self.state / "nginx.log"
        return [line for line in log.read_text().splitlines() if "exited on signal" in line]

    def _environment(self, settings: Path) -> dict[str, str]:
        return {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "CODE": str(ROOT),
            "STATE": str(self.state),
            "SETTINGS": str(settings),
            "HOST": HOST,
            "LISTEN": self.base_url.removeprefix("http://") + " reuseport",
            **self._nginx,
            "ADDRESS": self.base_url,
            "SAMPLE": str(self._scale),
        }


def end(pid: int) -> None:
    """Ends a process that is not our child, and waits until it is gone."""
    try:
        os.kill(pid, signal.SIGTERM)
        for _ in range(200):
            os.kill(pid, 0)
            time.sleep(0.1)
    except ProcessLookupError:
        return
    os.kill(pid, signal.SIGKILL)
