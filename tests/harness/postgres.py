"""A private PostgreSQL: Debian's program, a folder of its own, a Unix socket, no TCP port.

``YIZHAN_TEST_POSTGRES`` holds the folder of its socket; ``PortalServer`` then gives every data
folder a database of its own there, so that the same tests run on both databases.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Final
from urllib.parse import quote

VARIABLE: Final = "YIZHAN_TEST_POSTGRES"
USER: Final = "portal"
_SHIMS: Final = """
UPDATE pg_cast SET castcontext = 'a'
  WHERE castsource = 'integer'::regtype AND casttarget = 'boolean'::regtype;
CREATE FUNCTION julianday(timestamptz) RETURNS double precision
  LANGUAGE sql RETURN extract(epoch FROM $1)::double precision / 86400 + 2440587.5;
CREATE FUNCTION datetime(timestamptz) RETURNS timestamptz LANGUAGE sql RETURN $1;
CREATE FUNCTION datetime(timestamptz, interval) RETURNS timestamptz LANGUAGE sql RETURN $1 + $2;
"""
"""What tests that look into the database say in SQLite's way; the portal itself never does."""
_UNPRIVILEGED: Final = 65534
"""PostgreSQL refuses to run as root; then it runs as nobody."""


def programs() -> Path | None:
    """The folder of Debian's newest PostgreSQL; None without the package."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


class Postgres:
    """A cluster that lives as long as the context; leaving it ends every process of it."""

    def __init__(self) -> None:
        folder = programs()
        assert folder is not None, "ask programs() first"
        self._programs = folder
        self.folder = Path(tempfile.mkdtemp(prefix="yizhan-pg-", dir="/tmp"))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Postgres:
        if os.getuid() == 0:
            os.chown(self.folder, _UNPRIVILEGED, _UNPRIVILEGED)
        cluster = self.folder / "cluster"
        flags = ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-U", USER]
        subprocess.run(
            [*self._as_user(), self._programs / "initdb", "-D", cluster, *flags],
            check=True,
            capture_output=True,
            cwd="/",
        )
        with (self.folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *self._as_user(),
                    *(self._programs / "postgres", "-D", cluster, "-k", self.folder),
                    *("-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200"),
                ],
                stdout=log,
                stderr=log,
                cwd="/",
            )
        self._wait()
        self._teach()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(signal.SIGINT)  # fast shutdown: connections are closed
            process.wait(timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)

    def count(self) -> int:
        """How many databases there are besides PostgreSQL's own."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user=USER, dbname="postgres") as connection:
            row = connection.execute("SELECT count(*) FROM pg_database").fetchone()
        return int(row[0]) - 3 if row else 0

    def _as_user(self) -> list[str]:
        if os.getuid() != 0:
            return []
        return ["setpriv", f"--reuid={_UNPRIVILEGED}", f"--regid={_UNPRIVILEGED}", "--clear-groups"]

    def _teach(self) -> None:
        """Every database is a copy of ``template1``."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user=USER, dbname="template1") as connection:
            for statement in _SHIMS.split(";"):
                if statement.strip():
                    connection.execute(statement.encode())

    def _wait(self) -> None:
        for _ in range(200):
            if (self.folder / ".s.PGSQL.5432").exists():
                return
            time.sleep(0.05)
        raise RuntimeError((self.folder / "log").read_text(encoding="utf-8", errors="replace"))


def environment(data: Path) -> dict[str, str]:
    """The settings of a server on ``data``: its own database where a PostgreSQL is offered."""
    socket = os.environ.get(VARIABLE, "")
    if not socket:
        return {}
    name = "t" + hashlib.sha256(str(data).encode()).hexdigest()[:24]
    _create(socket, name)
    return {"PORTAL_DATABASE_URL": url(socket, name)}


def execute(data: Path, statement: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]] | None:
    """One statement on the database of ``data``; None where it is not in PostgreSQL."""
    address = environment(data).get("PORTAL_DATABASE_URL")
    if address is None:
        return None
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        translated = statement.replace("%", "%%").replace("?", "%s")
        done = connection.execute(translated.encode(), values)
        return done.fetchall() if done.description else []


def url(socket: str | Path, name: str) -> str:
    """The address of a database for ``PORTAL_DATABASE_URL``."""
    return f"postgresql://{USER}@{quote(str(socket), safe='')}/{name}"


def _create(socket: str, name: str) -> None:
    """Makes the database unless it is there."""
    import psycopg

    with psycopg.connect(host=socket, user=USER, dbname="postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if known.fetchone() is None:
            connection.execute(f'CREATE DATABASE "{name}"')
