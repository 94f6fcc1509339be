"""Sign-in by a page of the provider; the rows of the hostile table that need a whole one."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest

from auth.ending import end
from auth.errors import (
    AuthError,
    BadAnswer,
    BadToken,
    Cancelled,
    ConfigWrong,
    Expired,
    Refused,
    ServerFailed,
)
from auth.flows.code import CodeSignIn
from auth.stepup import StepUp
from tests.harness.hostile import (
    NAME,
    REDIRECT,
    Claims,
    HostileProvider,
    open_page,
    sign_in,
    sign_in_by_code,
)
from tests.harness.http_server import Reply, as_json

Spoil = Callable[[HostileProvider], object]


def asked(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def test_the_visitor_is_signed_in(provider: HostileProvider) -> None:
    session = sign_in_by_code(provider)
    assert session.visitor.masked_name == "张*"
    assert session.userinfo() == {"name": NAME}
    assert end(session).clean
    assert provider.live == set()


def test_the_provider_is_told_to_ask_anew(provider: HostileProvider) -> None:
    sent = asked(CodeSignIn(provider.party(), REDIRECT).start())
    assert (sent["prompt"], sent["max_age"]) == ("login", "60")
    assert (sent["response_type"], sent["code_challenge_method"]) == ("code", "S256")
    assert sent["scope"].split()[0] == "openid"


def test_state_nonce_and_challenge_are_fresh_each_time(provider: HostileProvider) -> None:
    flow = CodeSignIn(provider.party(), REDIRECT)
    first, second = asked(flow.start()), asked(flow.start())
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]
        assert len(first[name]) >= 43


def test_the_answer_to_an_older_request_is_refused(provider: HostileProvider) -> None:
    flow = CodeSignIn(provider.party(), REDIRECT)
    older = open_page(flow.start())
    flow.start()
    with pytest.raises(BadAnswer, match="state"):
        flow.finish(older)


def test_an_attempt_is_used_up_by_its_answer(provider: HostileProvider) -> None:
    flow = CodeSignIn(provider.party(), REDIRECT)
    place = open_page(flow.start())
    assert flow.finish(place).open
    with pytest.raises(Expired):
        flow.finish(place)


def test_a_code_of_another_visitor_is_worth_nothing(provider: HostileProvider) -> None:
    thief, victim = (CodeSignIn(provider.party(), REDIRECT) for _ in range(2))
    stolen = asked(open_page(victim.start()))["code"]
    provider.spoil_callback = lambda members: members.update(code=stolen)
    with pytest.raises(Refused, match="invalid_grant"):
        thief.finish(open_page(thief.start()))


def test_a_cancelled_attempt_gives_no_session(provider: HostileProvider) -> None:
    flow = CodeSignIn(provider.party(), REDIRECT)
    place = open_page(flow.start())
    flow.cancel()
    with pytest.raises(Cancelled):
        flow.finish(place)
    assert not provider.requests_to("/id/token")


def test_tokens_that_come_after_the_cancelling_are_revoked(provider: HostileProvider) -> None:
    flow = CodeSignIn(provider.party(), REDIRECT)
    place = open_page(flow.start())
    provider.spoil_claims = lambda made: flow.cancel()
    with pytest.raises(Cancelled):
        flow.finish(place)
    assert len(provider.live) == 1  # the refresh token went, and with it all it could fetch


def claim(**members: object) -> Spoil:
    return lambda provider: setattr(provider, "spoil_claims", lambda made: made.update(members))


def changed(change: Callable[[Claims], object]) -> Spoil:
    return lambda provider: setattr(provider, "spoil_claims", change)


def redirected(**members: str) -> Spoil:
    return lambda provider: setattr(provider, "spoil_callback", lambda made: made.update(members))


def sent_back(place: str) -> Spoil:
    return lambda provider: setattr(provider, "callback", place)


def answered(reply: Reply) -> Spoil:
    return lambda provider: provider.overrides.update({"/id/token": lambda _: reply})


def promised_and_absent(provider: HostileProvider) -> None:
    provider.metadata["authorization_response_iss_parameter_supported"] = True
    provider.spoil_callback = lambda members: members.pop("iss")


def pushed_and_bound(provider: HostileProvider) -> None:
    provider.use_par()
    provider.use_dpop(nonces=True)


HOSTILE: dict[str, tuple[Spoil, type[AuthError]]] = {
    "nonce wrong": (claim(nonce="other"), BadToken),
    "nonce missing": (changed(lambda made: made.pop("nonce")), BadToken),
    "nonce a number": (claim(nonce=1), BadToken),
    "the visitor before, by a cookie": (
        changed(lambda made: made.update(auth_time=made["iat"] - 60)),
        BadToken,
    ),
    "auth_time missing after prompt=login": (
        changed(lambda made: made.pop("auth_time")),
        BadToken,
    ),
    "auth_time in the future": (
        changed(lambda made: made.update(auth_time=made["iat"] + 60)),
        BadToken,
    ),
    "issuer of a mix-up": (redirected(iss="https://evil.example"), BadAnswer),
    "issuer promised and absent": (promised_and_absent, BadAnswer),
    "state of somebody else": (redirected(state="x"), BadAnswer),
    "error beside a code": (redirected(error="access_denied"), Refused),
    "implicit answer": (sent_back("{redirect_uri}#access_token=t"), BadAnswer),
    "code twice": (sent_back("{redirect_uri}?{query}&code=x"), BadAnswer),
    "another place": (sent_back("http://127.0.0.1:2/callback?{query}"), BadAnswer),
    "still pending": (answered(as_json({"error": "authorization_pending"}, 400)), BadAnswer),
    "no ID token": (answered(as_json({"access_token": "a", "token_type": "Bearer"})), BadAnswer),
    "token endpoint 500": (answered(Reply(500)), ServerFailed),
    "token endpoint redirects": (answered(Reply(307, headers={"Location": "/"})), BadAnswer),
    "client unknown": (answered(as_json({"error": "invalid_client"}, 401)), ConfigWrong),
    "only plain PKCE": (
        lambda p: p.metadata.update(code_challenge_methods_supported=["plain"]),
        BadAnswer,
    ),
    "PKCE methods no list": (
        lambda p: p.metadata.update(code_challenge_methods_supported="S256"),
        BadAnswer,
    ),
    "no authorization endpoint": (
        lambda p: p.metadata.pop("authorization_endpoint"),
        ConfigWrong,
    ),
    "authorization endpoint elsewhere": (
        lambda p: p.metadata.update(authorization_endpoint="https://evil.example/a"),
        BadAnswer,
    ),
    "pushing elsewhere": (
        lambda p: p.metadata.update(
            pushed_authorization_request_endpoint="https://evil.example/par"
        ),
        BadAnswer,
    ),
}

LEGITIMATE: dict[str, Spoil] = {
    "issuer promised and there": lambda p: p.metadata.update(
        authorization_response_iss_parameter_supported=True
    ),
    "issuer neither promised nor there": lambda p: setattr(
        p, "spoil_callback", lambda members: members.pop("iss")
    ),
    "auth_time two seconds early": changed(lambda made: made.update(auth_time=made["iat"] - 2)),
    "PKCE methods": lambda p: p.metadata.update(code_challenge_methods_supported=["plain", "S256"]),
    "pushed": HostileProvider.use_par,
    "bound": HostileProvider.use_dpop,
    "pushed and bound": pushed_and_bound,
    "endpoint with a query": lambda p: p.metadata.update(
        authorization_endpoint=f"{p.issuer}/authorize?tenant=1"
    ),
}


@pytest.mark.parametrize("row", HOSTILE)
def test_a_hostile_provider_signs_nobody_in(provider: HostileProvider, row: str) -> None:
    spoil, error = HOSTILE[row]
    spoil(provider)
    with pytest.raises(error):
        sign_in_by_code(provider)


@pytest.mark.parametrize("row", LEGITIMATE)
def test_its_legitimate_twin_does(provider: HostileProvider, row: str) -> None:
    LEGITIMATE[row](provider)
    assert sign_in_by_code(provider).open


def test_a_sign_in_may_take_as_long_as_its_page_was_open(provider: HostileProvider) -> None:
    flow = CodeSignIn(provider.party(), REDIRECT)
    place = flow.start()
    provider.spoil_claims = lambda made: made.update(auth_time=made["iat"] - 90)
    provider.time.advance(100)
    assert flow.finish(open_page(place)).open


def test_a_pushed_request_leaves_only_its_name_in_the_address(provider: HostileProvider) -> None:
    provider.use_par()
    address = CodeSignIn(provider.party(), REDIRECT).start()
    assert set(asked(address)) == {"client_id", "request_uri"}
    (pushed,) = provider.requests_to("/id/par")
    assert pushed.form["prompt"] == "login"


PUSHED: dict[str, tuple[Reply, type[AuthError]]] = {
    "refused": (as_json({"error": "invalid_request"}, 400), ConfigWrong),
    "error with 200": (as_json({"error": "invalid_request"}), ConfigWrong),
    "pending": (as_json({"error": "authorization_pending"}, 400), BadAnswer),
    "no name": (as_json({}, 201), BadAnswer),
    "name a list": (as_json({"request_uri": ["x"]}, 201), BadAnswer),
    "name with a line end": (as_json({"request_uri": "x\n"}, 201), BadAnswer),
    "name of 600 characters": (as_json({"request_uri": "x" * 600}, 201), BadAnswer),
    "HTML": (Reply(201, b"<html>"), BadAnswer),
    "500": (Reply(500), ServerFailed),
}


@pytest.mark.parametrize("row", PUSHED)
def test_a_bad_answer_to_a_pushed_request_opens_no_page(
    provider: HostileProvider, row: str
) -> None:
    provider.use_par()
    reply, error = PUSHED[row]
    provider.overrides["/id/par"] = lambda _: reply
    with pytest.raises(error):
        CodeSignIn(provider.party(), REDIRECT).start()


@pytest.mark.parametrize("way", [sign_in_by_code, sign_in])
def test_a_weaker_level_than_asked_is_refused(
    provider: HostileProvider, way: Callable[..., object]
) -> None:
    wanted = {"step_up": StepUp("4")} if way is sign_in_by_code else {"acr": "4"}
    with pytest.raises(BadToken, match="acr"):
        way(provider, **wanted)
    provider.spoil_claims = lambda made: made.update(acr="4")
    assert way(provider, **wanted)


def test_a_step_up_says_what_it_needs(provider: HostileProvider) -> None:
    flow = CodeSignIn(provider.party(), REDIRECT, step_up=StepUp("4", 300))
    sent = asked(flow.start())
    assert (sent["acr_values"], sent["max_age"], sent["prompt"]) == ("4", "300", "login")
