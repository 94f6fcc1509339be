from __future__ import annotations

import pytest

from auth.stepup import StepUp, read_challenge

ASKED = 'error="insufficient_user_authentication"'


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (f'Bearer {ASKED}, acr_values="4"', StepUp("4")),
        (f'DPoP {ASKED}, acr_values="4 5", max_age="300"', StepUp("4", 300)),
        (f"bearer {ASKED},max_age=0", StepUp("", 0)),
        (f'Bearer realm="a, b=\\"c\\"", {ASKED}, max_age=5', StepUp("", 5)),
        (f"Bearer {ASKED}", StepUp()),
        (f"Bearer {ASKED}, max_age=999999999", StepUp("", 7 * 86_400)),
    ],
)
def test_a_demand_is_understood(header: str, wanted: StepUp) -> None:
    assert read_challenge(header) == wanted


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        'Bearer error="invalid_token"',
        f'Basic {ASKED}, acr_values="4"',
        f'Bearer realm="x {ASKED}"'.replace('x error="', "x error='").replace('n"', "n'"),
        f"Bearer {ASKED}" + " " * 3000,
    ],
)
def test_anything_else_is_none(header: str) -> None:
    assert read_challenge(header) is None


@pytest.mark.parametrize("age", ["-1", "1.5", "x", "9" * 20, "\u0661"])
def test_an_age_that_is_no_number_is_left_out(age: str) -> None:
    assert read_challenge(f'Bearer {ASKED}, max_age="{age}"') == StepUp()


def test_a_level_that_is_no_level_is_left_out() -> None:
    assert read_challenge(f'Bearer {ASKED}, acr_values="{"x" * 100}"') == StepUp()
