"""HTTP as a strict reader of RFC 9110 asks for it: methods, conditions, parts, languages."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import QUESTION, PortalVisitor, new_key

PUBLIC = ("/v1/zh-Hans/", "/v1/openapi.json", "/", "/?edition=en", "/files/bus.png")
FEEDS = ("/feeds/news.atom", "/feeds/disclosures.atom?edition=en", "/feeds/services.atom?page=2")
READS = (*PUBLIC, "/v1/en/search?q=bus", *FEEDS)


def ask(portal: PortalServer, address: str, method: str = "GET", **headers: str) -> Any:
    """An answer; redirects are not followed, and names of headers are written with ``_``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.request(
        method, portal.base_url + address, headers=named, timeout=20, allow_redirects=False
    )


@pytest.mark.parametrize("address", READS)
def test_a_read_is_sent_once(portal: PortalServer, address: str) -> None:
    first = ask(portal, address)
    tag = first.headers["ETag"]
    assert first.status_code == 200
    assert first.headers["Cache-Control"].startswith("public")
    for known in (tag, f"W/{tag}", f'"other", W/{tag}', "*"):
        again = ask(portal, address, If_None_Match=known)
        assert (again.status_code, again.content) == (304, b""), known
        assert again.headers["ETag"] == tag
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    for unknown in ('"other"', tag.strip('"'), "rubbish", ""):
        assert ask(portal, address, If_None_Match=unknown).status_code == 200, unknown


@pytest.mark.parametrize("address", READS)
def test_a_read_of_another_state_fails(portal: PortalServer, address: str) -> None:
    tag = ask(portal, address).headers["ETag"]
    assert ask(portal, address, If_Match=tag).status_code == 200
    assert ask(portal, address, If_Match='"other"').status_code == 412


@pytest.mark.parametrize("address", READS)
def test_head_says_what_get_would(portal: PortalServer, address: str) -> None:
    full, head = ask(portal, address), ask(portal, address, "HEAD")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Content-Length", "Content-Type", "Cache-Control", "Content-Language"):
        assert head.headers.get(name) == full.headers.get(name), name


@pytest.mark.parametrize("address", READS)
def test_what_can_be_done_is_told(portal: PortalServer, address: str) -> None:
    told = ask(portal, address, "OPTIONS")
    assert (told.status_code, told.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("POST", "PUT", "PATCH", "DELETE", "BREW"):
        refused = ask(portal, address, method)
        assert refused.status_code == 405, method
        assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
        if address.startswith("/v1/"):
            assert refused.headers["Content-Type"] == "application/problem+json"
            assert refused.json()["code"] == "method_not_allowed"
        else:
            assert "<h1>" in refused.text


def test_what_is_only_sent_says_so(portal: PortalServer) -> None:
    told = ask(portal, "/v1/zh-Hans/consultations", "OPTIONS")
    assert (told.status_code, told.headers["Allow"]) == (204, "POST, OPTIONS")
    assert ask(portal, "/v1/zh-Hans/consultations").headers["Allow"] == "POST, OPTIONS"


@pytest.mark.parametrize("address", READS)
def test_no_read_takes_a_parameter_that_it_has_not(portal: PortalServer, address: str) -> None:
    mark = "&" if "?" in address else "?"
    assert ask(portal, f"{address}{mark}colour=red").status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/v1/zh-Hans/disclosures?page=1&page=2",
        "/v1/zh-Hans/search?q=a&q=a",
        "/v1/zh-Hans/forum?page=1&page=1",
        "/disclosures?page=1&page=2",
        "/feeds/news.atom?page=1&page=1",
    ],
)
def test_a_parameter_given_twice_is_refused(portal: PortalServer, address: str) -> None:
    answer = ask(portal, address)
    assert answer.status_code == 422
    if address.startswith("/v1/"):
        assert [error["code"] for error in answer.json()["errors"]] == ["twice"]


def test_an_error_is_an_answer_like_any_other(portal: PortalServer) -> None:
    with requests.Session() as session:
        for path in ("/v1/zh-Hans/nothing/at/all", "/v1/%00", "/v1/en/disclosures/x"):
            answer = session.get(portal.base_url + path, timeout=20)
            assert answer.status_code == 404
            assert answer.headers["Content-Length"] == str(len(answer.content))
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Language"] in {"zh-Hans", "en"}
            assert "close" not in answer.headers.get("Connection", "")


def test_a_host_that_is_not_ours_is_refused_in_our_words(portal: PortalServer) -> None:
    before = len(portal.log())
    page, problem = (ask(portal, place, Host="evil.example") for place in ("/", "/v1/en/"))
    assert (page.status_code, problem.status_code) == (400, 400)
    assert "请求有误" in page.text
    assert problem.json()["code"] == "bad_request"
    assert "evil.example" not in page.text + problem.text
    assert "Traceback" not in portal.log()[before:]


@pytest.mark.parametrize(
    ("languages", "edition"),
    [
        ("", "zh-Hans"),
        ("*", "zh-Hans"),
        ("fr", "zh-Hans"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-Hant-HK, en;q=0.5", "zh-Hans"),
        ("yue, en;q=0.5", "zh-Hans"),
        ("en-GB,en;q=0.5", "en"),
        ("zh-HK;q=0.3, en;q=0.9", "en"),
        ("fr, de;q=0.9, en;q=0.1", "en"),
        ("en;q=0, *;q=0.5", "zh-Hans"),
        ("EN-us", "en"),
        ("en;q=nonsense", "zh-Hans"),
        ("x" * 3000, "zh-Hans"),
    ],
)
def test_who_names_no_edition_is_led_to_one(
    portal: PortalServer, languages: str, edition: str
) -> None:
    for place in ("/v1/", "/v1"):
        answer = ask(portal, place, Accept_Language=languages)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/v1/{edition}/")
        assert answer.headers["Vary"] == "Accept-Language"
    assert ask(portal, f"/v1/{edition}").headers["Location"] == f"/v1/{edition}/"


def test_an_edition_s_address_says_the_same_to_everybody(portal: PortalServer) -> None:
    asked: list[dict[str, str]] = [{}, {"Accept": "text/html"}, {"Accept": "image/png;q=1"}]
    asked += [{"Accept_Language": one} for one in ("en", "zh-TW", "*")]
    for place in ("/v1/zh-Hans/", "/"):
        answers = [ask(portal, place, **headers) for headers in asked]
        assert len({answer.content for answer in answers}) == 1
        assert {answer.headers["Content-Language"] for answer in answers} == {"zh-Hans"}


@pytest.mark.parametrize(
    ("wanted", "status", "told"),
    [
        ("bytes=0-9", 206, "bytes 0-9/{size}"),
        ("bytes=300-", 206, "bytes 300-{last}/{size}"),
        ("bytes=-5", 206, "bytes {from_5}-{last}/{size}"),
        ("bytes=0-999999", 206, "bytes 0-{last}/{size}"),
        ("bytes=-999999", 206, "bytes 0-{last}/{size}"),
        ("bytes=999999-", 416, "bytes */{size}"),
        ("bytes=-0", 416, "bytes */{size}"),
        ("bytes=9-3", 200, ""),
        ("bytes=-", 200, ""),
        ("bytes=0-1,3-4", 200, ""),
        ("lines=1-2", 200, ""),
        ("bytes=a-b", 200, ""),
    ],
)
def test_a_file_comes_in_parts(portal: PortalServer, wanted: str, status: int, told: str) -> None:
    whole = ask(portal, "/files/bus.png")
    size = len(whole.content)
    answer = ask(portal, "/files/bus.png", Range=wanted)
    expected = told.format(size=size, last=size - 1, from_5=size - 5)
    assert (answer.status_code, answer.headers.get("Content-Range", "")) == (status, expected)
    if status == 206:
        first, last = expected.removeprefix("bytes ").split("/")[0].split("-")
        assert answer.content == whole.content[int(first) : int(last) + 1]
        assert answer.headers["ETag"] == whole.headers["ETag"]
    elif status == 200:
        assert (answer.content, answer.headers["Accept-Ranges"]) == (whole.content, "bytes")


def test_a_part_of_another_file_is_the_whole_one(portal: PortalServer) -> None:
    tag = ask(portal, "/files/bus.png").headers["ETag"]
    assert ask(portal, "/files/bus.png", Range="bytes=0-3", If_Range=tag).status_code == 206
    for other in ('"other"', f"W/{tag}", "Sat, 28 Nov 2037 10:19:09 GMT"):
        answer = ask(portal, "/files/bus.png", Range="bytes=0-3", If_Range=other)
        assert answer.status_code == 200, other
    assert ask(portal, "/files/bus.png", "HEAD", Range="bytes=0-3").status_code == 200


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_says_when_it_changed(portal: PortalServer, address: str) -> None:
    changed = ask(portal, address).headers["Last-Modified"]
    assert ask(portal, address, If_Modified_Since=changed).status_code == 304
    earlier = "Sat, 01 Jan 2000 00:00:00 GMT"
    assert ask(portal, address, If_Modified_Since=earlier).status_code == 200
    assert ask(portal, address, If_Modified_Since="yesterday").status_code == 200
    both = {"If_Modified_Since": changed, "If_None_Match": '"other"'}
    assert ask(portal, address, **both).status_code == 200  # the tag decides (§13.2.2)


def test_a_feed_changes_with_what_is_published(portal: PortalServer) -> None:
    before = ask(portal, "/feeds/disclosures.atom")
    portal.publish("关于订阅源更新的通知")
    after = ask(portal, "/feeds/disclosures.atom", If_None_Match=before.headers["ETag"])
    assert after.status_code == 200
    assert "关于订阅源更新的通知" in after.text


def sent(visitor: PortalVisitor, body: bytes, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    marks = {**visitor.headers, "Idempotency-Key": new_key(), **named}
    place = f"{visitor.base_url}/v1/zh-Hans/consultations"
    return requests.post(place, data=body, headers=marks, timeout=20)


RIGHT = json.dumps(QUESTION).encode()


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (RIGHT, {"Content_Type": "text/plain"}),
        (b"a=b", {"Content_Type": "application/x-www-form-urlencoded"}),
        (RIGHT, {"Content_Type": "application/json; charset=gbk"}),
        (RIGHT, {"Content_Type": "application/xml"}),
        (gzip.compress(RIGHT), {"Content_Type": "application/json", "Content_Encoding": "gzip"}),
    ],
)
def test_what_is_no_json_is_refused_by_its_name(
    portal: PortalServer, visitor: PortalVisitor, body: bytes, headers: dict[str, str]
) -> None:
    before = len(portal.cases())
    answer = sent(visitor, body, **headers)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    wanted = "Accept-Encoding" if "Content_Encoding" in headers else "Accept"
    assert answer.headers[wanted] in {"identity", "application/json"}
    assert len(portal.cases()) == before


def test_json_is_taken_however_it_is_named(visitor: PortalVisitor) -> None:
    for kind in ("application/json", "Application/JSON; Charset=UTF-8", ""):
        headers = {"Content_Type": kind} if kind else {}
        assert sent(visitor, RIGHT, **headers).status_code == 201, kind


def test_json_in_chunks_is_taken(visitor: PortalVisitor) -> None:
    parts: Any = iter([RIGHT[:20], RIGHT[20:]])  # of unknown length, so in chunks
    assert sent(visitor, parts, Content_Type="application/json").status_code == 201


def test_a_member_given_twice_is_refused(visitor: PortalVisitor) -> None:
    body = RIGHT[:-1] + b', "subject": "other"}'
    answer = sent(visitor, body, Content_Type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "not_json")
