"""Public pages that are given again, and what ends that: any change, the clock, a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from server import front as front_module
from server.front import Application, front
from tests.harness.clock import FakeClock
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor


class Database:
    """A connection as Django's, beside one of somebody else."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("CREATE TABLE t (n)")
        self.other = sqlite3.connect(path, isolation_level=None)

    def ensure_connection(self) -> None:
        """It is open."""


class Asked:
    """An application that counts how often it is asked."""

    def __init__(self, **headers: str) -> None:
        self.times = 0
        self.headers = {"ETag": '"a"', "Cache-Control": "public, max-age=2", **headers}
        self.status = "200 OK"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        assert "HTTP_IF_NONE_MATCH" not in environ or self.status != "200 OK"
        self.times += 1
        start_response(self.status, list(self.headers.items()))
        return [b"page ", str(self.times).encode()]


def ask(application: Application, path: str = "/v1/en/x", **more: str) -> tuple[str, bytes]:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "h", **more}
    told: list[str] = []
    parts = application(environ, lambda status, headers, fault=None: told.append(status))
    return told[0][:3], b"".join(parts)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    made = Database(tmp_path / "x.sqlite3")
    monkeypatch.setattr(front_module, "connection", made)
    yield made
    made.connection.close()
    made.other.close()


def test_a_page_is_given_again_until_anybody_changes_anything(database: Database) -> None:
    inner = Asked()
    asked = front(inner)
    assert [ask(asked), ask(asked)] == [("200", b"page 1")] * 2
    assert ask(asked, HTTP_IF_NONE_MATCH='W/"a"') == ("304", b"")
    database.other.execute("INSERT INTO t VALUES (1)")
    assert ask(asked, HTTP_IF_NONE_MATCH='"b"') == ("200", b"page 2")
    database.connection.execute("INSERT INTO t VALUES (2)")
    assert ask(asked) == ("200", b"page 3")
    assert ask(asked) == ("200", b"page 3")


def test_no_page_is_older_than_it_says(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = FakeClock()
    monkeypatch.setattr("server.front.time.monotonic", clock.now)
    asked = front(Asked())
    ask(asked)
    clock.advance(front_module.SECONDS)
    assert ask(asked) == ("200", b"page 1")
    clock.advance(0.1)
    assert ask(asked) == ("200", b"page 2")


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_COOKIE": "sessionid=x"},
        {"REQUEST_METHOD": "POST"},
        {"PATH_INFO": "/desk/"},
    ],
)
def test_what_is_somebody_s_is_never_kept(database: Database, more: dict[str, str]) -> None:
    asked = front(Asked())
    path = more.pop("PATH_INFO", "/v1/en/x")
    assert [ask(asked, path, **more)[1], ask(asked, path, **more)[1]] == [b"page 1", b"page 2"]


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("404 Not Found", {}),
        ("200 OK", {"Cache-Control": "private, no-store"}),
        ("200 OK", {"Cache-Control": "no-store"}),
    ],
)
def test_only_what_every_cache_may_keep_is_kept(
    database: Database, status: str, headers: dict[str, str]
) -> None:
    inner = Asked(**headers)
    inner.status = status
    asked = front(inner)
    assert [ask(asked)[1], ask(asked)[1]] == [b"page 1", b"page 2"]


def test_the_store_has_an_end(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front_module, "MOST_BYTES", 20)
    inner = Asked()
    asked = front(inner)
    for name in "abcd":
        ask(asked, f"/v1/en/{name}")
    ask(asked, "/v1/en/d")
    assert inner.times == 4
    ask(asked, "/v1/en/a")
    assert inner.times == 5


def test_another_question_or_host_is_another_page(database: Database) -> None:
    inner = Asked()
    asked = front(inner)
    asks: list[Callable[[], object]] = [
        lambda: ask(asked),
        lambda: ask(asked, QUERY_STRING="page=2"),
        lambda: ask(asked, HTTP_HOST="other"),
    ]
    for one in asks * 2:
        one()
    assert inner.times == 3


def test_a_broken_database_is_the_application_s_to_tell(database: Database) -> None:
    database.connection.close()
    asked = front(Asked())
    assert ask(asked) == ("200", b"page 1")
    assert ask(asked) == ("200", b"page 2")


def test_what_the_desk_publishes_is_read_at_once(portal: PortalServer) -> None:
    reader = PortalVisitor(portal.base_url)
    for number in range(3):
        title = f"第{number}次通告"
        portal.publish(title)
        for _ in range(9):  # every thread of the server
            assert title in reader.get("/disclosures").text
