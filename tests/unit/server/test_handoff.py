"""Files from the phone: one file an address, of a kind that it says it is, seen by its office."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from server.handoff.check import LARGEST, Refused, checked_type
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import RIGHT, Officer

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40 + b"\xff\xd9"
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


@pytest.mark.parametrize(
    ("name", "declared", "content", "reason"),
    [
        ("a.png", "image/png", PNG, ""),
        ("A.JPG", "image/jpeg", JPEG, ""),
        ("a.pdf", "application/pdf", PDF, ""),
        ("a.png", "image/png", b"", "empty"),
        ("a.png", "image/png", JPEG, "lying"),
        ("a.pdf", "application/pdf", PNG, "lying"),
        ("a.png.exe", "image/png", PNG, "lying"),
        ("a.png", "text/html", PNG, "lying"),
        ("a.png", "image/png", b"<script>alert(1)</script>", "type"),
        ("a.svg", "image/svg+xml", b"<svg onload='x'/>", "type"),
        ("a.exe", "application/octet-stream", b"MZ\x90", "type"),
        ("a.png", "image/png", PNG[:20], "broken"),
        ("a.jpg", "image/jpeg", JPEG[:-2], "broken"),
        ("a.pdf", "application/pdf", PDF[:12], "broken"),
        ("a.pdf", "application/pdf", b"%PDF-1.7 /OpenAction /JavaScript %%EOF", "active"),
        ("a.png", "image/png", PNG + b"\0" * LARGEST, "too_large"),
    ],
)
def test_a_file_is_taken_only_when_it_is_what_it_says(
    name: str, declared: str, content: bytes, reason: str
) -> None:
    if not reason:
        assert checked_type(name, declared, content) == declared
        return
    with pytest.raises(Refused) as refused:
        checked_type(name, declared, content)
    assert refused.value.reason == reason


def awaited(visitor: PortalVisitor) -> dict[str, Any]:
    place, values = RIGHT["/consultations/new"]
    number = visitor.send(values, address=place).json()["case"]["no"]
    page: dict[str, Any] = visitor.send(
        {"title": "发票照片"}, address=f"/cases/{number}/files"
    ).json()
    return page


def bring(
    portal: PortalServer, page: dict[str, Any], content: bytes, kind: str = "image/png"
) -> requests.Response:
    place = portal.base_url + page["links"]["html"]["href"]
    return requests.post(place, files={"file": ("photo.png", content, kind)}, timeout=20)


def test_a_phone_brings_one_file_and_the_office_reads_it(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    page = awaited(visitor)
    phone = requests.get(portal.base_url + page["links"]["html"]["href"], timeout=20)
    assert "发票照片" in phone.text
    assert phone.headers["Cache-Control"] == "no-store"
    lying = bring(portal, page, JPEG)
    assert lying.status_code == 422
    assert "类型不符" in lying.text
    assert bring(portal, page, PNG).status_code == 200
    assert bring(portal, page, PNG).status_code == 404
    after = visitor.page(page["address"])
    assert "html" not in after["links"]
    number = page["address"].split("/")[2]
    timeline = visitor.page(f"/cases/{number}")["case"]["timeline"]
    assert timeline[-1]["text"] == "发票照片"
    key = page["address"].rsplit("/", 1)[1]
    own = Officer(portal.base_url, "desk.chancheng", "desk-2010")
    file = own.look(f"handoff/upload/{key}/file/")
    assert file.content == PNG
    assert file.headers["Content-Disposition"].startswith("attachment")
    foreign = Officer(portal.base_url, "desk.transport", "desk-2011")
    assert foreign.look(f"handoff/upload/{key}/file/").status_code == 404


def test_an_invented_foreign_or_expired_address_opens_nothing(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    first, second = awaited(visitor), awaited(visitor)
    here = first["links"]["html"]["href"]
    base, pk, token = portal.base_url, here.split("/")[2], here.split("/")[3]
    other = second["links"]["html"]["href"].split("/")[2]
    for place in (f"/u/{pk}/{'0' * 32}", f"/u/{other}/{token}", "/u/999999/x"):
        assert requests.get(base + place, timeout=20).status_code == 404
    stranger = PortalVisitor(portal.base_url, portal.token("demo.en"))
    assert stranger.get(first["address"]).status_code == 404
    portal.call(
        """
        from datetime import timedelta
        from django.utils import timezone
        from server.handoff.models import Upload
        Upload.objects.filter(pk=pk).update(expires_at=timezone.now() - timedelta(seconds=1))
        result = None
        """,
        pk=int(pk),
    )
    assert requests.get(base + here, timeout=20).status_code == 404
    assert "html" not in visitor.page(first["address"])["links"]
