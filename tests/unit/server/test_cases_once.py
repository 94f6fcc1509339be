"""One sending, one case: many at once, and a server that is killed in the middle; and tokens."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor, new_key
from tests.harness.taking_part import RIGHT, case_key

PLACE, VALUES = RIGHT["/hotline/new"]


def sends(base_url: str) -> list[str]:
    """Every address that takes a form and needs a visitor, from the description itself."""
    paths = requests.get(f"{base_url}/v1/openapi.json", timeout=20).json()["paths"]
    return [
        path
        for path, operations in paths.items()
        if {"bearer": ["cases"]} in operations.get("post", {}).get("security", [])
    ]


def reads(base_url: str) -> list[str]:
    paths = requests.get(f"{base_url}/v1/openapi.json", timeout=20).json()["paths"]
    return [path for path, operations in paths.items() if operations.get("get", {}).get("security")]


def test_every_personal_address_wants_a_token_that_is_good(portal: PortalServer) -> None:
    narrow = PortalVisitor(portal.base_url, portal.token("demo", scope="openid profile"))
    expired = PortalVisitor(portal.base_url, portal.token("demo"))
    portal.call(
        """
        from datetime import timedelta
        from django.utils import timezone
        from server.identity import visits
        from server.identity.models import Token
        found = visits.find(secret)
        Token.objects.filter(pk=found.pk).update(expires_at=timezone.now() - timedelta(hours=1))
        result = None
        """,
        secret=expired.headers["Authorization"].removeprefix("Bearer "),
    )
    callers = (
        (PortalVisitor(portal.base_url), 401),
        (PortalVisitor(portal.base_url, "invented"), 401),
        (expired, 401),
        (narrow, 403),
    )
    found = [("get", path) for path in reads(portal.base_url)]
    found += [("post", path) for path in sends(portal.base_url)]
    assert len(found) > 25
    for caller, status in callers:
        for method, path in found:
            address = path.replace("{edition}", "en").replace("{", "").replace("}", "")
            headers = {**caller.headers, "Idempotency-Key": new_key()}
            call = requests.get if method == "get" else requests.post
            answer = call(portal.base_url + address, headers=headers, timeout=20)
            assert answer.status_code == status, (method, path, answer.text)


@pytest.mark.long
def test_a_hundred_keys_each_sent_twice_at_once_make_a_hundred_cases(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    before = {case["no"] for case in portal.cases()}
    keys = [new_key() for _ in range(100)]
    with ThreadPoolExecutor(16) as pool:
        made = list(pool.map(lambda key: _number(visitor, key), [k for k in keys for _ in "ab"]))
    assert made[::2] == made[1::2]
    assert {case["no"] for case in portal.cases()} - before == set(made)
    assert len(set(made)) == 100


@pytest.mark.long
@pytest.mark.timeout(600)
def test_a_server_killed_among_a_thousand_submissions_loses_and_doubles_none() -> None:
    with PortalServer() as server:
        who = PortalVisitor(server.base_url, server.token("demo"))
        before = {case["no"] for case in server.cases()}
        keys = [new_key() for _ in range(1000)]
        acknowledged: dict[str, str] = {}

        def send(key: str) -> None:
            try:
                answer = who.send(VALUES, key=key, address=PLACE)
            except requests.RequestException:
                return
            if answer.status_code == 201:
                acknowledged[key] = answer.json()["case"]["no"]

        with ThreadPoolExecutor(8) as pool:
            jobs = [pool.submit(send, key) for key in keys]
            jobs[300].result()
            server.kill()
        server.start()
        kept = {case["no"] for case in server.cases()} - before
        assert set(acknowledged.values()) <= kept
        assert 200 < len(acknowledged) < 1000
        who = PortalVisitor(server.base_url, server.token("demo"))
        with ThreadPoolExecutor(8) as pool:
            again = dict(zip(keys, pool.map(lambda k: _number(who, k), keys), strict=True))
        assert {key: again[key] for key in acknowledged} == acknowledged
        assert len({case["no"] for case in server.cases()} - before) == 1000
        assert case_key(server, again[keys[-1]]) > 0


def _number(who: PortalVisitor, key: str) -> str:
    answer = who.send(VALUES, key=key, address=PLACE)
    assert answer.status_code == 201, answer.text
    number: str = answer.json()["case"]["no"]
    return number
