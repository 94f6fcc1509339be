from __future__ import annotations

import pytest

from portal.challenge import levels, most_age, read_challenge

ASKED = 'error="insufficient_user_authentication"'


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (f'Bearer {ASKED}, acr_values="4"', ("4", None)),
        (f'DPoP {ASKED}, acr_values="4 5", max_age="300"', ("4 5", 300)),
        (f'Basic realm="desk", Bearer {ASKED}, acr_values=3', ("3", None)),
        (f"bearer {ASKED},max_age=0", ("", 0)),
        (f'Bearer realm="a, b=\\"c\\"", {ASKED}, max_age=5', ("", 5)),
        (f'Bearer {ASKED}, ACR_values="urn:x:gold"', ("urn:x:gold", None)),
        (f"Bearer {ASKED}", ("", None)),
        (f"Bearer {ASKED}, max_age=999999999", ("", 7 * 86_400)),
    ],
)
def test_a_demand_is_understood(header: str, wanted: tuple[str, int | None]) -> None:
    said = read_challenge(header)
    assert said["error"] == "insufficient_user_authentication"
    assert (levels(said), most_age(said)) == wanted


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        f'Basic {ASKED}, acr_values="4"',
        f"Bearer {ASKED}" + " " * 3000,
    ],
)
def test_anything_else_says_nothing(header: str) -> None:
    assert read_challenge(header) == {}


def test_a_demand_inside_of_words_is_none() -> None:
    assert "error" not in read_challenge("Bearer realm=\"x error='insufficient'\"")


@pytest.mark.parametrize("age", ["-1", "1.5", "x", "9" * 20, "\u0661"])
def test_an_age_that_is_no_number_is_left_out(age: str) -> None:
    assert most_age(read_challenge(f'Bearer {ASKED}, max_age="{age}"')) is None


def test_a_level_that_is_no_level_is_left_out() -> None:
    said = read_challenge(f'Bearer {ASKED}, acr_values="{"x" * 100} 4 \u00e9"')
    assert levels(said) == "4"
