"""Surveys: answered once a person, counted without names, shown as numbers and as a chart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor

SURVEY = "/surveys/terminals-2026"


def first_choices(visitor: PortalVisitor) -> dict[str, str]:
    form = visitor.page(f"{SURVEY}/answer")["form"]
    return {name: form["fields"][name]["options"][0]["value"] for name in form["order"]}


def votes(visitor: PortalVisitor) -> list[int]:
    blocks = visitor.page(SURVEY)["blocks"]
    chart: dict[str, Any] = next(block for block in blocks if block["type"] == "chart")
    table = next(block for block in blocks if block["type"] == "table")
    values: list[int] = chart["series"][0]["values"]
    assert [row["cells"][1] for row in table["rows"]] == [str(value) for value in values]
    assert chart["categories"] == [row["cells"][0] for row in table["rows"]]
    return values


def test_an_answer_counts_once_and_a_second_one_is_refused(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    before = votes(visitor)
    chosen = first_choices(visitor)
    answer = visitor.send(chosen, address=f"{SURVEY}/answers")
    assert (answer.status_code, answer.json()["address"]) == (201, SURVEY)
    again = visitor.send(chosen, address=f"{SURVEY}/answers")
    assert (again.status_code, again.json()["errors"][0]["code"]) == (422, "answered")
    assert votes(visitor) == [before[0] + 1, *before[1:]]
    other = PortalVisitor(portal.base_url, portal.token("demo.ouyang"))
    other.send(chosen, address=f"{SURVEY}/answers")
    assert votes(visitor)[0] == before[0] + 2


def test_a_closed_survey_shows_results_and_takes_no_answer(visitor: PortalVisitor) -> None:
    page = visitor.page("/surveys/hours-2025")
    assert "actions" not in page["links"]
    assert visitor.get("/surveys/hours-2025/answer").status_code == 404
    closed = visitor.send({}, address="/surveys/hours-2025/answers")
    assert closed.status_code in {404, 422}


@pytest.mark.parametrize(
    ("edition", "said"),
    [("zh-Hans", "请选择一个答案。"), ("en", "Please choose an answer.")],
)
def test_a_question_without_an_answer_is_told_so_in_its_own_words(
    visitor: PortalVisitor, edition: str, said: str
) -> None:
    fields = visitor.page(f"{SURVEY}/answer", edition)["form"]["fields"]
    assert {field["errors"]["required"] for field in fields.values()} == {said}
    refused = visitor.send({}, address=f"{SURVEY}/answers", edition=edition)
    assert {error["detail"] for error in refused.json()["errors"]} == {said}
