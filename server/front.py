"""Public pages that were just given, given again: what nginx does in front of a city's portal.

For the embedded portal on SQLite. A page is given again for at most as long as it says that
caches may (``max-age``), and only while the database is exactly as it was: SQLite counts what
other connections changed (``PRAGMA data_version``) and what this one did. So nothing is ever
older than the database, and only what depends on the clock may be seconds old. Each thread
keeps its own pages, as each has its own connection.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import DatabaseError, connection
from django.utils.http import parse_etags

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
Headers = list[tuple[str, str]]

SECONDS: Final = 2.0
"""As ``server.answers`` tells every cache."""
MOST_BYTES: Final = 512 * 1024
"""Of bodies, in each thread."""
_KEY: Final = ("wsgi.url_scheme", "HTTP_HOST", "PATH_INFO", "QUERY_STRING")
_NOT_IN_304: Final = frozenset({"content-type", "content-length", "link"})


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with 200, and of what state of the database it tells."""

    headers: Headers
    body: bytes
    state: tuple[int, int]
    at: float

    def answer(self, asked_tags: str, start_response: Any) -> Iterable[bytes]:
        """The answer, or 304 where the asker has it (RFC 9110 section 13.1.2)."""
        tags = parse_etags(asked_tags)
        tag = next((value for name, value in self.headers if name == "ETag"), "")
        if "*" in tags or any(other.removeprefix("W/") == tag for other in tags):
            headers = [one for one in self.headers if one[0].lower() not in _NOT_IN_304]
            start_response("304 Not Modified", headers)
            return []
        start_response("200 OK", list(self.headers))
        return [self.body]


class Store(threading.local):
    """The pages of one thread, those that were used last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0

    def get(self, key: str, state: tuple[int, int]) -> Kept | None:
        """A page that is as good as a new one."""
        found = self._kept.get(key)
        if found is None or found.state != state or time.monotonic() - found.at > SECONDS:
            return None
        self._kept.move_to_end(key)
        return found

    def put(self, key: str, page: Kept) -> None:
        """Keeps a page; those that were not used for longest give way."""
        self._remove(key)
        self._kept[key] = page
        self._bytes += len(page.body)
        while self._bytes > MOST_BYTES:
            self._remove(next(iter(self._kept)))

    def _remove(self, key: str) -> None:
        old = self._kept.pop(key, None)
        self._bytes -= len(old.body) if old is not None else 0


def front(inner: Application) -> Application:
    """The application behind its store."""
    store = Store()

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        state = _state() if _is_public(environ) else None
        if state is None:
            return inner(environ, start_response)
        key = "\n".join(environ.get(name, "") for name in _KEY)
        tags = environ.get("HTTP_IF_NONE_MATCH", "")
        found = store.get(key, state)
        if found is not None:
            return found.answer(tags, start_response)
        # asked for whole, so that there is something to keep
        whole = {k: v for k, v in environ.items() if k != "HTTP_IF_NONE_MATCH"}
        fresh = _ask(inner, whole, state, start_response)
        if not isinstance(fresh, Kept):
            return fresh
        store.put(key, fresh)
        return fresh.answer(tags, start_response)

    return application


def _ask(
    inner: Application, environ: dict[str, Any], state: tuple[int, int], start_response: Any
) -> Kept | Iterable[bytes]:
    """What the application answers, kept if any cache may; else as it goes out."""
    kept: list[Headers] = []

    def start(status: str, headers: Headers, fault: Any = None) -> Any:
        if fault is None and status.startswith("200") and _may_keep(headers):
            kept.append(headers)
            return None
        return start_response(status, headers, fault)

    parts = inner(environ, start)
    if not kept:
        return parts
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return Kept(kept[0], body, state, time.monotonic())


def _is_public(environ: dict[str, Any]) -> bool:
    """Whether nobody in particular asks: no token, no cookie."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ.get("PATH_INFO", "").startswith("/v1/")
        and not environ.get("HTTP_AUTHORIZATION")
        and not environ.get("HTTP_COOKIE")
        and not environ.get("HTTP_IF_MATCH")
    )


def _may_keep(headers: Headers) -> bool:
    told = {name.lower(): value for name, value in headers}
    return "etag" in told and told.get("cache-control", "").startswith("public")


def _state() -> tuple[int, int] | None:
    """What the database is now, for this thread's connection; None where it cannot be asked."""
    try:
        connection.ensure_connection()
        [version] = connection.connection.execute("PRAGMA data_version").fetchone()
    except (DatabaseError, sqlite3.Error):
        return None
    return int(version), int(connection.connection.total_changes)
