"""Conditional reads, paging, facets, and every error as a problem."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator

from server.content.blocks import page_schema
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor, new_key


@pytest.fixture
def reader(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url)


def problem(answer: requests.Response) -> dict[str, Any]:
    schema = page_schema()
    assert answer.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    rules = {"$ref": "#/$defs/problem", "$defs": schema["$defs"]}
    Draft202012Validator({"$schema": schema["$schema"], **rules}).validate(body)
    assert body["status"] == answer.status_code
    return body


def test_a_page_that_is_known_already_is_not_sent_again(reader: PortalVisitor) -> None:
    first = reader.get("/")
    again = reader.get("/", **{"If-None-Match": f'W/"other", {first.headers["ETag"]}'})
    assert first.headers["Cache-Control"] == "public, max-age=2"
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_new_document_changes_home_and_directory(
    portal: PortalServer, reader: PortalVisitor
) -> None:
    tags = {address: reader.get(address).headers["ETag"] for address in ("/", "/disclosures")}
    address = portal.publish("关于试行新办法的通知", english="Trial of new rules")
    for place, tag in tags.items():
        assert reader.get(place, **{"If-None-Match": tag}).status_code == 200
    assert reader.page("/disclosures")["collection"]["items"][0]["href"] == address
    latest = next(block for block in reader.page("/")["blocks"] if block["id"] == "latest")
    assert latest["links"][0]["title"] == "关于试行新办法的通知"
    assert reader.page(address, "en")["title"] == "Trial of new rules"


def test_the_directory_comes_in_pages_of_fifty(reader: PortalVisitor) -> None:
    first = reader.get("/disclosures")
    collection = first.json()["collection"]
    assert collection["total"] >= 120
    assert len(collection["items"]) == collection["per_page"] == 50
    assert '</v1/zh-Hans/disclosures?page=2>; rel="next"' in first.headers["Link"]
    seen = [
        item["id"]
        for number in range(1, collection["pages"] + 1)
        for item in reader.page(f"/disclosures?page={number}")["collection"]["items"]
    ]
    assert len(set(seen)) == len(seen) == collection["total"]


def test_the_counts_of_facets_are_what_they_lead_to(reader: PortalVisitor) -> None:
    facets = reader.page("/disclosures?class=rules")["collection"]["facets"]
    assert [facet["name"] for facet in facets] == ["class", "subclass", "organ", "year"]
    for facet in facets:
        for option in facet["options"][:4]:
            if not option["selected"]:
                led = reader.page(option["href"])["collection"]
                assert led["total"] == option["count"], option


def test_a_chosen_facet_can_be_taken_away(reader: PortalVisitor) -> None:
    facets = reader.page("/disclosures?class=rules")["collection"]["facets"]
    chosen = [option for option in facets[0]["options"] if option["selected"]]
    assert [option["href"] for option in chosen] == ["/disclosures"]


def test_a_page_without_this_edition_names_those_it_has(reader: PortalVisitor) -> None:
    body = problem(reader.get("/guides/disability-card", "en"))
    assert (body["status"], body["code"], body["editions"]) == (404, "no_edition", ["zh-Hans"])


def withdrawn(portal: PortalServer, title: str, blocks: object) -> str:
    """A withdrawn document: readable at its address, in no list."""
    address: str = portal.call(
        """
        from server.content.models import Edition, Item
        from server.content.publish import publish
        result = publish({"zh-Hans": (title, "x")}, organ="440600001", category="notices")
        Item.objects.filter(address=result).update(state="withdrawn")
        Edition.objects.filter(item__address=result).update(blocks=blocks)
        """,
        title=title,
        blocks=blocks,
    )
    return address


def test_a_withdrawn_document_stays_readable_and_says_so(
    portal: PortalServer, reader: PortalVisitor
) -> None:
    address = withdrawn(portal, "撤下的通知", [])
    assert reader.page(address)["blocks"][0]["level"] == "withdrawn"
    assert address not in reader.get("/disclosures").text


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/nothing", 404, "not_found"),
        ("/disclosures/440600001-1900-00001", 404, "not_found"),
        ("/articles/..%2F..%2Fetc%2Fpasswd", 404, "not_found"),
        ("/disclosures?page=99", 404, "not_found"),
        ("/disclosures?page=0", 422, "invalid"),
        ("/disclosures?page=x", 422, "invalid"),
        ("/disclosures?page=²", 422, "invalid"),
        ("/disclosures?year=20x6", 422, "invalid"),
        ("/disclosures?organ=' OR 1=1 --&class=\"%00", 200, ""),
        ("/disclosures?clas=rules", 422, "unknown_parameter"),
        ("/?page=1", 422, "unknown_parameter"),
        ("/consultations/new?a=b", 422, "unknown_parameter"),
    ],
)
def test_what_is_not_there_is_a_problem(
    reader: PortalVisitor, address: str, status: int, code: str
) -> None:
    answer = reader.get(address)
    assert answer.status_code == status, answer.text
    if code:
        assert problem(answer)["code"] == code


def test_an_unknown_edition_is_not_found(reader: PortalVisitor) -> None:
    assert problem(reader.get("/", "fr"))["code"] == "not_found"


def test_the_framework_s_own_errors_are_problems_too(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    base = portal.base_url
    marks = {**visitor.headers, "Idempotency-Key": new_key()}
    post = f"{base}/v1/en/consultations"
    wrong_method = requests.delete(f"{base}/v1/en/disclosures", timeout=20)
    assert problem(wrong_method)["code"] == "method_not_allowed"
    assert "GET" in wrong_method.headers["Allow"]
    assert problem(requests.get(f"{base}/v1/nowhere/at/all/x", timeout=20))["status"] == 404
    foreign = requests.get(f"{base}/v1/en/", headers={"Host": "evil.example"}, timeout=20)
    assert problem(foreign)["code"] == "bad_request"
    for body in (b"{", b"[]", b"\xff\xfe", b"[" * 100_000):
        assert problem(requests.post(post, data=body, headers=marks, timeout=20))["status"] == 400
    large = requests.post(post, data=b'"' + b"x" * 1_100_000, headers=marks, timeout=20)
    assert problem(large)["code"] == "too_large"


def test_a_mistake_of_ours_is_a_problem_without_its_trace(
    portal: PortalServer, reader: PortalVisitor
) -> None:
    answer = reader.get(withdrawn(portal, "坏数据", 5))
    assert problem(answer)["code"] == "server"
    assert "Traceback" not in answer.text
    assert "TypeError" in portal.log()


def test_the_interface_describes_itself(portal: PortalServer) -> None:
    answer = requests.get(f"{portal.base_url}/v1/openapi.json", timeout=20)
    described = answer.json()
    assert described["openapi"].startswith("3.1")
    schemas = described["components"]["schemas"]
    names = [part.split('"')[0] for part in answer.text.split("#/components/schemas/")[1:]]
    assert names
    assert set(names) <= set(schemas)
    assert {"/v1/{edition}/", "/v1/{edition}/consultations"} <= set(described["paths"])


def test_a_page_that_only_the_other_edition_has_says_so(reader: PortalVisitor) -> None:
    for address in ("/disclosures", "/search?q=佛山"):
        pages = {
            name: reader.page(address, name)["collection"]["pages"] for name in ("zh-Hans", "en")
        }
        assert pages["zh-Hans"] > pages["en"], address
        mark = "&" if "?" in address else "?"
        last = f"{address}{mark}page={pages['zh-Hans']}"
        assert "editions" not in reader.page(last)["links"]
        body = problem(reader.get(last, "en"))
        assert (body["status"], body["code"], body["editions"]) == (404, "no_edition", ["zh-Hans"])
        beyond = f"{address}{mark}page={pages['zh-Hans'] + 1}"
        assert problem(reader.get(beyond, "en"))["code"] == "not_found"
        assert [link["lang"] for link in reader.page(address)["links"]["editions"]] == ["en"]
