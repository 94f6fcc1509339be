"""What is looked up and sent without signing in: scenarios, progress, faults, feeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import requests
from jsonschema import Draft202012Validator

from server.content.blocks import page_schema
from server.sample.generate import read
from server.sample.ways import tree_of
from server.services.tree import tree_faults, walk
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import RIGHT

ATOM = "{http://www.w3.org/2005/Atom}"
FAULT = {"address": "/lanes/drivers", "kind": "link", "text": "点了第二个按钮没有反应"}


@pytest.fixture
def reader(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url)


def ends(tree: dict[str, Any]) -> Iterator[list[str]]:
    """Every way through a tree from its start to its results."""
    waiting: list[tuple[str, list[str]]] = [(tree["start"], [])]
    while waiting:
        question, way = waiting.pop()
        for option in tree["questions"][question]["options"]:
            longer = [*way, option["id"]]
            if "next" in option:
                waiting.append((option["next"], longer))
            else:
                yield longer


def test_every_way_through_every_scenario_leads_to_services(reader: PortalVisitor) -> None:
    asked = 0
    for one in read("scenarios.toml")["scenario"]:
        tree = tree_of(one["tree"])
        assert tree_faults(tree) == []
        for way in ends(tree):
            if way[0] not in {"city", "nanhai"}:
                continue
            for edition in ("zh-Hans", "en"):
                page = reader.page(f"/scenarios/{one['slug']}?way={'.'.join(way)}", edition)
                reached = walk(tree, way)
                assert reached is not None
                assert len(page["steps"]["results"]) == len(reached.results), (one["slug"], way)
                assert "form" not in page["steps"]
                asked += 1
    assert asked > 150


def test_a_scenario_is_walked_by_sending_answers(reader: PortalVisitor) -> None:
    page = reader.page("/scenarios/homes")
    Draft202012Validator(page_schema()).validate(page)
    for answer in ("shunde", "buy", "fund"):
        field = page["steps"]["form"]["fields"]["answer"]
        assert answer in [option["value"] for option in field["options"]]
        sent = reader.send({"answer": answer}, address=page["steps"]["form"]["submit"]["href"])
        assert sent.status_code == 201, sent.text
        page = sent.json()
        again = requests.get(reader.base_url + sent.headers["Location"], timeout=20)
        assert again.json() == page
    assert [one["id"] for one in page["steps"]["path"]] == ["place", "need", "money"]
    assert len(page["steps"]["results"]) == 4
    assert reader.get(page["steps"]["results"][0]["href"]).status_code == 200
    assert page["links"]["prev"]["href"] == "/scenarios/homes?way=shunde.buy"


@pytest.mark.parametrize(
    ("way", "values", "field", "code"),
    [
        ("", {}, "answer", "required"),
        ("", {"answer": "mars"}, "answer", "enum"),
        ("city", {"answer": ["buy"]}, "answer", "enum"),
        ("", {"answer": "city", "x": 1}, "x", "unknown"),
        ("mars", {"answer": "buy"}, "answer", "enum"),
    ],
)
def test_a_wrong_answer_is_named(
    reader: PortalVisitor, way: str, values: dict[str, Any], field: str, code: str
) -> None:
    sent = reader.send(values, address=f"/scenarios/homes{'?way=' + way if way else ''}")
    assert sent.status_code == 422
    assert sent.json()["errors"][0]["field"] == field
    assert sent.json()["errors"][0]["code"] == code


def test_a_way_that_does_not_exist_is_refused(reader: PortalVisitor) -> None:
    assert reader.get("/scenarios/homes?way=city.sell.more").status_code == 422
    assert reader.send({"answer": "city"}, address="/scenarios/nothing").status_code == 404
    assert reader.send({"answer": "city"}, key="", address="/scenarios/homes").status_code == 422


@pytest.mark.parametrize("typed", ["BJ-2026-000001", "bj2026000001", "BJ2026-000001"])
def test_progress_is_found_by_number_however_it_is_typed(reader: PortalVisitor, typed: str) -> None:
    assert reader.page("/progress")["form"]["submit"]["id"] == "query"  # nothing is sent
    sent = reader.send({"no": typed}, address="/progress")
    assert sent.status_code == 201
    page = sent.json()
    assert (page["kind"], page["address"]) == ("case", "/progress/BJ-2026-000001")
    assert page["case"]["organs"]
    assert "privacy" not in page


def test_the_progress_of_a_pre_examination_is_told_without_its_visitor(
    portal: PortalServer, reader: PortalVisitor
) -> None:
    place, values = RIGHT["/services/440600-0007/pre-examination"]
    who = PortalVisitor(portal.base_url, portal.token("demo"))
    number = who.send(values, address=place).json()["case"]["no"]
    portal.reply_to(number, "材料齐全，可以来窗口办理。")
    page = reader.send({"no": number.replace("-", "").lower()}, address="/progress").json()
    case = page["case"]
    assert (page["address"], case["state"]) == (f"/progress/{number}", "replied")
    assert next(one["title"] for one in case["timeline"])
    assert (len(case["timeline"]), len(case["organs"]), case["fields"]) == (3, 1, [])
    text = reader.get(f"/progress/{number}").text
    for secret in (str(values["situation"]), values["phone"], "材料齐全", "低保"):
        assert secret not in text
    assert case["next"][1]["needs"]["sign_in"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("12", "pattern"),
        ("BJ-2026-999999", "unknown_number"),
        ("YS-2026-999999", "unknown_number"),
        ("QQ-2026-000001", "unknown_number"),
        ("ZX-2026-000001", "own_number"),
        ("xf2026999999", "own_number"),
    ],
)
def test_a_number_that_nobody_has_is_explained(
    reader: PortalVisitor, typed: str, code: str
) -> None:
    for edition in ("zh-Hans", "en"):
        sent = reader.send({"no": typed}, address="/progress", edition=edition)
        error = sent.json()["errors"][0]
        assert (sent.status_code, error["field"], error["code"]) == (422, "no", code)
        assert error["detail"]


def test_published_results_are_decided_ones_and_lead_on(reader: PortalVisitor) -> None:
    items = reader.page("/results")["collection"]["items"]
    assert len(items) > 10
    states = {reader.page(item["href"])["case"]["state"] for item in items[:6]}
    assert states <= {"granted", "refused"}


def test_a_fault_is_reported_once_without_signing_in(
    portal: PortalServer, reader: PortalVisitor
) -> None:
    form = reader.page("/faults/new?page=/lanes/drivers")["form"]
    assert form["schema"]["properties"]["address"]["default"] == "/lanes/drivers"
    key = "fault-report-key-0001"
    first = reader.send(FAULT, key=key, address="/faults")
    again = reader.send(FAULT, key=key, address="/faults")
    assert (first.status_code, first.json()) == (201, again.json())
    other = reader.send({**FAULT, "kind": "other"}, key=key, address="/faults")
    assert other.json()["code"] == "key_reused"
    page = reader.page(first.json()["address"])
    values = [fact["value"] for fact in page["blocks"][0]["facts"]]
    assert "/lanes/drivers" in values
    assert FAULT["text"] not in str(page)
    foreign = reader.send({**FAULT, "address": "/call/0757-1234"}, address="/faults")
    assert "0757-1234" not in foreign.text


def feed(portal: PortalServer, href: str) -> ET.Element:
    answer = requests.get(portal.base_url + href, timeout=20)
    assert answer.headers["Content-Type"] == "application/atom+xml"
    return ET.fromstring(answer.text)  # noqa: S314 - our own server's answer


@pytest.mark.parametrize("name", ["disclosures", "news", "institutions", "services"])
@pytest.mark.parametrize("edition", ["", "?edition=en"])
def test_a_feed_has_what_atom_asks_for(portal: PortalServer, name: str, edition: str) -> None:
    found = feed(portal, f"/feeds/{name}.atom{edition}")
    for part in ("id", "title", "updated"):
        assert len(found.findall(ATOM + part)) == 1, part
    entries = found.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids) > 5
    has_author = found.find(f"{ATOM}author") is not None
    for entry in entries:
        assert entry.findtext(f"{ATOM}updated")
        assert entry.findtext(f"{ATOM}title")
        assert has_author or entry.find(f"{ATOM}author") is not None


def test_the_pages_of_a_feed_give_every_document_once(
    portal: PortalServer, reader: PortalVisitor
) -> None:
    href: str | None = "/feeds/disclosures.atom"
    seen: list[str] = []
    while href:
        found = feed(portal, href)
        seen += [str(entry.findtext(f"{ATOM}id")) for entry in found.findall(f"{ATOM}entry")]
        links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
        following = links.get("next")
        href = following.removeprefix(portal.base_url) if following else None
    total = reader.page("/disclosures")["collection"]["total"]
    assert len(set(seen)) == len(seen) == total


@pytest.mark.parametrize("href", ["/feeds/no.atom", "/feeds/news.atom?page=99"])
def test_a_feed_that_is_not_there_is_not_found(portal: PortalServer, href: str) -> None:
    assert requests.get(portal.base_url + href, timeout=20).status_code == 404
