"""A private Redis: Debian's program on a Unix socket, nothing on the disk."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType


class RedisServer:
    """A server that lives as long as the context."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="yizhan-redis-", dir="/tmp"))
        self._socket = self._folder / "s"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """For ``PORTAL_CACHE_URL``."""
        return f"unix://{self._socket}"

    def __enter__(self) -> RedisServer:
        flags = [
            "--port",
            "0",
            "--unixsocket",
            str(self._socket),
            "--save",
            "",
            "--daemonize",
            "no",
        ]
        self._process = subprocess.Popen(
            ["redis-server", *flags, "--dir", str(self._folder)], stdout=subprocess.DEVNULL
        )
        for _ in range(200):
            if self._socket.exists():
                return self
            time.sleep(0.05)
        raise RuntimeError("redis-server did not start")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(timeout=10)
        shutil.rmtree(self._folder, ignore_errors=True)

    def keys(self) -> int:
        """How many keys it holds."""
        import redis

        with redis.Redis(unix_socket_path=str(self._socket)) as client:
            return int(client.dbsize())
