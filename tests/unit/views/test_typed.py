"""What hands write of a date, a number or a telephone is taken as it is meant."""

from __future__ import annotations

import pytest

from views.compose.typed import meant

DATE = {"type": "string", "format": "date"}
NUMBER = {"type": "number"}
WHOLE = {"type": "integer"}
PHONE = {"type": "string", "pattern": "^(1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8})$"}
HYPHEN = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{8}$"}
FREE = {"type": "string"}


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-02",
        "2026-11-2",
        "2026/11/2",
        "2026.11.02",
        "2026 11 2",
        "20261102",
        "2026年11月2日",
        "2026年11月2号",
        "２０２６－１１－０２",
        " 2026－11－02 ",
    ],
)
def test_a_date_is_a_date_however_it_is_written(typed: str) -> None:
    assert meant(typed, DATE) == "2026-11-02"


@pytest.mark.parametrize("typed", ["2026-13-45", "2026-02-30", "11-02", "昨天", "2026", "2026110"])
def test_what_is_no_day_stays_as_it_was_typed(typed: str) -> None:
    assert meant(typed, DATE) == typed


@pytest.mark.parametrize(
    ("typed", "rules", "value"),
    [
        ("12.5", NUMBER, 12.5),
        ("１２．５", NUMBER, 12.5),
        ("1,250.50", NUMBER, 1250.5),
        ("1，250", NUMBER, 1250.0),
        ("-5", NUMBER, -5.0),
        ("3", WHOLE, 3),
        ("３", WHOLE, 3),
    ],
)
def test_a_number_is_a_number(typed: str, rules: dict[str, str], value: float) -> None:
    assert meant(typed, rules) == value


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        *((typed, NUMBER) for typed in ("nan", "inf", "1e999", "1_000", "九", "12元", "1,2,3")),
        ("9" * 400, NUMBER),
        ("3.5", WHOLE),
        ("٣", FREE),
    ],
)
def test_what_is_no_number_stays_a_text_for_the_schema_to_refuse(
    typed: str, rules: dict[str, str]
) -> None:
    assert meant(typed, rules) == typed


@pytest.mark.parametrize(
    ("typed", "rules", "value"),
    [
        ("138 0000 0000", PHONE, "13800000000"),
        ("138-0000-0000", PHONE, "13800000000"),
        ("１３８０００００００００"[:11], PHONE, "13800000000"),
        ("0757-83990000", PHONE, "0757-83990000"),
        ("0757 83990000", PHONE, "075783990000"),
        ("0757-8399 0000", HYPHEN, "0757-83990000"),
        ("12 345", PHONE, "12 345"),
        ("a b-c", FREE, "a b-c"),
    ],
)
def test_a_code_fits_its_pattern_without_the_gaps(
    typed: str, rules: dict[str, str], value: str
) -> None:
    assert meant(typed, rules) == value
