"""Bulletins to many: worked off beside the desk, by several at once, killed, stopped, refused."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from tests.harness.portal_server import PortalServer
from tests.harness.taking_part import Officer

MANY = 4000
MADE = """
    from server.subscriptions.models import Bulletin, Subscription
    rows = [
        Subscription(
            channel="sms", target=f"139{number:08}", state="active",
            topics=["gas"] if number % 4 else ["water"],
        )
        for number in range(many)
    ]
    Subscription.objects.all().delete()
    Subscription.objects.bulk_create(rows)
    result = Bulletin.objects.create(topic="gas", title="停气", text="明天九点到十点停气。").pk
    """
SEND = """
    from server.subscriptions.models import Bulletin
    from server.subscriptions.outbox import enqueue
    result = enqueue(Bulletin.objects.get(pk=key), "http://portal.example.invalid")
    """
WORK = """
    from server.subscriptions.outbox import work
    result = 0
    while work():
        result += 1
    """
STANDS = "SELECT count, unsure, reached, sent_at FROM subscriptions_bulletin WHERE id = ?"


@pytest.fixture
def own() -> Iterator[PortalServer]:
    """A portal of its own: it is killed, and its subscribers are others."""
    with PortalServer() as server:
        yield server


def got(portal: PortalServer) -> Counter[str]:
    """How many messages went to whom."""
    path = portal.data / "sms.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return Counter(json.loads(line)["to"] for line in lines)


def until(true: Callable[[], object], seconds: float = 120) -> None:
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.05)


def stands(portal: PortalServer, key: int) -> tuple[int, int, int, object]:
    [(count, unsure, reached, sent_at)] = portal.sql(STANDS, key)
    return count, unsure, reached, sent_at


def test_after_a_kill_nobody_gets_it_twice_and_who_may_have_got_nothing_is_counted(
    own: PortalServer,
) -> None:
    key = own.call(MADE, many=MANY)
    assert own.call(SEND, key=key)
    until(lambda: stands(own, key)[0] >= 500)
    own.kill()
    assert stands(own, key)[3] is None
    own.start()
    assert not own.call(SEND, key=key)  # it is under way already
    own.call(
        """
        from server.subscriptions.models import Bulletin
        result = Bulletin.objects.filter(held__gt=0).update(held_until="2020-01-01T00:00Z")
        """
    )  # as if the five minutes of the dead were over
    assert own.call(WORK) >= 0  # one more worker, beside the server's own
    until(lambda: stands(own, key)[3])
    count, unsure, _, _ = stands(own, key)
    sent = got(own)
    assert set(sent.values()) == {1}
    wanted = {f"139{number:08}" for number in range(MANY) if number % 4}
    assert set(sent) <= wanted
    assert unsure <= 100
    assert count <= len(sent) <= count + unsure
    assert len(wanted) == count + unsure


@pytest.mark.long
def test_the_desk_stops_it_and_lets_it_go_on_without_a_double(own: PortalServer) -> None:
    key = own.call(MADE, many=10 * MANY)  # so many that nobody is too late to stop it
    desk = Officer(own.base_url, "desk", "desk-2009")
    began = time.monotonic()
    desk.act("subscriptions/bulletin/", "send", key)
    assert time.monotonic() - began < 5  # it does not wait for thousands
    until(lambda: stands(own, key)[0] >= 100)
    desk.act("subscriptions/bulletin/", "halt", key)
    page = desk.look("subscriptions/bulletin/").text
    assert "已停止，完成" in page
    time.sleep(3)
    halted = stands(own, key)
    time.sleep(3)
    assert stands(own, key) == halted
    assert halted[0] < 30_000
    desk.act("subscriptions/bulletin/", "send", key)
    until(lambda: stands(own, key)[3])
    assert stands(own, key)[:2] == (30_000, 0)
    assert set(got(own).values()) == {1}
    assert len(got(own)) == 30_000


def test_a_gateway_that_refuses_lets_it_rest_and_loses_one_batch_at_most(
    portal: PortalServer,
) -> None:
    found = portal.call(
        """
        from datetime import timedelta
        from django.conf import settings
        from django.utils import timezone
        from server.subscriptions import outbox
        from server.subscriptions.models import Bulletin, Subscription
        Subscription.objects.bulk_create(
            Subscription(channel="mail", target=f"r{n}@example.invalid", state="active",
                         topics=["telecom"], lang="xx")
            for n in range(150)
        )
        made = Bulletin.objects.create(topic="telecom", lang="xx", title="t", text="t")
        outbox.Words = lambda lang: lambda key, **values: values["href"]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        outbox.enqueue(made, "http://portal.example.invalid")
        while (tried := outbox.work()) and not Bulletin.objects.get(pk=made.pk).held:
            pass
        rested = outbox.take() is None
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        Bulletin.objects.filter(pk=made.pk).update(held_until=timezone.now() - timedelta(minutes=9))
        while outbox.work():
            pass
        made.refresh_from_db()
        result = [tried, rested, made.count, made.unsure, made.sent_at is not None]
        """
    )
    assert found == [True, True, 50, 100, True]
