"""Asking, following and reading letters: the lines of this room (server.cases.routes)."""

from __future__ import annotations

from typing import Any

from server.base import EDITIONS
from server.cases.forms import Form, form, form_page
from server.cases.kinds import Kind, kinds
from server.cases.letters import letter_page, letters_page
from server.cases.lists import trail
from server.cases.models import Case
from server.cases.pages import (
    case_address,
    case_page,
    my_cases_page,
    own_case,
    rating_form_page,
    supplement_form_page,
    withdraw_form_page,
)
from server.cases.routes import SCOPE, Asked, Read, Send
from server.cases.states import Happening, NotAllowed
from server.cases.supervision import SUPERVISION, supervision_page
from server.cases.work import By, Origin, receive, record
from server.content.models import Organ
from server.content.shape import Page, block_links, link, needs, page, page_links
from server.problems import Problem
from server.words import Words


def ask_page(asked: Asked) -> Page:
    """Everything that can be asked, one link a form."""
    say = Words(asked.edition)
    links = [
        link(
            form(one.code).address,
            say(f"{one.code}.title"),
            description=say(f"{one.code}.description"),
            id=one.code,
            needs=_needs(form(one.code)),
        )
        for one in _asked()
    ]
    own = link("/my/cases", say("pages.my_cases"), id="my-cases", needs=needs(SCOPE))
    return page(
        "article",
        "/ask",
        asked.edition,
        say("cases.ask.title"),
        description=say("cases.ask.description"),
        blocks=[
            {"id": "intro", "type": "paragraph", "text": say("cases.ask.intro")},
            block_links("kinds", say("cases.ask.title"), "interaction", [*links, own]),
        ],
        links=page_links(
            "/ask", asked.edition, EDITIONS, up=trail(say)[-1], breadcrumbs=trail(say)
        ),
    )


def _asked() -> list[Kind]:
    return [one for one in kinds().values() if one.form]


def _needs(asked: Form) -> dict[str, Any]:
    return needs(SCOPE, asked.rules.get("acr", ""))


def _form_read(asked: Form) -> Read:
    return Read(
        asked.address,
        f"The form: {asked.name}",
        lambda what: form_page(asked, what.edition, trail(Words(what.edition))[-1]),
    )


def _form_send(asked: Form) -> Send:
    return Send(
        asked.rules["submit"],
        f"Send the form: {asked.name}",
        lambda _what: asked,
        lambda what, values: _receive(asked, what, values),
        acr=asked.rules.get("acr", ""),
    )


def _receive(asked: Form, what: Asked, values: dict[str, Any]) -> str:
    """A case with the organ that was chosen, or that this kind always goes to."""
    organ = Organ.objects.get(code=values.get("organ") or asked.rules["organ"])
    parts = [str(values[name]) for name in asked.rules.get("subject", ()) if name in values]
    named = {"subject": " · ".join(parts)} if parts else {}
    case = receive(
        what.user,
        organ,
        asked.rules["service_code"],
        {**named, **values},
        Origin(what.edition, helper=what.helper),
    )
    return case_address(case)


def _supplement(what: Asked, values: dict[str, Any]) -> str:
    return _visitor(what, Happening.SUPPLEMENT, values["text"], 0)


def _rate(what: Asked, values: dict[str, Any]) -> str:
    return _visitor(what, Happening.RATE, values.get("text", ""), int(values["stars"]))


def _withdraw(what: Asked, _values: dict[str, Any]) -> str:
    return _visitor(what, Happening.WITHDRAW, "", 0)


def _visitor(what: Asked, event: Happening, text: str, number: int) -> str:
    """Something the visitor does to an own case; 404 where that is not possible now."""
    case: Case = own_case(what.user, what.parts["no"])
    try:
        record(case, event, text=text, number=number, by=By(helper=what.helper))
    except NotAllowed:
        raise Problem(404, "not_found") from None
    return case_address(case)


READS = (
    Read("/ask", "What can be asked", ask_page),
    *(_form_read(form(one.code)) for one in _asked()),
    Read("/letters", "Published letters", letters_page, ("kind", "organ", "page")),
    Read("/letters/{no}", "A published letter", letter_page),
    Read(SUPERVISION, "Answer rates", supervision_page),
    Read("/my/cases", "The visitor's own cases", my_cases_page, ("page",), SCOPE),
    Read("/cases/{no}", "A case", case_page, (), SCOPE),
    Read("/cases/{no}/supplement", "Answer the office", supplement_form_page, (), SCOPE),
    Read("/cases/{no}/rating", "Rate an answer", rating_form_page, (), SCOPE),
    Read("/cases/{no}/withdraw", "Take a case back", withdraw_form_page, (), SCOPE),
)
SENDS = (
    *(_form_send(form(one.code)) for one in _asked()),
    Send(
        "/cases/{no}/supplement",
        "Answer the office",
        lambda what: form("supplement").at(what.parts),
        _supplement,
    ),
    Send(
        "/cases/{no}/rating",
        "Rate an answer",
        lambda what: form("rating").at(what.parts),
        _rate,
        alone=True,
    ),
    Send(
        "/cases/{no}/withdraw",
        "Take a case back",
        lambda what: form("withdraw").at(what.parts),
        _withdraw,
    ),
)
