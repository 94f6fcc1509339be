"""Requests that nobody polite sends: refused in words, and nothing breaks."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest
import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor, new_key

PATHS = (
    "/v1/zh-Hans/..%2f..%2f..%2fetc%2fpasswd",
    "/v1/zh-Hans/%2e%2e/%2e%2e/server/settings.py",
    "/v1/../../etc/passwd",
    "/v1/zh-Hans/articles/%00",
    "/files/..%2fportal.sqlite3",
    "/files/%00",
    "/static/..%2f..%2fsettings.py",
    "/static/%2e%2e/%2e%2e/secret_key",
    "/%00",
    "/v1/zh-Hans/disclosures/'%3B%20DROP%20TABLE%20content_item%3B--",
    "/v1/zh-Hans/search?q='%3B%20DROP%20TABLE%20search_document%3B--",
    "/v1/zh-Hans/search?q=a&organ=%27%20OR%201%3D1--",
    "/v1/zh-Hans/search?q=%F0%9F%92%A9&year=0000",
    "/v1/zh-Hans/disclosures?year=9999",
    "/v1/zh-Hans/disclosures?page=99999999999999999999",
    "/v1/zh-Hans/" + "a" * 4000,
    "/v1/zh-Hans/search?q=" + "%E4%BD%9B%20" * 200,
)


@pytest.mark.parametrize("path", PATHS)
def test_tricks_in_addresses_lead_nowhere(portal: PortalServer, path: str) -> None:
    answer = raw(portal, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    status = int(answer.split(b" ", 2)[1])
    assert status in {200, 301, 400, 404, 422}, answer[:300]
    for secret in (b"root:", b"SECRET", b"SQLite format"):
        assert secret not in answer
    assert reachable(portal)


def raw(portal: PortalServer, request: str) -> bytes:
    """Sends bytes as they are: clients would tidy such addresses up."""
    parts = urlsplit(portal.base_url)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        connection.sendall(request.encode("latin-1"))
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


def reachable(portal: PortalServer) -> bool:
    return requests.get(f"{portal.base_url}/v1/en/", timeout=20).status_code == 200


@pytest.mark.parametrize("size", [1_100_000, 9_000_000])
def test_a_body_that_is_too_large_is_refused(
    portal: PortalServer, visitor: PortalVisitor, size: int
) -> None:
    before = len(portal.cases())
    try:
        status = visitor.send(
            {"organ": "440604001", "subject": "x", "text": "长" * size}
        ).status_code
    except requests.ConnectionError:
        status = 413  # closed while we were still sending: as good a refusal
    assert status == 413
    assert len(portal.cases()) == before
    assert reachable(portal)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"\xff\xfe\x00",
        b'{"organ": 1e999}',
        b'{"organ": NaN}',
        b'{"a": "\\ud800"}',
        b"[" * 50_000,
        b'{"organ": {"$gt": ""}}',
        b'{"text": "' + b"a" * 200_000 + b'"}',
    ],
)
def test_a_body_that_is_no_form_is_refused(visitor: PortalVisitor, body: bytes) -> None:
    answer = requests.post(
        f"{visitor.base_url}/v1/zh-Hans/consultations",
        data=body,
        headers={**visitor.headers, "Idempotency-Key": new_key()},
        timeout=20,
    )
    assert answer.status_code in {400, 413, 422}, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_lying_attachment_is_only_ever_saved(portal: PortalServer) -> None:
    portal.call(
        """
        from server.content.models import Attachment
        lie = b"<script>alert(1)</script>"
        Attachment.objects.update_or_create(
            name="lie.pdf",
            defaults={
                "title": "谎称的文件", "media_type": "text/html", "content": lie, "sha256": "0" * 64
            },
        )
        result = None
        """
    )
    answer = requests.get(f"{portal.base_url}/files/lie.pdf", timeout=20)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_tokens_that_are_rubbish_are_unauthorized(portal: PortalServer) -> None:
    for token in ("x", "é".encode().decode("latin-1"), "a" * 5000, "' OR 1=1 --", "\x7f"):
        answer = requests.get(
            f"{portal.base_url}/v1/zh-Hans/my/cases",
            headers={"Authorization": f"Bearer {token}"},
            timeout=20,
        )
        assert answer.status_code in {400, 401}, token


def test_nothing_of_this_was_a_mistake_of_ours(portal: PortalServer) -> None:
    unexpected = [
        line
        for line in portal.log().splitlines()
        if line.startswith(("psycopg.", "ValueError", "sqlite3.ProgrammingError"))
    ]
    assert unexpected == []
