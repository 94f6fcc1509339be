from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
import requests
from requests.auth import AuthBase

from portal.client import PortalClient
from portal.errors import (
    BadPage,
    Busy,
    FieldError,
    Forbidden,
    Invalid,
    KeyReused,
    NoEdition,
    NotFound,
    PortalError,
    RequestRefused,
    ServerFailed,
    TimedOut,
    TooLarge,
    Unauthorized,
    Unreachable,
)
from portal.transport import Transport
from tests.harness.clock import FakeClock
from tests.harness.http_server import Reply
from tests.harness.pages import PARTS, page, raw
from tests.harness.stored_portal import StoredPortal, problem

HOME = "/v1/zh-Hans/"


class Named(AuthBase):
    """Signs requests with a name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._name}"
        return request


@pytest.mark.parametrize("kind", PARTS)
def test_pages_of_each_kind_are_fetched(
    portal: StoredPortal, client: PortalClient, kind: str
) -> None:
    portal.pages["/x"] = page(kind)
    assert client.page("/x", "zh-Hans").page.kind == kind


def test_the_edition_is_in_the_address(portal: StoredPortal, client: PortalClient) -> None:
    client.page("/a?page=2", "en")
    assert (portal.seen[0].path, portal.seen[0].query) == ("/v1/en/a", {"page": "2"})


def test_a_page_that_did_not_change_is_not_sent_again(
    portal: StoredPortal, client: PortalClient
) -> None:
    first = client.page("/", "zh-Hans")
    second = client.page("/", "zh-Hans")
    assert portal.seen[1].headers["If-None-Match"] == first.etag
    assert second.page is first.page
    assert (second.from_cache, second.age_seconds) == (False, 0.0)


def test_a_page_that_changed_is_new(portal: StoredPortal, client: PortalClient) -> None:
    client.page("/", "zh-Hans")
    portal.pages["/"]["title"] = "新标题"
    assert client.page("/", "zh-Hans").page.title == "新标题"


MISHAPS: dict[str, Reply] = {
    "dropped": Reply(manner="drop"),
    "hanging": Reply(manner="hang"),
    "dripping": Reply(manner="drip"),
    "gateway": Reply(502, b"<html>Bad Gateway</html>"),
}


@pytest.mark.parametrize("mishap", MISHAPS)
def test_offline_a_public_page_is_given_with_its_age(
    portal: StoredPortal, client: PortalClient, clock: FakeClock, mishap: str
) -> None:
    client.page("/", "zh-Hans")
    portal.overrides[HOME] = lambda _: MISHAPS[mishap]
    clock.advance(90)
    kept = client.page("/", "zh-Hans")
    assert (kept.page.title, kept.from_cache, kept.age_seconds) == ("标题", True, 90.0)


def test_the_age_counts_from_when_the_portal_last_confirmed_it(
    portal: StoredPortal, client: PortalClient, clock: FakeClock
) -> None:
    client.page("/", "zh-Hans")
    clock.advance(90)
    client.page("/", "zh-Hans")
    portal.close()
    clock.advance(10)
    assert client.page("/", "zh-Hans").age_seconds == 10.0


def test_offline_a_page_never_seen_is_unreachable(
    portal: StoredPortal, client: PortalClient
) -> None:
    portal.close()
    with pytest.raises(Unreachable):
        client.page("/", "zh-Hans")


def test_a_personal_page_is_never_kept(portal: StoredPortal, client: PortalClient) -> None:
    client.page("/cases/1", "zh-Hans")
    client.page("/cases/1", "zh-Hans")
    assert "If-None-Match" not in portal.seen[1].headers
    portal.close()
    with pytest.raises(Unreachable):
        client.page("/cases/1", "zh-Hans")


@pytest.mark.parametrize("control", ["", "private", "public, no-store", "no-cache, private"])
def test_what_is_not_said_to_be_public_is_not_kept(
    portal: StoredPortal, client: PortalClient, control: str
) -> None:
    headers = {"Cache-Control": control, "ETag": '"1"'}
    portal.overrides[HOME] = lambda _: Reply(200, raw(page("home")), headers)
    client.page("/", "zh-Hans")
    portal.overrides[HOME] = lambda _: Reply(manner="drop")
    with pytest.raises(Unreachable):
        client.page("/", "zh-Hans")


def test_a_page_that_became_personal_is_forgotten(
    portal: StoredPortal, client: PortalClient
) -> None:
    client.page("/", "zh-Hans")
    portal.pages["/"]["privacy"] = "personal"
    client.page("/", "zh-Hans")
    portal.close()
    with pytest.raises(Unreachable):
        client.page("/", "zh-Hans")


def test_a_page_that_is_gone_is_forgotten(portal: StoredPortal, client: PortalClient) -> None:
    client.page("/", "zh-Hans")
    del portal.pages["/"]
    with pytest.raises(NotFound):
        client.page("/", "zh-Hans")
    portal.close()
    with pytest.raises(Unreachable):
        client.page("/", "zh-Hans")


def test_the_next_visitor_shares_public_pages_and_nothing_else(
    portal: StoredPortal, client: PortalClient
) -> None:
    first = client.with_auth(Named("zhang"))
    first.page("/", "zh-Hans")
    first.page("/cases/1", "zh-Hans")
    second = client.with_auth(Named("li"))
    second.page("/", "zh-Hans")
    assert portal.seen[-1].headers["Authorization"] == "Bearer li"
    assert "If-None-Match" in portal.seen[-1].headers
    client.with_auth(None).page("/", "zh-Hans")
    assert "Authorization" not in portal.seen[-1].headers
    portal.close()
    with pytest.raises(Unreachable):
        second.page("/cases/1", "zh-Hans")


ANSWERS: dict[str, tuple[Reply, type[PortalError]]] = {
    "not found": (problem(404, "not_found"), NotFound),
    "unknown parameter": (problem(422, "unknown_parameter", field="x"), RequestRefused),
    "invalid": (problem(422, "invalid", errors=[]), Invalid),
    "unauthorized": (problem(401, "unauthorized"), Unauthorized),
    "stronger": (problem(401, "insufficient_user_authentication"), Unauthorized),
    "forbidden": (problem(403, "forbidden"), Forbidden),
    "key required": (problem(422, "key_required"), RequestRefused),
    "key reused": (problem(409, "key_reused"), KeyReused),
    "too large": (problem(413, "too_large"), TooLarge),
    "busy": (problem(503, "busy"), Busy),
    "server": (problem(500, "server"), ServerFailed),
    "a code of a later version": (problem(400, "shiny"), RequestRefused),
    "404 without a problem": (Reply(404, b"<html>"), NotFound),
    "401 without a problem": (Reply(401), Unauthorized),
    "403 without a problem": (Reply(403), Forbidden),
    "413 of a proxy": (Reply(413, b"<html>"), TooLarge),
    "429 of a proxy": (Reply(429), Busy),
    "500 without a problem": (Reply(500, b"oops"), ServerFailed),
    "502 of a proxy": (Reply(502, b"<html>"), Unreachable),
    "redirect": (Reply(302, b"", {"Location": "http://127.0.0.1:1/"}), BadPage),
    "permanent redirect": (Reply(308, b"", {"Location": "/v1/zh-Hans/a"}), BadPage),
    "nothing": (Reply(204), BadPage),
    "304 out of the blue": (Reply(304), BadPage),
    "HTML": (Reply(200, b"<html>captive portal</html>"), BadPage),
    "list": (Reply(200, b"[]"), BadPage),
    "too deep": (Reply(200, b"[" * 100_000), BadPage),
    "too large a page": (Reply(200, b" " * 3_000_000), BadPage),
    "a bomb": (
        Reply(200, gzip.compress(b" " * 50_000_000), {"Content-Encoding": "gzip"}),
        BadPage,
    ),
    "hangs": (Reply(manner="hang"), TimedOut),
    "drips": (Reply(manner="drip"), TimedOut),
    "drops": (Reply(manner="drop"), Unreachable),
}


@pytest.mark.parametrize("row", ANSWERS)
def test_every_answer_that_is_no_page_is_one_of_our_errors(
    portal: StoredPortal, client: PortalClient, row: str
) -> None:
    reply, error = ANSWERS[row]
    portal.overrides[HOME] = lambda _: reply
    with pytest.raises(error) as caught:
        client.page("/", "zh-Hans")
    assert type(caught.value) is error


def raised(portal: StoredPortal, client: PortalClient, reply: Reply) -> PortalError:
    portal.overrides[HOME] = lambda _: reply
    with pytest.raises(PortalError) as caught:
        client.page("/", "zh-Hans")
    return caught.value


def test_an_edition_that_lacks_the_page_names_those_that_have_it(
    portal: StoredPortal, client: PortalClient
) -> None:
    error = raised(portal, client, problem(404, "no_edition", editions=["zh-Hans"]))
    assert isinstance(error, NoEdition)
    assert (error.address, error.editions) == ("/", ("zh-Hans",))


def test_field_errors_are_kept_one_by_one(portal: StoredPortal, client: PortalClient) -> None:
    errors = [
        {"field": "title", "code": "minLength", "detail": "太短"},
        {"field": "phone", "code": "pattern"},
    ]
    error = raised(portal, client, problem(422, "invalid", errors=errors))
    assert isinstance(error, Invalid)
    assert error.fields == (
        FieldError("title", "minLength", "太短"),
        FieldError("phone", "pattern"),
    )


CHALLENGES: list[tuple[int, str, str, tuple[str, str, bool, int | None]]] = [
    (401, "unauthorized", 'Bearer realm="portal"', ("", "", False, None)),
    (401, "unauthorized", 'Bearer scope="cases openid"', ("cases openid", "", False, None)),
    (
        401,
        "insufficient_user_authentication",
        'Bearer error="insufficient_user_authentication", acr_values="4", max_age=60',
        ("", "4", True, 60),
    ),
    (
        403,
        "forbidden",
        'Bearer realm="portal", error="insufficient_scope", scope="cases"',
        ("cases", "", False, None),
    ),
]


@pytest.mark.parametrize(("status", "code", "header", "facts"), CHALLENGES)
def test_what_signing_in_must_give_is_known(
    portal: StoredPortal,
    client: PortalClient,
    status: int,
    code: str,
    header: str,
    facts: tuple[str, str, bool, int | None],
) -> None:
    reply = problem(status, code, headers={"WWW-Authenticate": header})
    error = raised(portal, client, reply)
    assert isinstance(error, Unauthorized)
    assert (error.scope, error.acr, error.stronger, error.max_age) == facts


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("", None), ("soon", None), ("-5", None), ("999999", 3600.0)],
)
def test_a_busy_portal_says_how_long_to_wait(
    portal: StoredPortal, client: PortalClient, header: str, seconds: float | None
) -> None:
    error = raised(portal, client, problem(503, "busy", headers={"Retry-After": header}))
    assert isinstance(error, Busy)
    assert error.retry_after == seconds


def test_a_busy_portal_may_say_until_when(portal: StoredPortal, client: PortalClient) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    error = raised(portal, client, problem(503, "busy", headers={"Retry-After": later}))
    assert isinstance(error, Busy)
    assert error.retry_after == pytest.approx(60, abs=3)


@pytest.mark.parametrize(
    "address",
    ["", "a", "//evil.example/", "https://evil.example/", "/../id", "/a/%2E%2e/b", "/a b", "/a#x"],
)
def test_only_addresses_on_the_portal_are_fetched(
    portal: StoredPortal, client: PortalClient, address: str
) -> None:
    with pytest.raises(ValueError, match="address"):
        client.page(address, "zh-Hans")
    with pytest.raises(ValueError, match="address"):
        client.submit(address, "zh-Hans", {}, client.new_key())
    assert not portal.seen


@pytest.mark.parametrize("edition", ["", "..", "zh/Hans", "zh-Hans/../../id"])
def test_an_edition_is_a_language_tag(client: PortalClient, edition: str) -> None:
    with pytest.raises(ValueError, match="edition"):
        client.page("/", edition)


@pytest.mark.parametrize(
    "url",
    ["http://portal.example", "ftp://127.0.0.1", "https://u@portal.example", "https://", ""],
)
def test_only_https_or_this_machine_is_spoken_to(url: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        Transport(url)


def test_proxies_of_the_environment_are_ignored(
    client: PortalClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    assert client.page("/", "zh-Hans").page.title == "标题"


def test_cookies_are_not_kept(portal: StoredPortal, client: PortalClient) -> None:
    headers = {"Set-Cookie": "visitor=1; Path=/"}
    portal.overrides[HOME] = lambda _: Reply(200, raw(page("home")), headers)
    for _ in range(2):
        client.page("/", "zh-Hans")
    assert all("Cookie" not in seen.headers for seen in portal.seen)


def test_a_slow_portal_does_not_hold_a_visitor_longer_than_its_limit(
    portal: StoredPortal, client: PortalClient
) -> None:
    portal.overrides[HOME] = lambda _: Reply(manner="drip")
    began = time.monotonic()
    with pytest.raises(TimedOut):
        client.page("/", "zh-Hans")
    assert time.monotonic() - began < 2
