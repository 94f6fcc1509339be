"""The consultation form: what it asks, what it refuses, and that one sending makes one case."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from jsonschema import Draft202012Validator

from server.answers import encode
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import QUESTION, PortalVisitor, new_key

WRONG = [
    ("organ", None, "required"),
    ("organ", "999999999", "enum"),
    ("organ", 5, "type"),
    ("subject", None, "required"),
    ("subject", "   ", "required"),
    ("subject", "短", "minLength"),
    ("subject", "长" * 61, "maxLength"),
    ("text", None, "required"),
    ("text", "太短", "minLength"),
    ("text", "长" * 3001, "maxLength"),
    ("reply_wanted", None, "required"),
    ("reply_wanted", "maybe", "enum"),
    ("phone", "12", "pattern"),
    ("phone", "13800000000\n1", "pattern"),
    ("publish", "yes", "type"),
    ("nonsense", "x", "unknown"),
]


def numbers(portal: PortalServer) -> list[str]:
    return [case["no"] for case in portal.cases()]


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_the_form_says_all_that_a_terminal_needs(visitor: PortalVisitor, edition: str) -> None:
    form = visitor.page("/consultations/new", edition)["form"]
    Draft202012Validator.check_schema(form["schema"])
    assert set(form["order"]) == set(form["fields"]) == set(form["schema"]["properties"])
    assert all(field["label"] and field["hint"] for field in form["fields"].values())
    organs = [option["value"] for option in form["fields"]["organ"]["options"]]
    assert organs == form["schema"]["properties"]["organ"]["enum"]
    assert len(organs) == 61
    assert form["submit"]["needs"] == {"sign_in": True, "scope": "cases"}


@pytest.mark.parametrize(("field", "value", "code"), WRONG, ids=range(len(WRONG)))
@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_a_wrong_field_is_named_and_nothing_is_stored(
    visitor: PortalVisitor, edition: str, field: str, value: Any, code: str
) -> None:
    before = total(visitor)
    values = {**QUESTION, field: value}
    answer = visitor.send({k: v for k, v in values.items() if v is not None}, edition=edition)
    body = answer.json()
    assert (answer.status_code, body["code"]) == (422, "invalid")
    assert [(error["field"], error["code"]) for error in body["errors"]] == [(field, code)]
    own = visitor.page("/consultations/new", edition)["form"]["fields"].get(field, {})
    said = body["errors"][0]["detail"]
    assert said == own.get("errors", {}).get(code, said) != ""
    assert total(visitor) == before


def total(visitor: PortalVisitor) -> int:
    found: int = visitor.page("/my/cases")["collection"]["total"]
    return found


def test_every_wrong_field_is_named_once_in_the_order_of_the_form(visitor: PortalVisitor) -> None:
    body = visitor.send({"phone": "1", "subject": "x", "reply_wanted": "?"}).json()
    fields = [error["field"] for error in body["errors"]]
    assert fields == ["organ", "subject", "text", "reply_wanted", "phone"]


def test_a_right_one_becomes_a_case_with_its_limits(visitor: PortalVisitor) -> None:
    values = {**QUESTION, "phone": "075788888888", "publish": True}
    answer = visitor.send(values, edition="en")
    case = answer.json()["case"]
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/en/cases/{case['no']}"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert case["state"] == "received"
    assert case["requested_at"] < case["accept_due"] < case["reply_due"]
    shown = {field["id"]: field["value"] for field in case["fields"]}
    assert shown["reply-wanted"] == "Yes, please answer"
    assert shown["publish"] == "Yes"
    assert shown["phone"] == "075788888888"
    assert visitor.page(f"/cases/{case['no']}", "en")["case"] == case


def test_hostile_text_is_kept_as_text(visitor: PortalVisitor) -> None:
    text = '<script>alert(1)</script>{{x}}\x00\x1b[2J\ud800 "引号" %s \r\n第二行'
    case = visitor.send({**QUESTION, "text": text}).json()["case"]
    shown = {field["id"]: field["value"] for field in case["fields"]}
    assert shown["text"] == '<script>alert(1)</script>{{x}}[2J "引号" %s \n第二行'


def test_the_same_key_makes_the_same_case_and_nothing_else(visitor: PortalVisitor) -> None:
    key = new_key()
    first, again = visitor.send(key=key), visitor.send({**QUESTION, "phone": ""}, key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.headers["Location"] == again.headers["Location"]
    other = visitor.send({**QUESTION, "subject": "另外一个问题"}, key=key)
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


@pytest.mark.parametrize(
    "key", ["", "short", "x" * 65, "with space 1234567", "汉字汉字汉字汉字汉字汉字汉字汉字"]
)
def test_a_submission_without_a_proper_key_is_refused(visitor: PortalVisitor, key: str) -> None:
    headers: dict[str, str | bytes] = {**visitor.headers}
    if key:
        headers["Idempotency-Key"] = key.encode()
    answer = requests.post(
        f"{visitor.base_url}/v1/en/consultations", json=dict(QUESTION), headers=headers, timeout=20
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "key_required")


def test_the_same_key_of_two_people_makes_two_cases(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    key = new_key()
    other = PortalVisitor(portal.base_url, portal.token("demo.en"))
    assert visitor.send(key=key).json()["case"]["no"] != other.send(key=key).json()["case"]["no"]


def test_twenty_keys_each_sent_twice_at_once_make_twenty_cases(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    before = set(numbers(portal))
    keys = [new_key() for _ in range(20)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda key: visitor.send(key=key), [k for k in keys for _ in "ab"]))
    assert {answer.status_code for answer in answers} == {201}
    made = [answer.json()["case"]["no"] for answer in answers]
    assert made[::2] == made[1::2]
    assert set(numbers(portal)) - before == set(made)
    assert len(set(made)) == 20


def test_a_dropped_connection_makes_no_second_case(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    before = set(numbers(portal))
    keys = [new_key() for _ in range(3)]
    for key in keys:
        drop(visitor, key)
    made = {visitor.send(key=key).json()["case"]["no"] for key in keys}
    until(lambda: set(numbers(portal)) - before == made)


def drop(visitor: PortalVisitor, key: str) -> None:
    """Sends a whole submission and hangs up without reading the answer."""
    body = encode(dict(QUESTION))
    place = urlsplit(visitor.base_url)
    head = (
        f"POST /v1/zh-Hans/consultations HTTP/1.1\r\nHost: {place.netloc}\r\n"
        f"Authorization: {visitor.headers['Authorization']}\r\nIdempotency-Key: {key}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=10) as line:
        line.sendall(head.encode() + body)


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.05)
