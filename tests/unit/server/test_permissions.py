"""Who may read and send what."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import Officer

Call = Callable[[PortalVisitor], requests.Response]
PERSONAL: list[Call] = [
    lambda who: who.get("/my/cases"),
    lambda who: who.get("/cases/ZX-2026-000001"),
    lambda who: who.send(),
]


@pytest.mark.parametrize("call", PERSONAL)
def test_without_a_token_the_visitor_is_asked_to_sign_in(portal: PortalServer, call: Call) -> None:
    answer = call(PortalVisitor(portal.base_url))
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("call", PERSONAL)
def test_an_invented_token_opens_nothing(portal: PortalServer, call: Call) -> None:
    answer = call(PortalVisitor(portal.base_url, "invented"))
    assert answer.status_code == 401
    assert "invalid_token" in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("call", PERSONAL)
def test_a_token_without_the_scope_is_refused(portal: PortalServer, call: Call) -> None:
    narrow = PortalVisitor(portal.base_url, portal.token("demo", scope="openid profile"))
    answer = call(narrow)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_somebody_else_s_case_is_as_unknown_as_none(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    number = visitor.send().json()["case"]["no"]
    stranger = PortalVisitor(portal.base_url, portal.token("demo.en"))
    foreign, missing = stranger.get(f"/cases/{number}"), stranger.get("/cases/ZX-1999-000001")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()
    assert number not in stranger.get("/my/cases").text
    assert visitor.get(f"/cases/{number}").status_code == 200


def test_personal_pages_are_never_stored(visitor: PortalVisitor) -> None:
    answer = visitor.get("/my/cases")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Authorization" in answer.headers["Vary"]
    assert answer.json()["privacy"] == "personal"


BODIES: Mapping[str, Mapping[str, Any]] = {
    "/cases/{no}/supplement": {"text": "路口在东边"},
    "/cases/{no}/rating": {"stars": "1"},
    "/cases/{no}/files": {"title": "发票照片"},
}
"""What is right to send, by the address that belongs to one person's matter."""


def test_a_foreign_token_opens_nothing_of_anybody_else(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    number = visitor.send().json()["case"]["no"]
    file = visitor.send({"title": "发票照片"}, address=f"/cases/{number}/files").json()["address"]
    [(notice,)] = portal.sql(
        "SELECT min(n.id) FROM subscriptions_notice n JOIN identity_user u ON u.id = n.user_id"
        " WHERE u.username = 'demo'"
    )
    parts = {"no": number, "file": file.rsplit("/", 1)[1], "notice": str(notice)}
    stranger = PortalVisitor(portal.base_url, portal.token("demo.en"))
    paths = requests.get(f"{portal.base_url}/v1/openapi.json", timeout=20).json()["paths"]
    own = {
        (method, path.removeprefix("/v1").removeprefix("/{edition}"))
        for path, operations in paths.items()
        for method, operation in operations.items()
        if operation.get("security") and any(f"{{{name}}}" in path for name in parts)
    }
    assert {path for method, path in own if method == "post"} == set(BODIES)
    assert len(own) >= 9
    events = "SELECT (SELECT count(*) FROM cases_event), (SELECT count(*) FROM handoff_upload)"
    before = portal.sql(events)
    for method, path in sorted(own):
        address = path.format(**parts)
        found = (
            stranger.get(address)
            if method == "get"
            else stranger.send(BODIES[path], address=address)
        )
        assert found.status_code == 404, (method, address, found.text)
        assert number not in found.text
    assert portal.sql(events) == before
    for address in ("/my/cases", "/my/notices", "/my/subscriptions", "/me/home"):
        assert number not in stranger.get(address).text
        assert f'/my/notices/{notice}"' not in stranger.get(address).text
    assert visitor.get(f"/cases/{number}").status_code == 200
    assert visitor.get(f"/my/notices/{notice}").status_code == 200


PATHS: Mapping[str, tuple[str, ...]] = {
    "cases/case": ("organ", "parts__organ"),
    "forum/board": ("organ",),
    "forum/thread": ("board__organ",),
    "forum/post": ("thread__board__organ",),
    "spokes/body": ("organ",),
    "spokes/topic": ("body__organ",),
    "spokes/release": ("body__organ",),
    "live/interview": ("organ",),
    "live/message": ("interview__organ",),
    "handoff/upload": ("case__organ", "case__parts__organ"),
}
"""Tables of the desk, and where their rows say which organ's they are."""


def test_an_officer_of_one_organ_finds_no_row_of_another(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    number = visitor.send().json()["case"]["no"]
    visitor.send({"title": "发票照片"}, address=f"/cases/{number}/files")
    foreign: dict[str, list[int]] = portal.call(
        """
        from django.apps import apps
        from server.content.models import Organ
        mine, result = Organ.objects.get(code="440600017").pk, {}
        for name, ways in paths.items():
            rows = apps.get_model(*name.split("/")).objects.all()
            own = set().union(*(rows.filter(**{way: mine}).values_list("pk") for way in ways))
            result[name] = [key for (key,) in set(rows.values_list("pk")) - own]
        """,
        paths=PATHS,
    )
    officer = Officer(portal.base_url, "desk.transport", "desk-2011")
    for table, keys in foreign.items():
        assert keys, table
        listed = officer.look(f"{table}/?all=").text
        shown = {int(key) for key in re.findall(rf"/desk/{table}/(\d+)/", listed)}
        shown |= {int(key) for key in re.findall(r'_selected_action" value="(\d+)"', listed)}
        assert not shown & set(keys), table
        for answer in (
            officer.look(f"{table}/{keys[0]}/change/"),
            officer.fill(f"{table}/{keys[0]}/change/", text="x", title="x"),
            officer.fill(f"{table}/{keys[0]}/delete/", post="yes"),
        ):
            turned_away = answer.url == officer.desk or answer.status_code in {403, 404}
            assert turned_away, (table, answer.url, answer.status_code)


CITY = (
    *("live/survey", "live/item", "subscriptions/bulletin", "subscriptions/subscription"),
    "cases/calendarday",
)


def test_what_is_the_whole_city_s_no_single_organ_changes(portal: PortalServer) -> None:
    officer = Officer(portal.base_url, "desk.transport", "desk-2011")
    city = Officer(portal.base_url, "desk", "desk-2009")
    before = portal.sql("SELECT count(*) FROM subscriptions_bulletin")
    for table in CITY:
        assert city.look(f"{table}/").status_code == 200, table
        assert officer.look(f"{table}/add/").status_code == 403, table
        assert officer.fill(f"{table}/add/", title="x", topic="water", text="x").status_code == 403
        if table != "cases/calendarday":  # every office may look at the calendar
            assert officer.look(f"{table}/").status_code == 403, table
    assert portal.sql("SELECT count(*) FROM subscriptions_bulletin") == before
