"""One sending, one case: many at once, and a server that is killed in the middle."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor, new_key
from tests.harness.taking_part import RIGHT, case_key

PLACE, VALUES = RIGHT["/hotline/new"]


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
