"""Who may read and change what; the interface is swept by test_rights_sweep.py."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import Officer


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
