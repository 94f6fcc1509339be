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

from server.asking import known_edition
from server.cases.letters import editions_of
from server.live.changes import AT_ONCE, changes, told
from server.live.ids import message_id, number_of
from server.live.models import Interview, Message
from server.live.push import data_of
from server.problems import Problem
from server.words import Words

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

    def open(self, interview: Interview, after: int, say: Words) -> Stream:
        """A stream of what changes after number ``after``; raises ``Problem`` ``busy``."""
        if not self._free.acquire(blocking=False):
            raise Problem(503, "busy", headers={"Retry-After": BUSY_SECONDS})
        return Stream(interview, after, say, self._free)


class Stream:
    """The bytes of one listener; ``close`` gives the place free, whatever ended it."""

    def __init__(
        self, interview: Interview, after: int, say: Words, place: BoundedSemaphore
    ) -> None:
        self._interview = interview
        self._after = after
        self._say = say
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
            found = changes(self._interview, self._after).select_related(
                "in_reply_to", "case__organ"
            )
            for message in found[:AT_ONCE]:
                self._after = message.turn  # type: ignore[attr-defined]  # annotated
                yield events_of(message, self._after, self._say)
            if time.monotonic() - beat > BEAT_SECONDS:
                beat = time.monotonic()
                yield b": \n\n"
            time.sleep(LOOK_SECONDS)


def events_of(message: Message, turn: int, say: Words) -> bytes:
    """What has become of a message; only the last event has the id after which one goes on.

    So a listener who lost the line between a question and its answer gets both again.
    """
    events = [f"event: {one.event}\ndata: {data_of(one.data)}\n\n" for one in told(message, say)]
    events[-1] = f"id: {message_id(turn)}\n{events[-1]}"
    return "".join(events).encode()


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
        known_edition(edition)
        interview = Interview.objects.filter(slug=slug).first()
        if interview is None or edition not in editions_of(interview.lang):
            raise Problem(404, "not_found")
        after = number_of(request.headers.get("Last-Event-ID", ""))
        answer = StreamingHttpResponse(
            streams.open(interview, after, Words(edition)),
            content_type="text/event-stream; charset=utf-8",
        )
        answer["Cache-Control"] = "no-store"
        answer["X-Accel-Buffering"] = "no"
        return answer
