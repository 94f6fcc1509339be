"""The unified user system alone in its own process: accounts, no content, and one resource.

``/probe?scope=…&acr=…`` is a resource that asks for what the query says, so that tests reach
every answer of ``server.identity.bearer``.
"""

from __future__ import annotations

import base64
import json
import os
import re
import sqlite3
import sys
import time
from contextlib import closing
from typing import Any

from joserfc.jwk import ECKey

from kiosk.tour.phone import Phone
from server.identity.totp import STEP, time_code
from tests.harness import postgres
from tests.harness.portal_server import PortalServer
from tests.harness.terminal import TerminalClient

PLACE = "佛山市行政服务中心"
NAME = "3号机"
DEMO_SECRET = "YIZHANDEMOYIZHANDEMOYIZHANDEMOYI"
"""Of data/accounts.toml."""


class IdentityServer(PortalServer):
    """``python -m tests.harness.identity_server`` on a temporary folder."""

    def __enter__(self) -> IdentityServer:
        self.start()
        return self

    def command(self) -> list[str]:
        """The command line that this server is started with."""
        return [sys.executable, "-m", "tests.harness.identity_server", str(self._port)]

    def _environment(self) -> dict[str, str]:
        return {
            **super()._environment(),
            "DJANGO_SETTINGS_MODULE": "tests.harness.identity_settings",
        }

    def terminal(self, client_id: str, **fields: Any) -> TerminalClient:
        """A terminal in the database (without a process for each, as ``provision`` would need)."""
        client = TerminalClient(self.base_url, client_id, ECKey.generate_key("P-256"))
        marks = {"kid": client.key.thumbprint(), "use": "sig", "alg": "ES256"}
        row = {
            "client_id": client_id,
            "name": NAME,
            "place": PLACE,
            "lang": "zh-Hans",
            "jwks": json.dumps({"keys": [{**client.jwk, **marks}]}),
            "active": True,
            "id_token_signed_response_alg": "ES256",
            "redirect_uris": "[]",
            "post_logout_redirect_uris": "[]",
            "backchannel_logout_uri": "",
            **fields,
        }
        places = ", ".join("?" * len(row))
        self.sql(
            f"INSERT INTO identity_terminal ({', '.join(row)}) VALUES ({places})",  # noqa: S608 - names are ours
            *row.values(),
        )
        return client

    def phone(self, language: str = "en") -> Phone:
        """A phone in nobody's name."""
        return Phone(self.base_url, language)

    def sent(self, to: str) -> str:
        """The digits in the last message to ``to``; empty if there is none with digits."""
        texts = self.messages(to)
        found = re.search(r"\b[0-9]{6}\b", texts[-1]) if texts else None
        return found.group() if found else ""

    def messages(self, to: str) -> list[str]:
        """All texts sent to ``to``, oldest first."""
        files = sorted((self.data / "outbox").glob("*.json"))
        sent = [json.loads(path.read_text(encoding="utf-8")) for path in files]
        return [one["text"] for one in sent if one["to"] == to]

    def app_code(self, steps_ahead: int = 0) -> str:
        """What the app of account ``demo`` shows; a code used before is forgotten first."""
        self.sql("UPDATE identity_user SET totp_step = 0 WHERE username = 'demo'")
        return time_code(base64.b32decode(DEMO_SECRET), int(time.time()) // STEP + steps_ahead)

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """One statement on the live database, for what a test cannot wait for."""
        rows = postgres.execute(self.data, statement, values)
        if rows is not None:
            return rows
        path = self.data / "portal.sqlite3"
        with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
            return connection.execute(statement, values).fetchall()


def serve(port: int) -> None:
    """Runs the server until stdin ends."""
    import threading

    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.ROOT_URLCONF = "tests.harness.identity_server"
    settings.CSRF_FAILURE_VIEW = "server.identity.phone.extra.csrf_failure"
    # a hundred sign-ins a test run: the real cost is tested by looking at the real setting
    settings.PASSWORD_HASHERS = ["tests.harness.cheap_hasher.CheapArgon2"]
    django.setup()
    from server.identity import sample

    call_command("migrate", verbosity=0, interactive=False)
    sample.load(2009)
    from django.core.wsgi import get_wsgi_application
    from waitress.server import create_server

    made: Any = create_server(get_wsgi_application(), host="127.0.0.1", port=port, threads=4)
    threading.Thread(target=made.run, daemon=True).start()
    sys.stdout.write(f"READY http://127.0.0.1:{made.effective_port}\n")
    sys.stdout.flush()
    sys.stdin.buffer.read()
    os._exit(0)


def probe(request: Any) -> Any:
    """The resource."""
    from django.http import JsonResponse

    from server.identity.bearer import require
    from server.problems import Problem

    try:
        who = require(request, request.GET.get("scope", "cases"), request.GET.get("acr", ""))
    except Problem as problem:
        body = {"code": problem.code}
        return JsonResponse(body, status=problem.status, headers=problem.headers)
    return JsonResponse({"sub": who.user.sub, "terminal": who.terminal, "acr": who.acr})


def __getattr__(name: str) -> Any:
    """``urlpatterns``, made late: the addresses need Django's settings."""
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.contrib import admin
    from django.urls import include, path

    own = [path("probe", probe), path("desk/", admin.site.urls)]
    return [*own, path("", include("server.identity.urls"))]


if __name__ == "__main__":
    serve(int(sys.argv[1]))
