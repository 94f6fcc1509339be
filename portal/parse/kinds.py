"""The eight kinds of page: each one's own part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from portal.models import (
    Answer,
    Article,
    Case,
    CaseOrgan,
    Collection,
    Event,
    Facet,
    Form,
    Home,
    Item,
    Live,
    Page,
    PageLinks,
    Post,
    Search,
    Steps,
    Thread,
)
from portal.models import Block as _Block
from portal.parse.blocks import blocks
from portal.parse.forms import form
from portal.parse.parts import fact, href, link, needs, option, page_address
from portal.parse.reader import Reader

_MOST_ITEMS = 50
_LAMPS = ("green", "yellow", "red")
_ROLES = ("visitor", "officer", "spokesperson", "guest", "moderator")


class Common(TypedDict):
    """What pages of all kinds have, as arguments of the models."""

    kind: str
    address: str
    edition: str
    lang: str
    title: str
    description: str
    updated_at: str
    sample: bool
    personal: bool
    blocks: tuple[_Block, ...]
    links: PageLinks


def _collection(at: Reader, common: Common) -> Page:
    own = at.object("collection")
    items = own.all("items", _item)
    if len(items) > _MOST_ITEMS:
        raise own.fail("items", "more than 50")
    search = own.maybe("search")
    return Collection(
        **common,
        total=own.count("total"),
        page=own.count("page", 1),
        pages=own.count("pages", 1),
        per_page=own.count("per_page", _MOST_ITEMS),
        items=items,
        facets=own.all("facets", _facet),
        sorts=own.all("sorts", option),
        search=_search(search) if search is not None else None,
    )


def _item(at: Reader) -> Item:
    return Item(
        id=at.text("id"),
        href=href(at),
        title=at.text("title"),
        summary=at.text("summary", ""),
        date=at.text("date", ""),
        facts=at.all("facts", fact),
        needs=needs(at),
    )


def _facet(at: Reader) -> Facet:
    return Facet(at.text("name"), at.text("title"), at.all("options", option))


def _search(at: Reader) -> Search:
    return Search(page_address(at, "href"), at.text("param", "q"), at.text("value", ""))


def _form(at: Reader, common: Common) -> Page:
    part = form(at.object("form"))
    return Form(**common, schema=part.schema, fields=part.fields, submit=part.submit)


def _steps(at: Reader, common: Common) -> Page:
    own = at.object("steps")
    question = own.maybe("form")
    asked = None
    if question is not None:
        part = form(question)
        bare: dict[str, Any] = {**common, "kind": "form", "blocks": ()}
        asked = Form(**bare, schema=part.schema, fields=part.fields, submit=part.submit)
    return Steps(
        **common, form=asked, path=own.all("path", _answer), results=own.all("results", link)
    )


def _answer(at: Reader) -> Answer:
    return Answer(at.text("id"), at.text("question"), at.text("answer"))


def _case(at: Reader, common: Common) -> Page:
    own = at.object("case")
    return Case(
        **common,
        no=own.text("no"),
        service_code=own.text("service_code", ""),
        state=own.text("state"),
        state_title=own.text("state_title"),
        lamp=own.choice("lamp", _LAMPS, "none"),
        requested_at=own.text("requested_at", ""),
        accept_due=own.text("accept_due", ""),
        reply_due=own.text("reply_due", ""),
        fields=own.all("fields", fact),
        organs=own.all("organs", _organ),
        timeline=own.all("timeline", _event),
        next=own.all("next", link),
    )


def _organ(at: Reader) -> CaseOrgan:
    return CaseOrgan(
        id=at.text("id"),
        title=at.text("title"),
        state_title=at.text("state_title", ""),
        due=at.text("due", ""),
        lamp=at.choice("lamp", _LAMPS, "none"),
    )


def _event(at: Reader) -> Event:
    return Event(
        id=at.text("id"),
        at=at.text("at"),
        title=at.text("title"),
        text=at.text("text", ""),
        organ=at.text("organ", ""),
        lang=at.text("lang", ""),
    )


class _Discussion(TypedDict):
    state: str
    state_title: str
    posts: tuple[Post, ...]


def _discussion(own: Reader) -> _Discussion:
    return _Discussion(
        state=own.text("state", ""),
        state_title=own.text("state_title", ""),
        posts=own.all("posts", post),
    )


def _thread(at: Reader, common: Common) -> Page:
    own = at.object("thread")
    reply = own.maybe("reply")
    return Thread(**common, **_discussion(own), reply=link(reply) if reply is not None else None)


def _live(at: Reader, common: Common) -> Page:
    own = at.object("live")
    reply = own.maybe("reply")
    return Live(
        **common,
        **_discussion(own),
        reply=link(reply) if reply is not None else None,
        open=own.flag("open"),
        stream=page_address(own, "stream", ""),
        poll=page_address(own, "poll", ""),
        last_id=own.text("last_id", ""),
        gone=own.texts("gone"),
    )


def post(at: Reader) -> Post:
    """A contribution to a thread."""
    return Post(
        id=at.text("id"),
        role=at.choice("role", _ROLES, "visitor"),
        author=at.text("author", ""),
        at=at.text("at", ""),
        text=at.text("text", ""),
        organ=at.text("organ", ""),
        in_reply_to=at.text("in_reply_to", ""),
        blocks=blocks(at),
    )


KINDS: Mapping[str, Callable[[Reader, Common], Page]] = {
    "home": lambda at, common: Home(**common),
    "article": lambda at, common: Article(**common),
    "collection": _collection,
    "form": _form,
    "steps": _steps,
    "case": _case,
    "thread": _thread,
    "live": _live,
}
