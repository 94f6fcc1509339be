"""Pages and submissions as tables: one line a page serves the interface, the web and the keys.

The interface (ninja) and the web pages read the same lines, so that neither can have a
page that the other has not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from inspect import Parameter, Signature
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from server.answers import interface_path, page_answer
from server.asking import (
    KEY,
    OBJECT,
    PAGE_NUMBER,
    body_of,
    known_edition,
    query_of,
    refuse_unknown,
    text_parameter,
)
from server.cases.forms import Form
from server.cases.submit import Sender, key_of, submit
from server.content.shape import Page, link, needs
from server.identity import bearer
from server.identity.models import User
from server.problems import Problem
from server.words import Words

Query = Mapping[str, str]
SCOPE: Final = "cases"
ALONG: Final = "/my/along"
"""Where an address for a phone is asked for."""

_READABLE: Final = frozenset({"article", "case", "collection", "thread", "live"})
_NUL: Final = "\0"
"""No text has it, and PostgreSQL takes none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page or a submission is asked with; ``parts`` are the braces of its path."""

    edition: str
    parts: Mapping[str, str]
    query: Query
    who: User | None = None
    helper: User | None = None
    """The member of staff who acts beside the visitor."""

    @property
    def user(self) -> User:
        """The visitor; only where a scope is asked for."""
        if self.who is None:
            raise Problem(401, "unauthorized")
        return self.who


@dataclass(frozen=True, slots=True)
class Read:
    """A page at ``path``; with ``scope`` it is the visitor's own."""

    path: str
    summary: str
    page: Callable[[Asked], Page]
    parameters: tuple[str, ...] = ()
    scope: str = ""

    def match(self, address: str) -> Mapping[str, str] | None:
        """The parts of an address of this page."""
        found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path), address)
        return found.groupdict() if found else None


@dataclass(frozen=True, slots=True)
class Send:
    """A form's target: ``make`` stores the checked values and gives the address of the result.

    ``check`` may refuse them before, and what it stores stays (server.cases.submit). Without
    a ``scope`` anybody may send it; a token that is presented must be right all the same.
    """

    path: str
    summary: str
    form: Callable[[Asked], Form]
    make: Callable[[Asked, dict[str, Any]], str]
    scope: str = SCOPE
    acr: str = ""
    check: Callable[[Asked, dict[str, Any]], None] | None = None
    alone: bool = False
    """Only for the visitor alone: an opinion is not given with staff looking on."""


def page_at(reads: Iterable[Read], asked: Asked, address: str) -> Page | None:
    """The page at ``address``; the visitor's own ones need ``asked.who``.

    None where no line has it. Raises what the page raises, and ``unknown_parameter``.
    """
    for read in reads:
        parts = read.match(address)
        if parts is not None and (not read.scope or asked.who is not None):
            refuse_unknown(asked.query, read.parameters)
            found = read.page(Asked(asked.edition, parts, asked.query, asked.who, asked.helper))
            return _with_along(found) if read.scope else found
    return None


def _with_along(found: Page) -> Page:
    """An own page has no address that everybody may open: one for a phone is asked for."""
    links = found["links"]
    reads = found["kind"] in _READABLE and found.get("privacy") == "personal"
    if not reads or "html" in links or found["address"].startswith(f"{ALONG}/"):
        return found
    title = Words(found["edition"])("handoff.along.title")
    return {**found, "links": {**links, "along": link(ALONG, title, needs=needs(SCOPE))}}


def router_of(reads: tuple[Read, ...], sends: tuple[Send, ...]) -> Router:
    """The lines as routes of the interface."""
    router = Router(tags=["taking part"])
    for read in reads:
        extra: dict[str, Any] = {"parameters": [_parameter(name) for name in read.parameters]}
        if read.scope:
            extra["security"] = [{"bearer": [read.scope]}]
        view = _view("", read.path, _reader(reads, read))
        router.get(f"/{{edition}}{read.path}", summary=read.summary, openapi_extra=extra)(view)
    for send in sends:
        extra = {
            "parameters": [KEY],
            "requestBody": {"required": True, "content": OBJECT},
            "security": [{"bearer": [send.scope]}] if send.scope else [],
        }
        view = _view("send", send.path, _taker(reads, send))
        router.post(f"/{{edition}}{send.path}", summary=send.summary, openapi_extra=extra)(view)
    return router


def _parameter(name: str) -> dict[str, Any]:
    return PAGE_NUMBER if name == "page" else text_parameter(name)


def _view(verb: str, path: str, answer: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A function whose signature names the parts of ``path``, as ninja wants to see it.

    Its name becomes the operation's, which no other may have (OpenAPI 3.1, operationId).
    """

    def view(request: HttpRequest, **parts: str) -> HttpResponse:
        return answer(request, **parts)

    kind = Parameter.POSITIONAL_OR_KEYWORD
    names = ["edition", *re.findall(r"\{(\w+)\}", path)]
    request = Parameter("request", kind, annotation=HttpRequest)
    view.__signature__ = Signature(  # type: ignore[attr-defined]  # what inspect.signature reads
        [request, *(Parameter(name, kind, annotation=str) for name in names)]
    )
    view.__name__ = "_".join([*verb.split(), *re.findall(r"\w+", path)]) or "root"
    return view


def _reader(reads: tuple[Read, ...], read: Read) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest, edition: str, **parts: str) -> HttpResponse:
        known_edition(edition)
        who = bearer.require(request, read.scope).user if read.scope else None
        query = query_of(request)
        address = read.path.format(**parts)
        found = None
        if _NUL not in address:
            found = page_at(reads, Asked(edition, parts, query, who), address)
        if found is None:
            raise Problem(404, "not_found")
        return page_answer(request, found)

    return answer


def _taker(reads: tuple[Read, ...], send: Send) -> Callable[..., HttpResponse]:
    def answer(request: HttpRequest, edition: str, **parts: str) -> HttpResponse:
        known_edition(edition)
        refuse_unknown(query_of(request), ())
        presented = "Authorization" in request.headers
        needed = bool(send.scope) or presented
        principal = bearer.require(request, send.scope or SCOPE, send.acr) if needed else None
        who, helper = (principal.user, principal.helper) if principal else (None, None)
        if helper is not None and (send.alone or send.acr):
            raise Problem(403, "alone")
        asked = Asked(edition, parts, {}, who, helper)
        address = submit(
            Sender(who, key_of(request), edition, helper),
            send.form(asked),
            body_of(request),
            partial(send.make, asked),
            partial(send.check, asked) if send.check else None,
        )
        found = page_at(reads, asked, address)
        if found is None:
            raise Problem(404, "not_found")
        location = interface_path(edition, address)
        return page_answer(request, found, status=201, location=location)

    return answer
