"""docs/openacr.yaml: by its schema and catalogue, and never more than the tests show."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import jsonschema
import pytest
import yaml

from scripts.openacr import DATA, ROOT, catalogue, claims, rows

TEXT = (ROOT / "docs" / "openacr.yaml").read_text(encoding="utf-8")
REPORT: dict[str, Any] = yaml.safe_load(TEXT)
SCHEMA = json.loads((DATA / "openacr-0.1.0.json").read_text(encoding="utf-8"))
CRITERIA = [
    (chapter, one["num"], one["components"][0]["adherence"])
    for chapter, found in REPORT["chapters"].items()
    for one in found["criteria"]
]


def test_it_is_what_the_table_says_now() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "scripts.openacr"], cwd=ROOT, capture_output=True, check=True
    )
    assert made.stdout.decode() == TEXT


def test_it_fits_the_schema() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.validate(REPORT, SCHEMA, jsonschema.Draft7Validator)
    chapter = {**SCHEMA["definitions"]["chapter"], "definitions": SCHEMA["definitions"]}
    for found in REPORT["chapters"].values():  # those of EN 301 549 too, which it does not name
        jsonschema.validate(found, chapter, jsonschema.Draft7Validator)


def test_a_report_without_its_author_does_not_fit() -> None:
    broken = {key: value for key, value in REPORT.items() if key != "author"}
    with pytest.raises(jsonschema.ValidationError, match="author"):
        jsonschema.validate(broken, SCHEMA, jsonschema.Draft7Validator)


def test_chapters_numbers_and_levels_are_those_of_the_catalogue() -> None:
    known = catalogue()
    numbers = {number for found in known["chapters"].values() for number in found}
    asked = {number for claim in claims().values() for number in claim["criteria"]}

    assert REPORT["catalog"] == known["catalog"]
    assert asked <= numbers
    assert {number for _, number, _ in CRITERIA} == asked
    assert {claim["level"] for claim in claims().values()} <= set(known["levels"])
    assert {n for chapter, n, kept in CRITERIA if kept["level"] == "not-evaluated"} <= set(
        known["chapters"]["success_criteria_level_aaa"]
    )


def test_every_requirement_is_in_it_with_its_line() -> None:
    assert list(claims()) == list(rows())
    for name, claim in claims().items():
        places = [kept["notes"] for _, n, kept in CRITERIA if n in claim["criteria"]]
        assert all(f"{name}: {rows()[name]}." in notes for notes in places), name
        assert places or f"{name} ({claim['level']})" in REPORT["notes"], name


def test_only_what_a_test_shows_is_supported() -> None:
    def claimed(level: str) -> set[str]:
        return {name for name, claim in claims().items() if claim["level"] == level}

    without = {name for name, row in rows().items() if "test_" not in row}
    unsure = {name for name, row in rows().items() if "not shown by a test" in row}
    assert not claimed("supports") & (without | unsure)
    assert not claimed("not-applicable") - without
    assert unsure <= claimed("partially-supports") | claimed("not-evaluated")
