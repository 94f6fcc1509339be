"""The preferences claim: every shape that is not the agreed one is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.errors import BadAnswer
from auth.preferences import Preferences, read_preferences

GOOD = {"version": 3, "values": {"speechRate": 270, "stickyKeys": True, "of2031": "x"}}

WRONG: dict[str, Any] = {
    "a text": "large",
    "a list": [],
    "no version": {"values": {}},
    "version a text": {"version": "3", "values": {}},
    "version a switch": {"version": True, "values": {}},
    "version negative": {"version": -1, "values": {}},
    "no values": {"version": 1},
    "values a list": {"version": 1, "values": []},
    "too many": {"version": 1, "values": {f"f{n}": 1 for n in range(49)}},
    "a list inside": {"version": 1, "values": {"a": [1]}},
    "an object inside": {"version": 1, "values": {"a": {}}},
    "nothing inside": {"version": 1, "values": {"a": None}},
    "text too long": {"version": 1, "values": {"a": "x" * 81}},
    "text with a line": {"version": 1, "values": {"a": "x\ny"}},
    "a number too large": {"version": 1, "values": {"a": 2**60}},
    "not a number": {"version": 1, "values": {"a": float("nan")}},
    "a name with a space": {"version": 1, "values": {"a b": 1}},
    "a name of nothing": {"version": 1, "values": {"": 1}},
}


def test_what_was_agreed_is_read_and_unknown_fields_are_kept() -> None:
    read = read_preferences(GOOD)
    assert (read.version, dict(read.values)) == (3, GOOD["values"])


def test_without_a_claim_there_are_none() -> None:
    assert read_preferences(None) == Preferences()


@pytest.mark.parametrize("claim", WRONG.values(), ids=list(WRONG))
def test_anything_else_is_refused(claim: Any) -> None:
    with pytest.raises(BadAnswer):
        read_preferences(claim)


SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text())
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@given(ANYTHING | st.fixed_dictionaries({"version": ANYTHING, "values": ANYTHING}))
def test_no_claim_does_anything_but_be_read_or_refused(claim: Any) -> None:
    try:
        read = read_preferences(claim)
    except BadAnswer:
        return
    assert len(read.values) <= 48
