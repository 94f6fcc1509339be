"""An own matter: its number, its state, its clocks, and what happened so far.

Everything here is the visitor's own and is spoken only where they alone hear it.
"""

from __future__ import annotations

from datetime import datetime

from a11y.document import Document, Live, Node, Region
from locales.text import Text
from locales.words import Words
from portal.models import Case, CaseOrgan, Event
from views.compose import dates
from views.compose.blocks import blocks, facts_list
from views.compose.build import Maker, private
from views.compose.head import head, maker, page_document, sentence
from views.compose.links import link_list, page_links

_OPEN = ("received", "accepted", "asked", "supplement", "reviewing")
_RUNS = {"accept_due": ("received",), "reply_due": _OPEN}
"""In which states a clock still runs; of other states only the moment is said."""


def compose_case(page: Case, words: Words, now: datetime | None = None) -> Document:
    """State and clocks first, then what can be done next, the course, the particulars."""
    make = maker(page, words)
    top = [
        *head(page, make),
        _state(page, make),
        _clocks(page, make, now),
        *blocks(page.blocks, make),
    ]
    parts = [
        make.region(":body", Region.BODY, top),
        *_next(page, make),
        *_organs(page, make),
        *_timeline(page, make),
        *_fields(page, make),
    ]
    found = [private(node) for node in parts]
    return page_document(page, make, [*found, *page_links(page, make)])


def lamp_text(lamp: str, words: Words) -> Text | None:
    """The state of a deadline in words; the colour alone says nothing."""
    if lamp in ("green", "yellow", "red"):
        return words(f"screens.lamp.{lamp}")
    return None


def _state(page: Case, make: Maker) -> Node:
    parts = [make.text(page.state_title)]
    lamp = lamp_text(page.lamp, make.words)
    if lamp is not None:
        parts.append(lamp)
    return make.status(":state", sentence(parts, make.words), f"lamp {page.lamp}", Live.POLITE)


def _clocks(page: Case, make: Maker, now: datetime | None) -> Node:
    words = make.words
    number = Text(page.no, "und", convert=False)
    facts = [make.fact(":no", words("screens.case.no"), number, "fact spell")]
    for part in ("requested_at", "accept_due", "reply_due"):
        value = getattr(page, part)
        if value:
            label = words(f"screens.case.{part}")
            said = dates.moment(value, words)
            left = dates.left(value, now, words) if page.state in _RUNS.get(part, ()) else None
            if left is not None:
                said = sentence([left, said], words)
            facts.append(make.fact(f":{part}", label, said))
    return make.list(":clocks", words("screens.case.clocks"), facts, look="facts")


def _next(page: Case, make: Maker) -> tuple[Node, ...]:
    if not page.next:
        return ()
    title = make.words("screens.case.next")
    inside = link_list(page.next, make, ":next.list", title)
    heading = make.heading(":next.title", title)
    return (make.region(":next", Region.SERVICE, [heading, inside], title),)


def _organs(page: Case, make: Maker) -> tuple[Node, ...]:
    if not page.organs:
        return ()
    title = make.words("screens.case.organs")
    inside = make.list(":organs.list", title, [_organ(one, make) for one in page.organs], "facts")
    return (
        make.region(":organs", Region.LIST, [make.heading(":organs.title", title), inside], title),
    )


def _organ(organ: CaseOrgan, make: Maker) -> Node:
    parts = [make.text(organ.state_title)]
    lamp = lamp_text(organ.lamp, make.words)
    if lamp is not None:
        parts.append(lamp)
    if organ.due:
        parts.append(make.words("screens.case.due", day=dates.day(organ.due, make.words)))
    value = sentence(parts, make.words)
    return make.fact(f":organ.{organ.id}", make.text(organ.title), value, f"fact lamp {organ.lamp}")


def _timeline(page: Case, make: Maker) -> tuple[Node, ...]:
    if not page.timeline:
        return ()
    title = make.words("screens.case.timeline")
    events = [_event(event, make) for event in page.timeline]
    inside = make.list(":timeline.list", title, events, "timeline", Live.POLITE)
    heading = make.heading(":timeline.title", title)
    return (make.region(":timeline", Region.LIST, [heading, inside], title),)


def _event(event: Event, make: Maker) -> Node:
    parts = [make.text(event.title)]
    if event.organ:
        parts.append(make.text(event.organ))
    if event.text:
        parts.append(make.text(event.text, event.lang))
    when = dates.moment(event.at, make.words)
    return make.fact(f":event.{event.id}", when, sentence(parts, make.words), "event")


def _fields(page: Case, make: Maker) -> tuple[Node, ...]:
    if not page.fields:
        return ()
    title = make.words("screens.case.fields")
    inside = facts_list(page.fields, make, ":fields.list", title)
    heading = make.heading(":fields.title", title)
    return (make.region(":fields", Region.BODY, [heading, inside], title),)
