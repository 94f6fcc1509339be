"""Who may read and send what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor

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
