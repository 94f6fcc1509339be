"""A full disk, a locked database, a clock that goes back: nothing is lost, no answer is a 500."""

from __future__ import annotations

import os
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
import requests

from tests.harness import postgres
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor, new_key

pytestmark = pytest.mark.skipif(
    postgres.VARIABLE in os.environ, reason="breaks the file of the embedded database"
)


@pytest.fixture(scope="module")
def own() -> Iterator[PortalServer]:
    with PortalServer() as server:
        yield server


@pytest.fixture(scope="module")
def asker(own: PortalServer) -> PortalVisitor:
    return PortalVisitor(own.base_url, own.token("demo"))


@contextmanager
def full_disk(server: PortalServer) -> Iterator[None]:
    """No file of the server can grow any more: what a full disk does to a database."""
    _, hard = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (hard, hard))


def test_on_a_full_disk_reading_goes_on_and_a_submission_is_told_to_wait(
    own: PortalServer, asker: PortalVisitor
) -> None:
    key, before = new_key(), own.cases()
    asker.send(key=new_key())
    with full_disk(own):
        refused = asker.send(key=key)
        assert (refused.status_code, refused.json()["code"]) == (503, "busy")
        assert int(refused.headers["Retry-After"]) > 0
        assert asker.get("/").status_code == 200
        assert asker.get("/search?q=佛山").status_code == 200
    sent = asker.send(key=key)
    assert sent.status_code == 201
    assert asker.send(key=key).json()["case"]["no"] == sent.json()["case"]["no"]
    assert len(own.cases()) == len(before) + 2
    assert "disk" in own.log()


def test_after_a_full_disk_the_server_starts_again_with_everything(
    own: PortalServer, asker: PortalVisitor
) -> None:
    kept = own.cases()
    with full_disk(own):
        asker.send(key=new_key())
        own.kill()
    own.start()
    assert own.cases() == kept
    with closing(sqlite3.connect(own.data / "portal.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_on_a_full_disk_web_pages_and_sign_in_say_so_too(own: PortalServer) -> None:
    own.restart()  # nothing was written since
    with requests.Session() as browser:
        desk = f"{own.base_url}/desk/login/"
        browser.get(desk, timeout=20)
        values = {"username": "editor", "password": "editor-2009", "next": "/desk/"}
        token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"]}
        with full_disk(own):
            refused = browser.post(desk, data={**values, **token}, timeout=20)
            assert refused.status_code == 503
            assert int(refused.headers["Retry-After"]) > 0
            assert "<h1" in refused.text
            assert browser.get(f"{own.base_url}/open", timeout=20).status_code == 200
        assert browser.post(desk, data={**values, **token}, timeout=20).url.endswith("/desk/")


@pytest.mark.long  # waits as long as the database is set to wait
def test_while_the_database_is_locked_reading_goes_on(
    own: PortalServer, asker: PortalVisitor
) -> None:
    key, before = new_key(), len(own.cases())
    with closing(sqlite3.connect(own.data / "portal.sqlite3", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert asker.get("/disclosures").status_code == 200
        refused = asker.send(key=key)
        assert (refused.status_code, refused.json()["code"]) == (503, "busy")
        holder.execute("ROLLBACK")
    assert asker.send(key=key).status_code == 201
    assert len(own.cases()) == before + 1


def test_when_the_clock_goes_back_cases_keep_their_order_and_numbers(
    own: PortalServer, asker: PortalVisitor
) -> None:
    first = asker.send(key=new_key()).json()["case"]["no"]
    earlier = own.call(
        """
        import datetime
        from unittest.mock import patch
        from django.utils import timezone
        from server.cases.models import Case
        from server.cases.work import record
        back = timezone.now() - datetime.timedelta(days=3)
        with patch("django.utils.timezone.now", lambda: back):
            case = Case.objects.get(no=no)
            record(case, "accept")
            record(case, "reply", text="答复")
        result = case.state
        """,
        no=first,
    )
    page = asker.page(f"/cases/{first}")
    assert (earlier, page["case"]["state"]) == ("replied", "replied")
    names = [event["title"] for event in page["case"]["timeline"]]
    assert len(names) == 3
    second = asker.send(key=new_key()).json()["case"]["no"]
    assert second > first


def test_a_publication_from_the_future_does_not_break_a_page(own: PortalServer) -> None:
    own.call(
        """
        import datetime
        from django.utils import timezone
        from server.content.models import Item
        from server.content.publish import publish
        texts = {"zh-Hans": ("来自明天的通知", "x")}
        address = publish(texts, organ="440600001", category="notices")
        item = Item.objects.get(address=address)
        item.published_at = timezone.now() + datetime.timedelta(days=400)
        item.save()
        result = None
        """
    )
    reader = PortalVisitor(own.base_url)
    for address in ("/", "/disclosures", "/search?q=来自明天", "/search?q=通知&sort=newest"):
        assert reader.get(address).status_code == 200
