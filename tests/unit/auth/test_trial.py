"""The steps of ``main.py signin``, at a provider that is right and at one that is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auth.trial import Line, Trial, Verdict
from kiosk.cli.reasons import meaning
from tests.harness.hostile import NAME, SUB, HostileProvider, sign_in_by_code
from tests.harness.http_server import Reply, Seen, as_json

ALL = (
    "metadata keys sign-in userinfo refresh revoke-refresh revoke-access logout afterwards"
).split()


def run(provider: HostileProvider, *, once_more: bool = False) -> tuple[bool, dict[str, Line]]:
    lines: list[Line] = []
    trial = Trial(provider.party(), lambda: sign_in_by_code(provider), lines.append)
    right = trial.run(once_more=once_more)
    return right, {line.step: line for line in lines}


def one_refresh(provider: HostileProvider) -> None:
    """Old tokens end with the refresh, as at a provider that rotates them."""
    provider.spoil_refresh = lambda made: provider.live.clear()


def test_a_right_provider_is_right_in_every_step(provider: HostileProvider) -> None:
    one_refresh(provider)
    right, lines = run(provider)
    assert list(lines) == ALL
    assert {line.verdict for line in lines.values()} == {Verdict.RIGHT}
    assert right


def test_nothing_of_the_person_is_shown_but_the_masked_name(provider: HostileProvider) -> None:
    _, lines = run(provider)
    shown = str([dict(line.facts) for line in lines.values()])
    assert "张*" in shown
    assert NAME not in shown
    assert SUB not in shown


WRONG: dict[str, tuple[Callable[[HostileProvider], object], str]] = {
    "metadata": (lambda p: p.metadata.update(issuer="https://evil.example"), "discovery issuer"),
    "keys": (lambda p: p.jwks.clear(), "no usable key"),
    "sign-in": (lambda p: setattr(p, "spoil_claims", lambda c: c.pop("nonce")), "nonce"),
    "userinfo": (lambda p: setattr(p, "userinfo", {"sub": "u-2"}), "sub"),
    "refresh": (lambda p: setattr(p, "spoil_refresh", lambda c: c.update(sub="u-2")), "sub"),
    "revoke-refresh": (lambda p: p.overrides.update({"/id/revoke": lambda _: Reply(401)}), "401"),
    "logout": (lambda p: p.overrides.update({"/id/logout": lambda _: Reply(500)}), "500"),
    "afterwards": (
        lambda p: p.overrides.update({"/id/revoke": lambda _: Reply(200)}),
        "still alive: access refresh",
    ),
}


@pytest.mark.parametrize("step", WRONG)
def test_a_wrong_step_is_named_with_its_reason(provider: HostileProvider, step: str) -> None:
    spoil, reason = WRONG[step]
    spoil(provider)
    right, lines = run(provider)
    assert not right
    assert lines[step].verdict is Verdict.WRONG
    assert reason in lines[step].reason


def test_what_is_not_offered_is_no_fault(provider: HostileProvider) -> None:
    for name in ("userinfo_endpoint", "revocation_endpoint", "end_session_endpoint"):
        del provider.metadata[name]
    provider.spoil_answer = lambda answer: answer.pop("refresh_token")
    right, lines = run(provider)
    assert right
    assert [line.step for line in lines.values() if line.verdict is Verdict.ABSENT] == ALL[3:]


def test_tokens_that_cannot_be_revoked_are_not_offered_to_be(provider: HostileProvider) -> None:
    """Access tokens that a portal checks by itself, RFC 7009 section 2.2.1."""
    one_refresh(provider)

    def answer(seen: Seen) -> Reply:
        if seen.form["token_type_hint"] == "access_token":
            return as_json({"error": "unsupported_token_type"}, 400)
        return provider._revoke(seen)

    provider.overrides["/id/revoke"] = answer
    right, lines = run(provider)
    assert right
    assert lines["revoke-access"].verdict is Verdict.ABSENT
    provider.overrides["/id/revoke"] = lambda _: as_json({"error": "invalid_request"}, 400)
    assert run(provider)[1]["revoke-access"].verdict is Verdict.WRONG


def test_a_logout_with_a_page_says_that_nobody_knows(provider: HostileProvider) -> None:
    one_refresh(provider)
    provider.overrides["/id/logout"] = lambda _: Reply(200, b"<p>?", {"Content-Type": "text/html"})
    right, lines = run(provider)
    assert right
    assert (lines["logout"].verdict, lines["logout"].reason) == (Verdict.UNKNOWN, "page")
    assert "somebody would have to go on" in meaning(lines["logout"].reason)


def test_a_provider_that_does_not_ask_again_is_found_out(provider: HostileProvider) -> None:
    right, lines = run(provider, once_more=True)
    assert lines["once-more"].facts["asked"] == "no"  # the clock of this test stands still
    before = provider.time.true_wall()
    provider.spoil_claims = lambda made: made.update(auth_time=int(before) - 10)
    assert not run(provider)[0]
    assert right


def test_a_provider_that_asks_again_is_believed(provider: HostileProvider) -> None:
    provider.spoil_refresh = lambda made: provider.time.advance(30)
    _, lines = run(provider, once_more=True)
    assert lines["once-more"].facts["asked"] == "yes"
