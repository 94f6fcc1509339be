"""deploy/README.md, followed step by step, gives a portal that caches what is public only."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from portal.client import PortalClient
from portal.models import Collection
from tests.harness import deployed_portal, postgres
from tests.harness.deployed_portal import HOST, DeployedPortal
from tests.harness.postgres import Postgres
from tests.harness.taking_part import events

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


LOOK = 1.0
"""Seconds that looking at it may take."""
PUBLISH = """
from server.content.publish import publish
result = publish({"zh-Hans": (title, "正文。")}, organ="440600001", category="notices")
"""


def test_public_pages_come_from_the_cache_the_second_time(portal: DeployedPortal) -> None:
    path = "/v1/zh-Hans/search?q=%E4%BD%9B%E5%B1%B1"
    first, second = portal.get(path), portal.get(path)
    assert (first.headers["X-Cache"], second.headers["X-Cache"]) == ("MISS", "HIT")
    assert first.content == second.content
    again = portal.get(path, **{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_what_is_published_is_seen_within_five_seconds_however_old_the_page(
    portal: DeployedPortal,
) -> None:
    client = PortalClient(portal.base_url, None)
    for number, pause in enumerate((0.0, 1.5, 7.0)):  # seconds since somebody asked for the list
        client.page("/disclosures", "zh-Hans")
        time.sleep(pause)
        address = portal.call(PUBLISH, title=f"刚刚发布的第 {number} 条")
        time.sleep(5 - LOOK)
        page = client.page("/disclosures", "zh-Hans").page
        assert isinstance(page, Collection)
        assert page.items[0].href == address, pause


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


LIVE = "/v1/zh-Hans/interviews/talk-25"


def say(portal: DeployedPortal, *texts: str) -> list[int]:
    """The guest says something, as the desk has it said; gives its numbers."""
    numbers: list[int] = portal.call(
        """
        from server.live.models import Interview, Message
        from server.live.work import show
        interview = Interview.objects.get(slug="talk-25")
        result = [
            show(Message.objects.create(interview=interview, role="guest", text=text)).number
            for text in texts
        ]
        """,
        texts=texts,
    )
    return numbers


@contextmanager
def following(
    portal: DeployedPortal, after: str = "", place: str = LIVE
) -> Iterator[Iterator[str]]:
    """The lines of a stream of server-sent events."""
    headers = {"Host": HOST, "Accept": "text/event-stream"}
    if after:
        headers["Last-Event-ID"] = after
    stream = f"{portal.base_url}{place}/stream"
    with requests.get(stream, headers=headers, stream=True, timeout=20) as answer:
        assert answer.status_code == 200, answer.text
        yield answer.iter_lines(chunk_size=1, decode_unicode=True)


def test_what_is_shown_at_the_desk_reaches_every_viewer_and_those_who_come_back(
    portal: DeployedPortal,
) -> None:
    last = portal.get(LIVE).json()["live"]["last_id"]
    [before] = say(portal, "读页面以后、连上以前")
    with following(portal, after=last) as one, following(portal) as two:
        assert next(post["id"] for _, post in events(one, 1)) == f"m{before}"
        time.sleep(0.5)
        [number] = say(portal, "第一句\n<b>两行</b>")
        [(name, first), (_, second)] = [*events(one, 1), *events(two, 1)]
    assert first == second
    assert (first["id"], first["text"]) == (f"m{number}", "第一句\n<b>两行</b>")
    missed = say(portal, "第二句", "第三句")
    with following(portal, after=name) as again:
        posts = [post for _, post in events(again, 2)]
    assert [post["id"] for post in posts] == [f"m{n}" for n in missed]
    shown = portal.get(f"{LIVE}/messages?after=m{number}").json()["live"]["posts"]
    assert shown == posts  # whoever polls reads the very same


def test_strange_event_ids_hurt_nobody(portal: DeployedPortal) -> None:
    strange = ("m12", "x", "1:2:3", "99999999999999999999:1", "-1:0", "[1]:2,3", "1:[2]", "0:0")
    for place in (LIVE, "/v1/zh-Hans/interviews/talk-01"):  # with messages, and without
        for name in strange:
            with following(portal, after=name, place=place):
                pass
        for header in ("If-None-Match", "If-Modified-Since", "Origin"):
            answer = portal.get(f"{place}/stream", **{header: "[1],2:3"})
            assert answer.status_code in {400, 403}  # not asked for as a stream
    assert portal.crashes() == []


def test_nobody_but_the_workers_publishes(portal: DeployedPortal) -> None:
    place = f"{portal.base_url}/publish/zh-Hans/talk-25"
    answer = requests.post(place, data="x", headers={"Host": HOST}, timeout=20)
    assert answer.status_code in {403, 404, 405}
    stream = f"{portal.base_url}{LIVE}/stream"
    assert requests.post(stream, data="x", headers={"Host": HOST}, timeout=20).status_code >= 400
