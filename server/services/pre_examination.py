"""Pre-examination: the office looks at an application before it is made (网上预审).

Each kind of service has a form of its own; what is sent becomes a case of the service's organ,
with the clocks, the organs beside it and the files from the phone that every case has.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from server.cases.forms import Form, form_page, load
from server.cases.pages import case_address
from server.cases.routes import Asked, Read, Send
from server.cases.work import Origin, receive
from server.content.items import find
from server.content.models import Edition, Item
from server.content.shape import Page, link
from server.problems import Problem
from server.services.models import Service

_FORMS: Final = Path(__file__).resolve().parent / "forms"


def pre_examination_page(asked: Asked) -> Page:
    """The form for the kind of the service of the address."""
    text, service, editions = _service(asked)
    about = [{"id": "service", "type": "paragraph", "text": text.title}]
    up = link(text.item.address, text.title)
    return form_page(_form(service), asked.edition, up, about, editions)


def pre_examination_form(asked: Asked) -> Form:
    """Its rules."""
    return _form(_service(asked)[1])


def _form(service: Service) -> Form:
    return load(_FORMS / f"pre-{service.kind}.json").at({"code": service.code})


def _service(asked: Asked) -> tuple[Edition, Service, list[str]]:
    """The service of the address, its words and editions; raises ``not_found`` or ``no_edition``.

    One that is withdrawn can still be read, but no longer applied for.
    """
    text, editions = find(f"/services/{asked.parts['code']}", asked.edition)
    service = Service.objects.filter(item=text.item).first()
    if service is None or text.item.organ is None or text.item.state != Item.State.PUBLISHED:
        raise Problem(404, "not_found")
    return text, service, editions


def _send(asked: Asked, values: dict[str, Any]) -> str:
    text, service, _editions = _service(asked)
    organ = text.item.organ
    if organ is None:
        raise Problem(404, "not_found")
    kept = {"subject": text.title, "service": service.code, **values}
    case = receive(
        asked.user, organ, "pre-examination", kept, Origin(asked.edition, helper=asked.helper)
    )
    return case_address(case)


READS = (Read("/services/{code}/pre-examination", "The form for it", pre_examination_page),)
SENDS = (
    Send(
        "/services/{code}/pre-examinations",
        "Have an application looked at before it is made",
        pre_examination_form,
        _send,
    ),
)
