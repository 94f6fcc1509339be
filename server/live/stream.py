"""Server-sent events of an interview (HTML Standard, section 9.2), for a few at a time.

Every stream holds a thread of the embedded server; beyond the limit the asker gets 503 with
``Retry-After`` and polls. With nginx in front, nchan answers at the same address instead.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from threading import BoundedSemaphore
from typing import Final

from django.db import close_old_connections
from django.http import HttpRequest, StreamingHttpResponse
from ninja import Router

from server.cases.letters import editions_of
from server.cases.moderation import Shown
from server.cases.routes import known
from server.live.ids import message_id, number_of
from server.live.models import Interview, Message
from server.live.push import data_of
from server.live.work import post_of
from server.problems import Problem

LOOK_SECONDS: Final = 0.5
BEAT_SECONDS: Final = 2.0
"""A comment line this often: a listener who left is noticed when it is written."""
LONGEST_SECONDS: Final = 900.0
RETRY_MS: Final = 2000
BUSY_SECONDS: Final = "10"


class Streams:
    """At most ``limit`` listeners at once."""

    def __init__(self, limit: int) -> None:
        self._free = BoundedSemaphore(limit)

    def open(self, interview: Interview, after: int) -> Stream:
        """A stream of what is shown after number ``after``; raises ``Problem`` ``busy``."""
        if not self._free.acquire(blocking=False):
            raise Problem(503, "busy", headers={"Retry-After": BUSY_SECONDS})
        return Stream(interview, after, self._free)


class Stream:
    """The bytes of one listener; ``close`` gives the place free, whatever ended it."""

    def __init__(self, interview: Interview, after: int, place: BoundedSemaphore) -> None:
        self._interview = interview
        self._after = after
        self._place: BoundedSemaphore | None = place
        self._lines = self._events()

    def __iter__(self) -> Generator[bytes, None, None]:
        return self._lines

    def close(self) -> None:
        """Called by the server at the end of the answer and when the listener is gone."""
        self._lines.close()
        place, self._place = self._place, None
        if place is not None:
            place.release()
        close_old_connections()

    def _events(self) -> Generator[bytes, None, None]:
        began = beat = time.monotonic()
        yield f"retry: {RETRY_MS}\n\n".encode()
        while time.monotonic() - began < LONGEST_SECONDS:
            found = fresh(self._interview, self._after)
            for message in found:
                self._after = message.number or self._after
                yield event_of(message)
            if found or time.monotonic() - beat > BEAT_SECONDS:
                beat = time.monotonic()
                yield b": \n\n"
            time.sleep(LOOK_SECONDS)


def fresh(interview: Interview, after: int) -> list[Message]:
    """What was shown after number ``after``, at most a page at a time."""
    rows = Message.objects.filter(interview=interview, state=Shown.SHOWN, number__gt=after)
    return list(rows.select_related("in_reply_to")[:50])


def event_of(message: Message) -> bytes:
    """A message as one event."""
    data = data_of(post_of(message))
    return f"id: {message_id(message.number or 0)}\nevent: post\ndata: {data}\n\n".encode()


def add_stream(router: Router, streams: Streams) -> None:
    """The route of the streams."""

    @router.get(
        "/{edition}/interviews/{slug}/stream",
        summary="An interview as it happens (text/event-stream)",
        openapi_extra={
            "parameters": [
                {
                    "name": "Last-Event-ID",
                    "in": "header",
                    "required": False,
                    "schema": {"type": "string"},
                }
            ],
        },
    )
    def stream(request: HttpRequest, edition: str, slug: str) -> StreamingHttpResponse:
        """Every message after ``Last-Event-ID``, and then each as it is shown."""
        known(edition)
        interview = Interview.objects.filter(slug=slug).first()
        if interview is None or edition not in editions_of(interview.lang):
            raise Problem(404, "not_found")
        after = number_of(request.headers.get("Last-Event-ID", ""))
        answer = StreamingHttpResponse(
            streams.open(interview, after), content_type="text/event-stream; charset=utf-8"
        )
        answer["Cache-Control"] = "no-store"
        answer["X-Accel-Buffering"] = "no"
        return answer
