"""Progress of applications by number, and the published results."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from server.base import CHINA, EDITIONS, ZH
from server.cases.open_progress import is_own, pre_examined, without_the_visitor
from server.content.facets import count_all
from server.content.models import Edition
from server.content.paging import Paging
from server.content.shape import (
    PER_PAGE,
    Link,
    Page,
    link,
    moment,
    needs,
    page,
    page_links,
    spoken_date,
    with_query,
)
from server.open_forms import open_form_page, read_form
from server.problems import FieldError, Problem
from server.services.models import Application, Station
from server.words import Words

FORM: Final = "/progress"
RESULTS: Final = "/results"
RULES: Final = read_form(Path(__file__).resolve().parent / "forms" / "progress.json")
_DECIDED: Final = (Application.State.GRANTED, Application.State.REFUSED)


def progress_form_page(edition: str) -> Page:
    """Asks for the number of an application."""
    return open_form_page(RULES, edition, _above(Words(edition)))


def number_of(values: dict[str, Any], edition: str) -> str:
    """The number as it is kept; raises ``Problem`` ``invalid`` for one that nobody was given."""
    plain = str(values["no"]).upper().replace("-", "")
    no = f"{plain[:2]}-{plain[2:6]}-{plain[6:]}"
    if not Application.objects.filter(no=no).exists() and pre_examined(no) is None:
        # Whether such a letter exists is its writer's business: its prefix decides alone.
        code = "own_number" if is_own(no) else "unknown_number"
        words = RULES.error_words("no", code, edition)
        raise Problem(422, "invalid", errors=[FieldError("no", code, words)])
    return no


def progress_page(edition: str, no: str) -> Page:
    """The state of an application with its organs side by side; says nothing of the applicant."""
    found = Application.objects.select_related("service__item__organ").filter(no=no).first()
    if found is None:
        return _pre_examination_page(edition, no)
    say = Words(edition)
    address = f"{FORM}/{no}"
    stations = list(found.stations.select_related("organ"))
    title = say("services.progress.of", service=_service_title(found, edition), no=no)
    return page(
        "case",
        address,
        edition,
        _marked(title, found, say),
        description=say(f"services.states.{found.state}"),
        updated_at=moment(stations[-1].at if stations else found.received_at),
        sample=found.sample,
        case={
            "no": no,
            "service_code": found.service.code.lower(),
            "state": found.state,
            "state_title": say(f"services.states.{found.state}"),
            "lamp": _lamp(found.state, found.decided_at, found.due_at),
            "requested_at": moment(found.received_at),
            "accept_due": moment(found.accept_due),
            "reply_due": moment(found.due_at),
            "fields": _fields(found, edition),
            "organs": _organs(stations, say),
            "timeline": _timeline(found, stations, say),
            "next": _next(found, edition),
        },
        links=page_links(address, edition, EDITIONS, up=_above(say)[-1], breadcrumbs=_above(say)),
    )


def _pre_examination_page(edition: str, no: str) -> Page:
    """How far the office is with an application that it looks at before it is made."""
    case = pre_examined(no)
    if case is None:
        raise Problem(404, "not_found")
    say = Words(edition)
    address = f"{FORM}/{no}"
    shown = without_the_visitor(case, say)
    shown["next"] = [
        link(FORM, say("services.progress.another")),
        link(f"/cases/{no}", say("services.progress.sign_in"), needs=needs("cases")),
    ]
    return page(
        "case",
        address,
        edition,
        say("cases.title", service=say(f"cases.services.{case.service_code}"), no=no),
        description=shown["state_title"],
        updated_at=shown["timeline"][-1]["at"],
        case=shown,
        links=page_links(address, edition, EDITIONS, up=_above(say)[-1], breadcrumbs=_above(say)),
    )


def results_page(edition: str, number: int) -> Page:
    """Decided applications, newest first."""
    say = Words(edition)
    decided = Application.objects.filter(state__in=_DECIDED).select_related("service__item__organ")
    paging = Paging(count_all(decided), number)
    rows = list(decided[paging.start : paging.start + PER_PAGE])
    titles = _titles(rows, edition)
    address = with_query(RESULTS, page=number if number > 1 else None)
    return page(
        "collection",
        address,
        edition,
        say("services.results.title"),
        description=say("services.results.description"),
        collection={
            **paging.members(),
            "items": [_row(one, titles.get(one.service_id, ""), say) for one in rows],
        },
        links=page_links(
            address,
            edition,
            EDITIONS,
            up=_above(say)[-1],
            breadcrumbs=_above(say),
            **paging.links(lambda n: with_query(RESULTS, page=n if n > 1 else None), say),
        ),
    )


def _above(say: Words) -> list[Link]:
    home = link("/", say("pages.home_link"))
    return [home, link("/services", say("services.hall.title"))]


def _titles(rows: list[Application], edition: str) -> dict[int, str]:
    """Titles of the services in an edition, by item."""
    texts = Edition.objects.filter(item__in=[one.service_id for one in rows], edition=edition)
    return dict(texts.values_list("item_id", "title"))


def _service_title(found: Application, edition: str) -> str:
    """The service's own title; where the edition lacks it, its code."""
    return _titles([found], edition).get(found.service_id, found.service.code)


def _marked(title: str, found: Application, say: Words) -> str:
    """A title with the mark of sample content, which the service's own title may have already."""
    mark = say("pages.sample_suffix")
    return title + mark if found.sample and mark not in title else title


def _row(found: Application, title: str, say: Words) -> dict[str, Any]:
    day = (found.decided_at or found.received_at).astimezone(CHINA).date()
    organ = found.service.item.organ
    facts = {
        "state": say(f"services.states.{found.state}"),
        "decided": spoken_date(day, say.edition),
    }
    if organ:
        facts["authority"] = organ.name(say.edition)
    name = say("services.progress.of", service=title or found.service.code, no=found.no)
    return {
        "id": found.no.lower(),
        "href": f"{FORM}/{found.no}",
        "title": _marked(name, found, say),
        "date": day.isoformat(),
        "facts": [{"label": say(f"services.facts.{key}"), "value": facts[key]} for key in facts],
    }


def _fields(found: Application, edition: str) -> list[dict[str, Any]]:
    say = Words(edition)
    organ = found.service.item.organ
    values = {
        "service": _service_title(found, edition),
        "authority": organ.name(edition) if organ else "",
    }
    return [
        {"id": key, "label": say(f"services.facts.{key}"), "value": value}
        for key, value in values.items()
        if value
    ]


def _organs(stations: list[Station], say: Words) -> list[dict[str, Any]]:
    """Each organ with its own latest state and limit: they work side by side."""
    latest = {station.organ_id: station for station in stations}
    found = []
    for station in latest.values():
        decided = station.at if station.state in _DECIDED else None
        organ: dict[str, Any] = {
            "id": station.organ.code,
            "title": station.organ.name(say.edition),
            "state_title": say(f"services.states.{station.state}"),
            "lamp": _lamp(station.state, decided, station.due_at),
        }
        if station.due_at:
            organ["due"] = moment(station.due_at)
        found.append(organ)
    return found


def _timeline(found: Application, stations: list[Station], say: Words) -> list[dict[str, Any]]:
    first = {"id": "received", "at": moment(found.received_at)}
    events: list[dict[str, Any]] = [{**first, "title": say("services.states.received")}]
    for station in stations:
        event: dict[str, Any] = {
            "id": f"station-{station.pk}",
            "at": moment(station.at),
            "title": say(f"services.states.{station.state}"),
            "organ": station.organ.name(say.edition),
        }
        if station.note and say.edition == ZH:
            event["text"] = station.note
        events.append(event)
    return events


def _next(found: Application, edition: str) -> list[Link]:
    say = Words(edition)
    links = [
        link(FORM, say("services.progress.another")),
        link(RESULTS, say("services.results.title")),
    ]
    texts: QuerySet[Edition] = Edition.objects.filter(item=found.service_id, edition=edition)
    if texts.exists():
        links.insert(0, link(found.service.item.address, say("services.progress.guide")))
    return links


def _lamp(state: str, decided: datetime | None, due: datetime | None) -> str:
    """Green in time, red late, yellow on the last day; none while papers are missing."""
    if state == Application.State.SUPPLEMENT or due is None:
        return "none"
    now = decided or timezone.now()
    if now > due:
        return "red"
    late = not decided and (due - now).days < 1
    return "yellow" if late else "green"
