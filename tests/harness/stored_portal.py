"""A small real portal: pages of docs/pages.md by address, and a form that stores."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from typing_extensions import override

from tests.harness.http_server import HttpServer, Reply, Seen, as_json
from tests.harness.pages import page, raw


def problem(status: int, code: str, *, headers: dict[str, str] | None = None, **more: Any) -> Reply:
    """A problem of RFC 9457."""
    body = {"type": "about:blank", "title": code, "status": status, "code": code, **more}
    return Reply(status, raw(body), {"Content-Type": "application/problem+json", **(headers or {})})


class StoredPortal(HttpServer):
    """``pages`` by address, the same in each edition; cases made by the form at ``/new``."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, dict[str, Any]] = {
            "/": page("home", address="/"),
            "/a": page("article"),
            "/cases/1": page("case", address="/cases/1", privacy="personal"),
        }
        self.stored: dict[str, dict[str, Any]] = {}
        """Cases by idempotency key."""

        self.mishaps: list[str] = []
        """Manners (see Reply) of the next answers to the form, after it has stored."""

    @override
    def respond(self, seen: Seen) -> Reply:
        """A page, or what comes of a submission."""
        address = "/" + seen.path.split("/", 3)[3]
        if seen.method == "POST":
            return self._store(seen)
        if address not in self.pages:
            return problem(404, "not_found")
        return self._page(seen, self.pages[address])

    def _page(self, seen: Seen, found: dict[str, Any]) -> Reply:
        body = raw(found)
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        personal = found["privacy"] == "personal"
        control = "private, no-store" if personal else "public, max-age=2"
        headers = {"ETag": tag, "Cache-Control": control}
        if seen.headers.get("If-None-Match") == tag:
            return Reply(304, b"", headers)
        return Reply(200, body, {"Content-Type": "application/json", **headers})

    def _store(self, seen: Seen) -> Reply:
        key, values = seen.headers["Idempotency-Key"], json.loads(seen.body)
        if self.stored.setdefault(key, values) != values:
            return problem(409, "key_reused")
        number = list(self.stored).index(key) + 1
        made = page("case", address=f"/cases/{number}", privacy="personal")
        reply = as_json(made, 201, Location=f"/v1/zh-Hans/cases/{number}")
        reply.manner = self.mishaps.pop(0) if self.mishaps else "right"
        return reply
