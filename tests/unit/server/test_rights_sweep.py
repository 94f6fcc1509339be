"""Every operation of the interface without a token, with a foreign one and with one that is over.

The operations are those of the OpenAPI, their addresses are found by links: one that is added is
swept with the others, and one that nothing leads to fails here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pytest
import requests

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.sweep import Reached, explore, operations
from tests.harness.taking_part import RIGHT, proven

SECRET: Final = "只有本人知道的一句话"
HOTLINE: Final = {**RIGHT["/hotline/new"][1], "subject": SECRET, "publish": False}


@dataclass(frozen=True, slots=True)
class City:
    """A portal with one person's matters in it."""

    portal: PortalServer
    owner: PortalVisitor
    stranger: PortalVisitor
    reached: list[Reached]
    secrets: tuple[str, ...]
    """What nobody else may see: numbers and words of the owner's matters."""
    tables: tuple[str, ...]

    def own(self, method: str = "") -> list[Reached]:
        """What asks for a token."""
        return [r for r in self.reached if r.operation.own and method in r.operation.method]

    def open(self, method: str) -> list[Reached]:
        """What anybody may ask."""
        return [r for r in self.reached if not r.operation.own and method == r.operation.method]

    def rows(self) -> list[tuple[int, ...]]:
        """How many rows every table has that a form could write into."""
        counts = [f"(SELECT count(*) FROM {name})" for name in self.tables]  # noqa: S608 - names of ours
        return self.portal.sql(f"SELECT {', '.join(counts)}")


def number_of(answer: requests.Response) -> str:
    """The number of the case that a form has made."""
    number: str = answer.json()["case"]["no"]
    return number


@pytest.fixture(scope="module")
def city(portal: PortalServer) -> City:
    owner, stranger = proven(portal), proven(portal, "demo.en")
    numbers = [number_of(owner.send(HOTLINE, address="/hotline")) for _ in "abc"]
    tables = portal.call(
        """
        from django.apps import apps
        from server.cases.models import Case
        from server.cases.work import record
        for number, event in zip(numbers[1:], ("reply", "ask")):
            record(Case.objects.get(no=number), "accept")
            record(Case.objects.get(no=number), event, text="是哪个路口？")
        result = [one._meta.db_table for one in apps.get_models() if one.__module__[:6] == "server"]
        """,
        numbers=numbers,
    )
    place, topic = RIGHT["/spokespersons/440604001/new"]
    sms = {"water": True, "channel": "sms", "mobile": "13800000009"}
    file, fault = {"title": "发票照片"}, {"address": "/", "kind": "wrong"}
    [(release,)] = portal.sql("SELECT min(id) FROM spokes_release WHERE lang = 'zh-Hans'")
    start = [
        *("/", "/suggest?q=社", f"/spokespersons/releases/{release}"),
        "/surveys/terminals-2026",  # is open; what another test began may stand first in the list
        *(f"/cases/{number}" for number in numbers),
        f"/spokespersons/topics/{number_of(owner.send(topic, address=place))}",
        owner.send(sms, address="/subscriptions").json()["address"],
        owner.send(file, address=f"/cases/{numbers[0]}/files").json()["address"],
        owner.send(fault, address="/faults").json()["address"],
        owner.send({"address": "/my/cases"}, address="/my/along").json()["address"],
    ]
    secrets = (SECRET, *numbers, "13800000009")
    written = tuple(name for name in tables if not name.startswith("identity_"))
    return City(portal, owner, stranger, explore(owner, start), secrets, written)


def test_every_operation_of_the_description_is_swept(city: City) -> None:
    swept = {(one.operation.method, one.operation.path) for one in city.reached}
    described = {(one.method, one.path) for one in operations(city.portal.base_url)}
    assert described - swept == set()
    assert len({one.operation.path for one in city.own()}) > 25


def ask(who: PortalVisitor, one: Reached) -> requests.Response:
    """Asks as a terminal would; of a stream only whether it opens."""
    if one.operation.method == "get":
        answer = requests.get(
            f"{who.base_url}/v1/zh-Hans{one.address}",
            headers=who.headers,
            timeout=20,
            stream=one.address.endswith("/stream"),
        )
        if one.address.endswith("/stream"):
            answer.close()
        return answer
    return who.send(one.values, address=one.address)


@pytest.fixture(scope="module")
def over(city: City) -> dict[str, PortalVisitor]:
    """The owner with tokens that open nothing (any more)."""
    tokens: dict[str, str] = city.portal.call(
        """
        from datetime import timedelta
        from django.utils import timezone
        from server.identity import visits
        from server.identity.models import Terminal, Token, User, Visit
        user, now = User.objects.get(username="demo"), timezone.now()
        over = {
            "expired": lambda key: Token.objects.filter(pk=key).update(expires_at=now),
            "revoked": lambda key: Token.objects.filter(pk=key).update(revoked_at=now),
            "ended": lambda key: Visit.objects.filter(tokens=key).update(ended_at=now),
        }
        result = {}
        for name, end in over.items():
            visit = visits.open_visit(
                user, Terminal.objects.get(client_id="test"), now, assurance=("3", "pwd")
            )
            result[name] = visits.new_secret()
            scope = {"access_token": result[name], "scope": "openid profile cases"}
            visits.keep(scope, visit, "test")
            end(visits.find(result[name]).pk)
        """
    )
    tokens["invented"] = "invented"
    return {name: PortalVisitor(city.portal.base_url, token) for name, token in tokens.items()}


WRONG = ("expired", "revoked", "ended", "invented")


@pytest.mark.parametrize(
    "kind", ["none", *WRONG[:1], *(pytest.param(one, marks=pytest.mark.long) for one in WRONG[1:])]
)
def test_what_is_somebody_s_own_opens_to_no_token_that_is_over(
    city: City, over: dict[str, PortalVisitor], kind: str
) -> None:
    who = over.get(kind) or PortalVisitor(city.portal.base_url)
    before = city.rows()
    for one in city.own():
        answer = ask(who, one)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized"), one
        said = answer.headers["WWW-Authenticate"]
        assert said.startswith("Bearer")
        assert ("invalid_token" in said) == (kind != "none"), one
        assert answer.headers["Cache-Control"] == "no-store"
        assert not [secret for secret in city.secrets if secret in answer.text], one
    assert city.rows() == before


@pytest.mark.long
def test_what_is_somebody_s_own_asks_for_its_scope(city: City) -> None:
    token = city.portal.token("demo", scope="openid profile", acr="3")
    narrow = PortalVisitor(city.portal.base_url, token)
    before = city.rows()
    for one in city.own():
        answer = ask(narrow, one)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden"), one
        assert "insufficient_scope" in answer.headers["WWW-Authenticate"], one
    assert city.rows() == before


def test_a_foreign_token_shows_and_changes_nothing_of_the_owner(city: City) -> None:
    own = city.own("get")
    before = {one.address: ask(city.owner, one).content for one in own}
    opened = set()
    for one in [*own, *city.own("post")]:
        answer = ask(city.stranger, one)
        assert answer.status_code in {200, 201, 404, 409, 422}, (one, answer.text)
        if answer.ok:
            opened.add(one.operation.path)
            assert not [s for s in city.secrets if s in answer.text], one
    parts = ("{no}", "{file}", "{notice}", "{pass_}")
    owners = {path for path in opened if any(part in path for part in parts)}
    assert owners == set()
    after = {one.address: ask(city.owner, one).content for one in own}
    assert [address for address in before if before[address] != after[address]] == []


def test_what_is_another_s_looks_like_what_is_not(city: City) -> None:
    for one in city.own():
        parts = [part for part in one.address.split("/") if part in city.secrets]
        if parts:
            missing = one.address.replace(parts[0], "RX-1999-000001")
            foreign = ask(city.stranger, one)
            unknown = ask(city.stranger, Reached(one.operation, missing, one.values))
            assert (foreign.status_code, foreign.json()) == (404, unknown.json()), one


@pytest.mark.long
def test_what_is_open_answers_everybody_alike(city: City, over: dict[str, PortalVisitor]) -> None:
    nobody = PortalVisitor(city.portal.base_url)
    everybody = {"foreign": city.stranger, "own": city.owner, "expired": over["expired"]}
    for one in city.open("get"):
        plain = ask(nobody, one)
        for kind, who in everybody.items():
            answer = ask(who, one)
            if one.address.endswith("/stream"):  # 503: nobody noticed yet that the last one left
                assert answer.status_code in {200, 503}, (kind, one)
                continue
            assert answer.status_code == plain.status_code, (kind, one)
            assert answer.content == plain.content, (kind, one)
            assert answer.headers.get("ETag") == plain.headers.get("ETag"), (kind, one)


def test_what_anybody_may_send_takes_no_token_that_is_over(
    city: City, over: dict[str, PortalVisitor]
) -> None:
    nobody = PortalVisitor(city.portal.base_url)
    for one in city.open("post"):
        plain = ask(nobody, one)
        for kind in WRONG:
            answer = ask(over[kind], one)
            assert answer.status_code in {401, plain.status_code}, (kind, one, answer.text)


def test_no_web_page_has_what_is_somebody_s_own(city: City) -> None:
    for one in city.own("get"):
        for who in (city.owner, city.stranger, PortalVisitor(city.portal.base_url)):
            answer = requests.get(
                city.portal.base_url + one.address, headers=who.headers, timeout=20
            )
            # a page of a list is refused for its parameter, before anything is looked for
            assert answer.status_code in (404, 422), one
            assert SECRET not in answer.text
