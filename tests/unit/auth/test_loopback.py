from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import requests

from auth.errors import ConfigWrong, Expired
from auth.loopback import Loopback


@pytest.fixture
def place() -> Iterator[Loopback]:
    place = Loopback("thank you")
    yield place
    place.close()


def visit(place: Loopback, *paths: str) -> tuple[str, list[requests.Response]]:
    """A browser that opens ``paths`` one after the other while the place waits."""
    answers: list[requests.Response] = []

    def browse() -> None:
        for path in paths:
            root = place.redirect_uri.removesuffix("/callback")
            answers.append(requests.get(root + path, timeout=5))

    browser = threading.Thread(target=browse)
    browser.start()
    caught = place.wait(5)
    browser.join()
    return caught, answers


def test_the_redirect_is_caught_whole(place: Loopback) -> None:
    caught, (answer,) = visit(place, "/callback?code=c&state=s")
    assert caught == f"{place.redirect_uri}?code=c&state=s"
    assert answer.text == "thank you"


def test_anything_else_is_not_found_and_not_taken(place: Loopback) -> None:
    caught, answers = visit(place, "/favicon.ico", "/callback2?code=x", "/callback?code=c")
    favicon, other, _ = answers
    assert caught.endswith("?code=c")
    assert (favicon.status_code, other.status_code) == (404, 404)


def test_nobody_comes(place: Loopback) -> None:
    with pytest.raises(Expired):
        place.wait(0.05)


def test_only_this_machine_can_reach_it(place: Loopback) -> None:
    assert place.redirect_uri.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "address", ["http://localhost/cb", "http://127.0.0.1/a/b", "http://[::1]/callback"]
)
def test_it_listens_where_the_provider_knows_it(address: str) -> None:
    place = Loopback("thank you", address)
    try:
        start, _, path = place.redirect_uri.removeprefix("http://").partition("/")
        assert (start.rpartition(":")[0], f"/{path}") == (
            address.removeprefix("http://").partition("/")[0],
            f"/{address.removeprefix('http://').partition('/')[2]}",
        )
        browser = threading.Thread(
            target=requests.get, args=(f"{place.redirect_uri}?code=1",), kwargs={"timeout": 5}
        )
        browser.start()
        assert place.wait(5) == f"{place.redirect_uri}?code=1"
        browser.join()
    finally:
        place.close()


@pytest.mark.parametrize(
    "address",
    [
        "http://192.0.2.1/callback",
        "https://127.0.0.1/callback",
        "http://127.0.0.1/callback?x=1",
        "com.example.app:/callback",
        "",
    ],
)
def test_it_listens_for_nobody_but_this_machine(address: str) -> None:
    with pytest.raises(ConfigWrong):
        Loopback("thank you", address)
