"""Every form of taking part: sent rightly, with each field wrong, and what it asks in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from server.content.blocks import page_schema
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.taking_part import RIGHT, TEXT, proven

FORMS = (
    *RIGHT,
    "/forum/access/new",
    "/spokespersons/440604001/new",
    "/interviews/talk-25/question",
    "/surveys/access-2026/answer",
    "/subscriptions/new",
    "/me/home/edit",
)


def wrong_values(rules: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    """Values that break each rule of a field, and the keyword that they break."""
    kind = rules["type"]
    yield ({"string": 5, "number": "x", "boolean": "yes"}[kind], "type")
    if "enum" in rules:
        yield "no-such-thing", "enum"
    if "minLength" in rules and rules["minLength"] > 1:
        yield "字", "minLength"
    if "maxLength" in rules and "pattern" not in rules:
        yield "字" * (rules["maxLength"] + 1), "maxLength"
    if "pattern" in rules:
        yield "?", "pattern"
    if rules.get("format") == "date":
        yield "2026-02-30", "format"
    if "minimum" in rules:
        yield rules["minimum"] - 1, "minimum"
    if "maximum" in rules:
        yield rules["maximum"] + 1, "maximum"


def right_values(form: dict[str, Any]) -> dict[str, Any]:
    """Values that fit the required fields of any form."""
    found = {}
    for name in form["schema"]["required"]:
        rules = form["schema"]["properties"][name]
        found[name] = rules["enum"][0] if "enum" in rules else TEXT[:12]
    return found


@pytest.fixture(scope="module")
def person(portal: PortalServer) -> PortalVisitor:
    return proven(portal)


CHINESE_ONLY = "/interviews/talk-25/question"
"""An interview that is held in Chinese is in the Chinese edition only."""


@pytest.mark.parametrize(
    ("address", "edition"),
    [(form, name) for form in FORMS for name in ("zh-Hans", "en")],
)
def test_a_form_says_all_that_a_terminal_needs(
    visitor: PortalVisitor, address: str, edition: str
) -> None:
    if (address, edition) == (CHINESE_ONLY, "en"):
        assert visitor.get(address, edition).json()["code"] == "no_edition"
        return
    page = visitor.page(address, edition)
    Draft202012Validator(page_schema()).validate(page)
    form = page["form"]
    Draft202012Validator.check_schema(form["schema"])
    assert set(form["order"]) == set(form["fields"]) == set(form["schema"]["properties"])
    for name, field in form["fields"].items():
        rules = form["schema"]["properties"][name]
        assert field["label"]
        assert field["hint"]
        assert {"enum", "pattern", "minLength", "maxLength"} & set(rules) <= set(field["errors"])
        if "enum" in rules and field["widget"] in {"choice", "radio"}:
            assert [one["value"] for one in field["options"]] == rules["enum"]
            assert all(one["title"] for one in field["options"])


@pytest.mark.parametrize("address", FORMS)
def test_each_wrong_field_is_named_and_nothing_is_stored(
    person: PortalVisitor, address: str
) -> None:
    form = person.page(address)["form"]
    right = dict(RIGHT[address][1]) if address in RIGHT else right_values(form)
    place = form["submit"]["href"]
    before = person.page("/my/cases")["collection"]["total"]
    for name, rules in form["schema"]["properties"].items():
        for value, code in wrong_values(rules):
            answer = person.send({**right, name: value}, address=place)
            said = [(one["field"], one["code"]) for one in answer.json()["errors"]]
            assert (answer.status_code, said) == (422, [(name, code)]), (name, value)
            assert answer.json()["errors"][0]["detail"]
    for name in form["schema"]["required"]:
        missing = {key: value for key, value in right.items() if key != name}
        answer = person.send(missing, address=place)
        assert (name, "required") in [(e["field"], e["code"]) for e in answer.json()["errors"]]
    assert person.page("/my/cases")["collection"]["total"] == before


@pytest.mark.parametrize("address", RIGHT)
def test_sent_rightly_it_becomes_a_case_with_its_clocks(
    person: PortalVisitor, address: str
) -> None:
    place, values = RIGHT[address]
    answer = person.send(values, address=place)
    assert answer.status_code == 201, answer.text
    Draft202012Validator(page_schema()).validate(answer.json())
    case = answer.json()["case"]
    assert case["requested_at"] < case["accept_due"] < case["reply_due"]
    assert {field["id"] for field in case["fields"]} == {name.replace("_", "-") for name in values}
    assert case["no"] in [item["title"].split()[-1] for item in mine(person)]


def mine(visitor: PortalVisitor) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = visitor.page("/my/cases")["collection"]["items"]
    return items


def test_a_petition_needs_a_proven_identity(portal: PortalServer) -> None:
    weak = PortalVisitor(portal.base_url, portal.token("demo.en"))
    for address in ("/petitions/new", "/disclosure-requests/new"):
        place, values = RIGHT[address]
        answer = weak.send(values, address=place)
        assert (answer.status_code, answer.json()["code"]) == (
            401,
            "insufficient_user_authentication",
        )
        assert weak.page(address)["form"]["submit"]["needs"]["acr"] == "3"
