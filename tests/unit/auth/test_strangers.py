"""Hostile and peculiar answers beyond the table of the spike, each by a whole sign-in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auth.errors import AuthError, BadAnswer, BadToken, Distrusted
from auth.flows.device import DeviceSignIn
from auth.session import Session
from tests.harness.hostile import HostileProvider, sign_in, sign_in_by_code
from tests.harness.hostile_rows import ANSWERS, DEVICE, LEGITIMATE, TOKENS, WIRE

WAYS = pytest.mark.parametrize("way", [sign_in, sign_in_by_code])
Way = Callable[..., Session]


@WAYS
@pytest.mark.parametrize("row", TOKENS)
def test_an_id_token_that_is_not_right_is_refused(
    provider: HostileProvider, row: str, way: Way
) -> None:
    TOKENS[row](provider)
    with pytest.raises(BadToken):
        way(provider)


@WAYS
@pytest.mark.parametrize("row", ANSWERS)
def test_an_answer_that_is_not_right_signs_nobody_in(
    provider: HostileProvider, row: str, way: Way
) -> None:
    ANSWERS[row](provider)
    with pytest.raises(AuthError):
        way(provider)
    assert not [seen for seen in provider.seen if seen.path.endswith("-elsewhere")]


@pytest.mark.parametrize("row", WIRE)
def test_an_answer_that_is_hardly_one_is_an_error_of_ours(
    provider: HostileProvider, row: str
) -> None:
    WIRE[row](provider)
    with pytest.raises(AuthError):
        sign_in(provider, read=0.3, total=0.6)


@pytest.mark.parametrize("row", DEVICE)
def test_no_code_is_shown_for_a_device_answer_that_is_not_right(
    provider: HostileProvider, row: str
) -> None:
    provider.device_answer.update(DEVICE[row])
    with pytest.raises(BadAnswer):
        DeviceSignIn(provider.party()).start()


@WAYS
@pytest.mark.parametrize("row", LEGITIMATE)
def test_what_is_merely_peculiar_signs_in(provider: HostileProvider, row: str, way: Way) -> None:
    LEGITIMATE[row](provider)
    session = way(provider)
    session.refresh()
    assert session.open


def test_a_number_without_end_costs_no_time(provider: HostileProvider) -> None:
    """Python looks for a float in a range by counting: 1e99 took half a minute."""
    provider.spoil_answer = lambda answer: answer.update(expires_in=1e99)
    with pytest.raises(Distrusted):
        sign_in(provider, total=1.0)


def test_a_level_that_would_steer_a_screen_is_none(provider: HostileProvider) -> None:
    provider.spoil_claims = lambda made: made.update(acr="3\x1b[2J")
    assert sign_in(provider).visitor.acr == ""


def test_a_provider_in_a_hurry_is_not_asked_without_a_pause(provider: HostileProvider) -> None:
    provider.device_answer["interval"] = 1e-9
    assert DeviceSignIn(provider.party()).start().interval == 0.05
