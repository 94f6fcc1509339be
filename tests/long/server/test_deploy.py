"""deploy/README.md, followed step by step, gives a portal that caches what is public only."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import requests

from tests.harness import deployed_portal, postgres
from tests.harness.deployed_portal import HOST, DeployedPortal
from tests.harness.postgres import Postgres

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        not deployed_portal.installed(), reason="needs nginx and libnginx-mod-nchan"
    ),
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def portal(request: pytest.FixtureRequest) -> Iterator[DeployedPortal]:
    if request.param == "sqlite":
        with DeployedPortal() as deployed:
            yield deployed
        return
    if postgres.programs() is None:
        pytest.skip("Debian's package postgresql is not installed")
    with Postgres() as cluster:
        address = postgres.url(cluster.folder, "postgres")
        with DeployedPortal(database=address) as deployed:
            yield deployed


def test_public_pages_come_from_the_cache_the_second_time(portal: DeployedPortal) -> None:
    path = "/v1/zh-Hans/search?q=%E4%BD%9B%E5%B1%B1"
    first, second = portal.get(path), portal.get(path)
    assert (first.headers["X-Cache"], second.headers["X-Cache"]) == ("MISS", "HIT")
    assert first.content == second.content
    again = portal.get(path, **{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_what_is_asked_with_a_token_never_touches_the_cache(portal: DeployedPortal) -> None:
    for path in ("/v1/zh-Hans/", "/v1/zh-Hans/my/cases", "/v1/zh-Hans/organs"):
        for _ in range(3):
            answer = portal.get(path, Authorization="Bearer x")
            assert answer.headers.get("X-Cache", "") in {"", "BYPASS"}, path
    assert portal.get("/v1/zh-Hans/my/cases").status_code == 401


def test_problems_are_not_kept(portal: DeployedPortal) -> None:
    for _ in range(2):
        answer = portal.get("/v1/zh-Hans/no-such-page")
        assert (answer.status_code, answer.headers["X-Cache"]) == (404, "MISS")


def test_the_public_address_is_the_settings(portal: DeployedPortal) -> None:
    known = portal.get("/id/.well-known/openid-configuration").json()
    assert known["issuer"] == f"http://{HOST}/id"
    foreign = requests.get(
        f"{portal.base_url}/v1/en/", headers={"Host": "evil.example"}, timeout=20
    )
    assert foreign.status_code == 400


def test_style_sheets_of_the_desk_come_from_nginx(portal: DeployedPortal) -> None:
    answer = portal.get("/static/admin/css/base.css")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/css")


def test_a_body_that_is_too_large_is_refused(portal: DeployedPortal) -> None:
    answer = requests.post(
        f"{portal.base_url}/v1/en/consultations",
        data=b"x" * 3_000_000,
        headers={"Host": HOST},
        timeout=20,
    )
    assert answer.status_code == 413


def test_a_viewer_of_a_live_interview_gets_what_is_published(portal: DeployedPortal) -> None:
    seen: list[bytes] = []

    def watch() -> None:
        with requests.get(
            f"{portal.base_url}/v1/zh-Hans/interviews/room1/stream",
            headers={"Host": HOST, "Accept": "text/event-stream"},
            stream=True,
            timeout=20,
        ) as stream:
            for line in stream.iter_lines(chunk_size=1):  # as it comes
                seen.append(line)
                if line.startswith(b"data:"):
                    return

    viewer = threading.Thread(target=watch)
    viewer.start()
    for _ in range(100):
        if portal.publish("room1", "你好") == 201:  # 202: nobody is there yet
            break
        viewer.join(0.1)
    viewer.join(20)
    assert "data: 你好".encode() in seen
