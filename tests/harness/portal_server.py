"""The real portal in its own process, on a folder of its own, for tests and benchmarks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.harness import portal_python, postgres

_ROOT = Path(__file__).resolve().parents[2]


def template_cache() -> Path:
    """A folder of ready-made sample databases, kept between starts and test sessions."""
    return Path(tempfile.gettempdir()) / f"yizhan-test-templates-{os.getuid()}"


class PortalServer:
    """``python -m server.embed`` on a temporary folder, as a context manager.

    The first start with new sample content builds a database; later ones copy it.
    ``restart`` keeps port and data. Whatever happens, leaving ends the process.
    """

    def __init__(
        self,
        *,
        scale: float = 1.0,
        seed: int = 2009,
        port: int = 0,
        data: Path | None = None,
        introduction: Path | None = None,
    ) -> None:
        """``introduction`` is a file about a terminal that it is to know."""
        self._own = data is None
        self.data = data or Path(tempfile.mkdtemp(prefix="yizhan-portal-"))
        self._sample = ["--scale", str(scale), "--seed", str(seed)]
        if introduction is not None:
            self._sample += ["--terminal", str(introduction)]
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None
        self.started_in = 0.0
        """Seconds from start to READY, of the last start."""

    def __enter__(self) -> PortalServer:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        if self._own:
            shutil.rmtree(self.data, ignore_errors=True)

    @property
    def base_url(self) -> str:
        """``http://127.0.0.1:PORT``, without a slash at the end."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int:
        """The process that serves; 0 when there is none."""
        return self._process.pid if self._process else 0

    def reached_at(self, base_url: str) -> None:
        """Somebody else runs it, there: the desk is reached, the process is not ours."""
        self._port = int(base_url.rsplit(":", 1)[1])

    def start(self) -> None:
        """Starts and waits for READY."""
        began = time.monotonic()
        with (self.data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=_ROOT,
                env=self._environment(),
            )
        assert self._process.stdout is not None
        line = self._process.stdout.readline().decode()
        if not line.startswith("READY "):
            code = self._process.wait(timeout=10)
            self._close_pipes()
            raise RuntimeError(f"portal did not start (exit code {code}): {self.log()[-4000:]}")
        self._port = int(line.rsplit(":", 1)[1])
        self.started_in = time.monotonic() - began

    def command(self) -> list[str]:
        """The command line that this server is started with."""
        fixed = [sys.executable, "-m", "server.embed", "--parent-pipe", "--port", str(self._port)]
        return [*fixed, "--data", str(self.data), "--cache", str(template_cache()), *self._sample]

    def stop(self) -> int:
        """Stops it as a supervisor does (SIGTERM) and gives its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """Ends it as a power cut does (SIGKILL)."""
        return self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stops it if it runs, and starts it on the same port and data."""
        self.stop()
        self.start()

    def log(self) -> str:
        """What it wrote to stderr so far."""
        return (self.data / "server.log").read_text(encoding="utf-8", errors="replace")

    def manage(self, code: str) -> str:
        """Runs Python with Django set up on this server's data; gives what it printed."""
        return portal_python.run(code, self._environment())

    def call(self, code: str, **values: Any) -> Any:
        """Like ``manage``, with ``values`` as names, giving what the code put in ``result``."""
        return portal_python.call(code, values, self._environment())

    def sql(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Reads from the database; much quicker than a process of its own with ``call``."""
        found = postgres.execute(self.data, query, values)
        if found is None:
            place = f"file:{self.data / 'portal.sqlite3'}?mode=ro"
            with closing(sqlite3.connect(place, uri=True)) as database:
                found = database.execute(query, values).fetchall()
        return found

    def token(
        self, account: str = "demo", scope: str = "openid profile cases", acr: str = "2"
    ) -> str:
        """An access token for a visit of ``account`` that begins now.

        For tests of the portal; the way through sign-in has its own harness. It is good for as
        long as the visit: a slow test run is no reason to be asked to sign in again.
        """
        token: str = self.call(
            """
            from datetime import timedelta
            from django.utils import timezone
            from server.identity import visits
            from server.identity.models import Terminal, Token, User
            terminal, _ = Terminal.objects.get_or_create(client_id="test", defaults={"jwks": {}})
            user = User.objects.get(username=account)
            visit = visits.open_visit(user, terminal, timezone.now(), assurance=(acr, "pwd"))
            result = visits.new_secret()
            visits.keep({"access_token": result, "scope": scope}, visit, "test")
            last = visit.started_at + visits.VISIT_LIFE
            Token.objects.filter(pk=visits.find(result).pk).update(expires_at=last)
            """,
            account=account,
            scope=scope,
            acr=acr,
        )
        return token

    def cases(self) -> list[dict[str, Any]]:
        """All cases, oldest first: ``no``, ``state``, ``user`` and the submitted ``values``."""
        rows = self.sql(
            """
            SELECT c.no, c.service_code, c.state, u.username, c."values"
            FROM cases_case c JOIN identity_user u ON u.id = c.user_id ORDER BY c.id
            """
        )
        names = ("no", "service_code", "state", "user", "values")
        found = [dict(zip(names, row, strict=True)) for row in rows]
        return [{**one, "values": _unpacked(one["values"])} for one in found]

    def publish(self, title: str, text: str = "", *, english: str = "") -> str:
        """Publishes a notice of the city's office now; gives its page address.

        With ``english``, a title, it is in the English edition too; otherwise in Chinese only.
        """
        texts = {"zh-Hans": (title, text or title)}
        if english:
            texts["en"] = (english, english)
        address: str = self.call(
            """
            from server.content.publish import publish
            result = publish(texts, organ="440600001", category="notices")
            """,
            texts=texts,
        )
        return address

    def accept(self, case_no: str) -> None:
        """An officer accepts a case."""
        self._decide("accept", case_no, "")

    def reply_to(self, case_no: str, text: str) -> None:
        """An officer replies, accepting first where that has not happened."""
        self._decide("reply", case_no, text)

    def _decide(self, event: str, case_no: str, text: str) -> None:
        self.call(
            """
            from server.cases.models import Case
            from server.cases.work import record
            case = Case.objects.get(no=case_no)
            if event == "reply" and case.state == Case.State.RECEIVED:
                record(case, "accept")
            record(case, event, text=text)
            result = case.state
            """,
            event=event,
            case_no=case_no,
            text=text,
        )

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "YIZHAN_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "server.settings",
            "PYTHONUNBUFFERED": "1",
            **postgres.environment(self.data),
        }

    def _end(self, how: signal.Signals) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        process.send_signal(how)
        try:
            code = process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait(timeout=15)
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        return code

    def _close_pipes(self) -> None:
        process, self._process = self._process, None
        for pipe in (process.stdin, process.stdout) if process else ():
            if pipe:
                pipe.close()


def _unpacked(kept: Any) -> Any:
    """JSON as SQLite keeps it; PostgreSQL gives it unpacked."""
    return json.loads(kept) if isinstance(kept, str) else kept
