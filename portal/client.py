"""The client of the portal: fetches pages, keeps the public ones, sends forms once."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from requests.auth import AuthBase

from portal.cache import Entry, PageCache
from portal.errors import BadFile, BadPage, NotFound, TimedOut, Unreachable
from portal.models import Page
from portal.parse import parse_page
from portal.parse.parts import is_page_address
from portal.problems import problem
from portal.stream import SILENCE, LiveStream
from portal.transport import TOO_LARGE, Reply, Transport

_EDITION = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,3}")
_EVENT_ID = re.compile(r"[\x21-\x7e]{1,200}")
_KEY = re.compile(r"[A-Za-z0-9-]{16,64}")
PICTURE_BYTES = 2 * 1024 * 1024
_RETRIES = 3
_RETRY_WITHIN = 15.0
_PAUSE = 0.5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page and how fresh it is."""

    page: Page
    etag: str
    age_seconds: float
    """Since the portal last said that it is so; 0 if that was just now."""

    from_cache: bool
    """True only if the portal could not be reached and this is what it said before."""


class PortalClient:
    """Pages and submissions of one portal, on behalf of one visitor or of nobody.

    ``clock`` gives steady seconds, ``pause`` waits some. All methods may be called from any
    thread; they block for as long as the transport's limits allow.
    """

    def __init__(
        self,
        base_url: str,
        auth: AuthBase | None,
        *,
        clock: Callable[[], float] = time.monotonic,
        transport: Transport | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.base_url = base_url
        self._auth = auth
        self._clock = clock
        self._pause = pause
        self._transport = transport or Transport(base_url)
        self._cache = PageCache()

    def with_auth(self, auth: AuthBase | None) -> PortalClient:
        """The same portal for another visitor, or for nobody.

        Connections and public pages are shared; nothing personal is kept that could be.
        """
        other = PortalClient(
            self.base_url,
            auth,
            clock=self._clock,
            transport=self._transport,
            pause=self._pause,
        )
        other._cache = self._cache
        return other

    def close(self) -> None:
        """Closes the connections, also those of every client made by ``with_auth``."""
        self._transport.close()

    def page(self, address: str, edition: str) -> Fetched:
        """The page at ``address`` in ``edition``.

        If the portal cannot be reached, a public page that was fetched before is given with
        its age; a personal one is never kept.

        Raises:
            PortalError: no page; which error says why.
            ValueError: not an address on the portal.

        """
        path = _path(address, edition)
        kept = self._cache.get(path)
        headers = {"If-None-Match": kept.etag} if kept is not None and kept.etag else {}
        try:
            reply = self._get(path, headers)
        except (Unreachable, TimedOut):
            if kept is None:
                raise
            return _old(kept, self._clock())
        if reply.status == 304 and kept is not None:
            self._cache.put(path, replace(kept, checked_at=self._clock()))
            return Fetched(kept.page, kept.etag, 0.0, from_cache=False)
        if reply.status != 200:
            error = problem(reply, address)
            if isinstance(error, Unreachable) and kept is not None:
                return _old(kept, self._clock())
            if isinstance(error, NotFound):
                self._cache.drop(path)
            raise error
        return self._fresh(path, reply)

    def file(self, href: str, most: int = PICTURE_BYTES) -> bytes:
        """The bytes of a file of the portal, such as a picture; nothing is kept.

        Raises:
            BadFile: more than ``most`` bytes.
            PortalError: no file; which error says why.
            ValueError: not an address on the portal.

        """
        if not is_page_address(href):
            raise ValueError("href")
        try:
            reply = _twice(lambda: self._transport.file(href, auth=self._auth, most=most))
        except BadPage as error:
            raise BadFile(href, "large" if error.problem == TOO_LARGE else "faulty") from None
        if reply.status != 200:
            raise problem(reply, href)
        return reply.body

    def follow(self, address: str, edition: str, after: str) -> LiveStream:
        """What a live page's stream at ``address`` tells after the event or post ``after``.

        Raises:
            Busy: no place is free.
            PortalError: no stream; which error says why.
            ValueError: not an address on the portal.

        """
        headers = {"Accept": "text/event-stream", "Cache-Control": "no-cache"}
        if _EVENT_ID.fullmatch(after):  # without it all is told again, which changes nothing
            headers["Last-Event-ID"] = after
        path = _path(address, edition)
        found = self._transport.open(path, headers=headers, auth=self._auth, silence=SILENCE)
        if isinstance(found, Reply):
            raise problem(found, address)
        return LiveStream(found, after)

    def submit(self, form_href: str, edition: str, values: Mapping[str, Any], key: str) -> Page:
        """Sends a form and gives the page that results.

        After a dropped connection or a time-out it is sent again with the same key, up to
        three times within 15 s: the portal makes one case of all of them.

        Raises:
            Invalid: fields are wrong; nothing was stored.
            Unreachable, TimedOut: it may have been stored; send again with the same key.
            PortalError: otherwise.
            ValueError: not an address on the portal, or not a key.

        """
        if not _KEY.fullmatch(key):
            raise ValueError("key")
        path = _path(form_href, edition)
        body = json.dumps(dict(values), ensure_ascii=False).encode()
        reply = self._post(path, body, key)
        if reply.status not in (200, 201):
            raise problem(reply, form_href)
        return parse_page(reply.body)

    @staticmethod
    def new_key() -> str:
        """A key for one submission, made when the form is opened (docs/pages.md)."""
        return str(uuid.uuid4())

    def _get(self, path: str, headers: Mapping[str, str]) -> Reply:
        return _twice(lambda: self._transport.send("GET", path, headers=headers, auth=self._auth))

    def _post(self, path: str, body: bytes, key: str) -> Reply:
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        end = self._clock() + _RETRY_WITHIN
        for tries_left in range(_RETRIES, -1, -1):
            try:
                return self._transport.send(
                    "POST",
                    path,
                    headers=headers,
                    body=body,
                    auth=self._auth,
                    within=end - self._clock(),
                )
            except (Unreachable, TimedOut):
                if not tries_left or self._clock() + _PAUSE >= end:
                    raise
                self._pause(_PAUSE)
        raise AssertionError("the last try returns or raises")

    def _fresh(self, path: str, reply: Reply) -> Fetched:
        page = parse_page(reply.body)
        etag = reply.headers.get("ETag", "")
        if _may_keep(page, reply):
            self._cache.put(path, Entry(page, etag, len(reply.body), self._clock()))
        else:
            self._cache.drop(path)
        return Fetched(page, etag, 0.0, from_cache=False)


def _twice(ask: Callable[[], Reply]) -> Reply:
    """Asks again where a connection that was kept open has been closed at the other end."""
    try:
        return ask()
    except Unreachable as error:
        if error.reason != "dropped":
            raise
        return ask()


def _old(kept: Entry, now: float) -> Fetched:
    return Fetched(kept.page, kept.etag, max(now - kept.checked_at, 0.0), from_cache=True)


def _may_keep(page: Page, reply: Reply) -> bool:
    control = reply.headers.get("Cache-Control", "").lower()
    told = {each.strip().partition("=")[0] for each in control.split(",")}
    return "public" in told and not told & {"private", "no-store"} and not page.personal


def _path(address: str, edition: str) -> str:
    if not is_page_address(address):
        raise ValueError("address")
    if not _EDITION.fullmatch(edition):
        raise ValueError("edition")
    return f"/v1/{edition}{address}"
