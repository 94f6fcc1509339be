"""An own page on a phone: one page, one phone, ten minutes, and nothing to do there."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import RIGHT

ALONG = "/my/along"


def a_case(visitor: PortalVisitor) -> str:
    """The address of a new case."""
    place, values = RIGHT["/consultations/new"]
    return f"/cases/{visitor.send(values, address=place).json()['case']['no']}"


def along(visitor: PortalVisitor, address: str, edition: str = "zh-Hans") -> dict[str, Any]:
    """The page that tells how to open ``address`` on a phone."""
    href = visitor.page(address, edition)["links"]["along"]["href"]
    answer = visitor.send({"address": address}, address=href, edition=edition)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def place(portal: PortalServer, page: dict[str, Any]) -> str:
    return portal.base_url + str(page["links"]["html"]["href"])


def test_a_case_opens_on_one_phone_only(portal: PortalServer, visitor: PortalVisitor) -> None:
    address = a_case(visitor)
    number = address.rsplit("/", 1)[1]
    page = along(visitor, address)
    assert "10 分钟" in page["description"]
    there = place(portal, page)
    phone, other = requests.Session(), requests.Session()
    looked = phone.get(there, timeout=20)
    assert looked.status_code == 200
    assert number not in looked.text  # a program that looks at links sees and spends nothing
    opened = phone.post(there, timeout=20)
    assert number in opened.text
    assert RIGHT["/consultations/new"][1]["subject"] in opened.text
    assert opened.headers["Cache-Control"] == "no-store"
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert number in phone.get(there, timeout=20).text
    for ask in (other.get, other.post):
        answer = ask(there, timeout=20)
        assert answer.status_code == 404
        assert number not in answer.text
    assert "html" not in visitor.page(page["address"])["links"]


def test_the_phone_shows_the_page_as_it_is_and_leads_nowhere(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    for address in (a_case(visitor), "/my/cases", "/my/cases?page=1"):
        for edition in ("zh-Hans", "en"):
            opened = requests.post(place(portal, along(visitor, address, edition)), timeout=20)
            assert opened.status_code == 200
            assert f'lang="{edition}"' in opened.text
            assert "/cases/" not in opened.text.replace("/v1/", "")
            assert "<script" not in opened.text


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/disclosures",
        "/consultations/new",
        "/my/along",
        "/cases/ZX-2026-999999",
        "/x",
        "//a.b",
    ],
)
def test_only_own_pages_are_taken_along_like_this(visitor: PortalVisitor, address: str) -> None:
    answer = visitor.send({"address": address}, address=ALONG)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "address"


def test_nobody_takes_along_what_is_another_persons(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    address = a_case(visitor)
    page = along(visitor, address)
    stranger = PortalVisitor(portal.base_url, portal.token("demo.en"))
    assert stranger.send({"address": address}, address=ALONG).status_code == 422
    assert stranger.get(page["address"]).status_code == 404
    nobody = PortalVisitor(portal.base_url)
    assert nobody.send({"address": address}, address=ALONG).status_code == 401


def test_an_invented_or_expired_address_opens_nothing(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    first, second = (along(visitor, "/my/cases") for _ in range(2))
    here = place(portal, first)
    pk, token = here.rsplit("/", 2)[1:]
    other = place(portal, second).rsplit("/", 2)[1]
    base = portal.base_url
    for wrong in (f"/t/{pk}/{'0' * 32}", f"/t/{other}/{token}", f"/u/{pk}/{token}", "/t/999999/x"):
        assert requests.post(base + wrong, timeout=20).status_code == 404
    phone = requests.Session()
    assert phone.post(here, timeout=20).status_code == 200
    portal.call(
        """
        from datetime import timedelta
        from django.utils import timezone
        from server.handoff.models import Along
        Along.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        result = None
        """
    )
    for there in (here, place(portal, second)):
        for ask in (phone.get, phone.post):
            assert ask(there, timeout=20).status_code == 404
    along(visitor, "/my/cases")
    count = "from server.handoff.models import Along\nresult = Along.objects.count()"
    assert portal.call(count) == 1  # what is over is not kept


def test_public_pages_and_forms_ask_for_no_address(visitor: PortalVisitor) -> None:
    for address in ("/", "/disclosures", "/consultations/new"):
        assert "along" not in visitor.page(address)["links"]
