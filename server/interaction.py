"""Everything that is asked, answered, watched and subscribed, as one table of pages."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from ninja import Router

from server.cases import site as cases
from server.cases.routes import Asked, Query, Read, Send, page_at, router_of
from server.content.shape import Page
from server.forum import site as forum
from server.handoff import along
from server.handoff import pages as handoff
from server.live import site as live
from server.live.stream import Streams, add_stream
from server.me import pages as me
from server.services import pre_examination
from server.spokes import site as spokes
from server.subscriptions import site as subscriptions

_ROOMS: Final = (cases, handoff, forum, spokes, live, subscriptions, me, pre_examination)
_READS: Final[tuple[Read, ...]] = tuple(read for room in _ROOMS for read in room.READS)
_ALONG: Final = along.lines(_READS)
READS: Final[tuple[Read, ...]] = (*_READS, *_ALONG[0])
SENDS: Final[tuple[Send, ...]] = (*(send for room in _ROOMS for send in room.SENDS), *_ALONG[1])


def public_interaction(edition: str, address: str, query: Query) -> Page | None:
    """The public page at ``address``; None where it is not one of these systems'."""
    return page_at(READS, Asked(edition, {}, query), address)


def interaction_router() -> Router:
    """The routes of the interface."""
    router = router_of(READS, SENDS)
    add_stream(router, Streams(settings.LIVE_STREAMS))
    return router
