"""Providers that are right and peculiar: a whole visit at each, by both ways.

What a deployment must say (``config``) stands beside what the provider does; the last table
shows that saying it opens no door.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from joserfc.jwk import OKPKey

from auth.assertion import ClientSecret, PublicClient
from auth.ending import Outcome, Step, end
from auth.errors import AuthError, BadAnswer, BadToken
from auth.flows.code import CodeSignIn
from auth.flows.device import DeviceSignIn, Pending
from auth.party import RelyingParty, relying_party
from auth.session import Session
from auth.stepup import StepUp
from tests.harness.hostile import (
    NAME,
    REDIRECT,
    SUB,
    HostileProvider,
    ec_key,
    half_hash,
    open_page,
    rsa_key,
)
from tests.harness.http_server import Reply, Seen, as_json

Spoil = Callable[[HostileProvider], object]
WAYS = ("code", "device")
# the older name of Ed25519, which the provider of these tests signs with
pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated")


@dataclass(frozen=True)
class Quirk:
    """What a provider does, and what the deployment says about it."""

    does: Spoil
    config: dict[str, Any] = field(default_factory=dict)
    logout: Outcome = Outcome.DONE
    ways: tuple[str, ...] = WAYS


def party_of(provider: HostileProvider, **config: Any) -> RelyingParty:
    settings = replace(provider.config(), **config)
    credential = PublicClient(provider.client_id)
    return relying_party(settings, credential, clock=provider.time.clock())


def sign_in(
    provider: HostileProvider, party: RelyingParty, way: str, step_up: StepUp | None = None
) -> Session:
    if way == "code":
        page = CodeSignIn(party, REDIRECT, step_up=step_up)
        return page.finish(open_page(page.start()))
    phone = DeviceSignIn(party, step_up=step_up)
    code = phone.start()
    provider.time.advance(code.interval)
    result = phone.poll()
    if isinstance(result, Pending):
        raise result.trouble or AssertionError("still pending")
    return result


def says(**members: object) -> Spoil:
    return lambda p: p.metadata.update(members)


def lacks(*names: str) -> Spoil:
    return lambda p: [p.metadata.pop(name) for name in names]


def claims(change: Callable[[dict[str, Any], HostileProvider], object]) -> Spoil:
    def spoil(provider: HostileProvider) -> None:
        def both(made: dict[str, Any]) -> None:
            change(made, provider)

        provider.spoil_claims = provider.spoil_refresh = both

    return spoil


def answers(**members: object) -> Spoil:
    return lambda p: setattr(p, "spoil_answer", lambda answer: answer.update(members))


def answers_without(*names: str) -> Spoil:
    return lambda p: setattr(
        p, "spoil_answer", lambda answer: [answer.pop(name, None) for name in names]
    )


def device(**members: object) -> Spoil:
    return lambda p: p.device_answer.update(members)


def device_without(*names: str) -> Spoil:
    """Leaves out what the standard lets a provider leave out."""

    def spoil(provider: HostileProvider) -> None:
        right = provider._device

        def bare(seen: Seen) -> Reply:
            body = Seen("POST", "", {}, {}, right(seen).body).json
            return as_json({name: body[name] for name in body if name not in names})

        provider.overrides["/id/device"] = bare

    return spoil


def signs(key: Any, algorithm: str, kid: str | None = "first") -> Spoil:
    def spoil(provider: HostileProvider) -> None:
        provider.use_key(key, algorithm, kid)
        bits = {"256": "sha256", "384": "sha384", "512": "sha512"}.get(algorithm[2:], "sha512")
        right = provider.claims

        def claims_with(access: str, **how: Any) -> dict[str, Any]:
            return {**right(access, **how), "at_hash": half_hash(access, bits)}

        provider.claims = claims_with  # type: ignore[method-assign]  # a provider of its own

    return spoil


def signed_userinfo(**members: object) -> Spoil:
    def spoil(provider: HostileProvider) -> None:
        def answer(seen: Seen) -> Reply:
            if provider._userinfo(seen).status != 200:
                return Reply(401)
            said = {"iss": provider.issuer, "aud": provider.client_id, "sub": SUB, "name": NAME}
            changed = {**said, **members}
            token = provider.sign({name: each for name, each in changed.items() if each})
            return Reply(200, token.encode(), {"Content-Type": "application/jwt; charset=utf-8"})

        provider.overrides["/id/userinfo"] = answer

    return spoil


def slash(provider: HostileProvider) -> None:
    provider.issuer += "/"
    provider.metadata["issuer"] = provider.issuer


def by_get_only(status: int) -> Spoil:
    def spoil(provider: HostileProvider) -> None:
        provider.overrides["/id/logout"] = lambda seen: (
            provider._logout(seen) if seen.method == "GET" else Reply(status, b"<html>CSRF</html>")
        )

    return spoil


def pushes_for_others_only(provider: HostileProvider) -> None:
    provider.use_par()
    provider.overrides["/id/par"] = lambda _: as_json({"error": "unauthorized_client"}, 400)


def binds_in_words_only(provider: HostileProvider) -> None:
    provider.metadata["dpop_signing_alg_values_supported"] = ["ES256"]


def leads_elsewhere(provider: HostileProvider) -> None:
    provider.overrides["/id/logout"] = lambda _: Reply(302, headers={"Location": "/goodbye"})


def shares_audience(made: dict[str, Any], provider: HostileProvider) -> None:
    made.update(aud=[provider.client_id, "project-7"], azp=provider.client_id)


OTHER_AUDIENCE = {"audiences": ("project-7",)}
ED25519 = OKPKey.generate_key("Ed25519", auto_kid=False)
QUIRKS: dict[str, Quirk] = {
    "issuer with a slash at the end": Quirk(slash),
    "null for what it does not have": Quirk(
        says(
            end_session_endpoint=None, scopes_supported=None, dpop_signing_alg_values_supported=None
        ),
        logout=Outcome.ABSENT,
    ),
    "no logout": Quirk(lacks("end_session_endpoint"), logout=Outcome.ABSENT),
    "logout by GET only, 405": Quirk(by_get_only(405)),
    "logout by GET only, 403 of a form's token": Quirk(by_get_only(403)),
    "logout leads to a page": Quirk(leads_elsewhere, logout=Outcome.UNKNOWN),
    "aud as a list": Quirk(claims(lambda made, p: made.update(aud=[p.client_id]))),
    "aud with a project's id beside, configured": Quirk(claims(shares_audience), OTHER_AUDIENCE),
    "many claims nobody asked for": Quirk(
        claims(lambda made, _: made.update(sid="s", jti="j", amr=["pwd"], groups=["a"], c_hash="x"))
    ),
    "no at_hash, no acr, no locale": Quirk(
        claims(lambda made, _: [made.pop(name) for name in ("at_hash", "acr", "locale")])
    ),
    "RS256": Quirk(signs(rsa_key("first"), "RS256")),
    "PS256": Quirk(signs(rsa_key("first"), "PS256")),
    "ES256 without kid": Quirk(signs(ec_key("first"), "ES256", None)),
    "RS512, configured": Quirk(signs(rsa_key("first"), "RS512"), {"algorithms": ("RS512",)}),
    "ES384, configured": Quirk(
        signs(ec_key("p384", "P-384"), "ES384"), {"algorithms": ("ES384", "RS256")}
    ),
    "EdDSA, configured": Quirk(signs(ED25519, "EdDSA"), {"algorithms": ("EdDSA",)}),
    "Ed25519, configured": Quirk(signs(ED25519, "Ed25519"), {"algorithms": ("EdDSA", "Ed25519")}),
    "userinfo signed": Quirk(signed_userinfo()),
    "userinfo signed, for nobody in particular": Quirk(signed_userinfo(aud=None, iss=None)),
    "refresh tokens stay the same": Quirk(
        lambda p: setattr(p, "spoil_refresh", lambda _: setattr(p, "spoil_answer", drop_refresh))
    ),
    "no ID token at a refresh": Quirk(
        lambda p: setattr(p, "spoil_refresh", lambda _: setattr(p, "spoil_answer", drop_id_token))
    ),
    "access tokens of ten days": Quirk(answers(expires_in=864_000)),
    "the life of a token as text": Quirk(answers(expires_in="300")),
    "the life of a token as a float": Quirk(answers(expires_in=300.0)),
    "no life of a token": Quirk(answers_without("expires_in")),
    "token type in small letters": Quirk(answers(token_type="bearer")),
    "never says when it asked, configured": Quirk(
        claims(lambda made, _: made.pop("auth_time")), {"auth_time": False}
    ),
    "pushed requests not for this client, configured": Quirk(
        pushes_for_others_only, {"par": False}
    ),
    "binds no tokens though it says so, configured": Quirk(binds_in_words_only, {"dpop": False}),
    "no interval": Quirk(device_without("interval"), ways=("device",)),
    "interval of zero": Quirk(device(interval=0), ways=("device",)),
    "interval and life as text": Quirk(device(interval="5", expires_in="600"), ways=("device",)),
    "codes that live for an hour": Quirk(device(expires_in=3600), ways=("device",)),
    "no complete address, no number": Quirk(
        device_without("verification_uri_complete", "binding_number"), ways=("device",)
    ),
    "a code of letters with a hyphen": Quirk(device(user_code="TMLU-O1YZ"), ways=("device",)),
}


def drop_refresh(answer: dict[str, Any]) -> None:
    answer.pop("refresh_token", None)


def drop_id_token(answer: dict[str, Any]) -> None:
    answer.pop("id_token", None)


@pytest.mark.parametrize(
    ("row", "way"), [(row, way) for row, quirk in QUIRKS.items() for way in quirk.ways]
)
def test_a_whole_visit_at_a_peculiar_provider(
    provider: HostileProvider, row: str, way: str
) -> None:
    quirk = QUIRKS[row]
    quirk.does(provider)
    session = sign_in(provider, party_of(provider, **quirk.config), way)
    assert session.visitor.masked_name == "张*"
    assert session.userinfo() == {"name": NAME}
    for _ in range(2):
        session.refresh()
    assert session.current_token() in provider.live
    outcomes = {step.step: step.outcome for step in end(session).steps}
    assert outcomes[Step.REVOKE_REFRESH] is outcomes[Step.REVOKE_ACCESS] is Outcome.DONE
    assert outcomes[Step.LOGOUT] is quirk.logout


def test_a_token_is_never_believed_to_live_longer_than_a_day(provider: HostileProvider) -> None:
    provider.spoil_answer = lambda answer: answer.update(expires_in=864_000)
    session = sign_in(provider, party_of(provider), "code")
    provider.time.advance(86_401)
    provider.live.clear()
    assert session.current_token() == ""


def test_a_code_is_replaced_after_half_an_hour_at_the_latest(provider: HostileProvider) -> None:
    provider.device_answer["expires_in"] = 86_000
    code = DeviceSignIn(party_of(provider)).start()
    assert code.expires_at - provider.time.steady() == 1800


def test_a_secret_goes_in_the_form_where_the_client_is_set_to_that(
    provider: HostileProvider,
) -> None:
    secret = ClientSecret(provider.client_id, "a b:ü", in_form=True)
    party = relying_party(provider.config(), secret, clock=provider.time.clock())
    sign_in(provider, party, "device")
    for sent in (*provider.requests_to("/id/device"), *provider.requests_to("/id/token")):
        assert (sent.form["client_id"], sent.form["client_secret"]) == ("terminal-3", "a b:ü")
        assert "Authorization" not in sent.headers


def all_of(*parts: Spoil) -> Spoil:
    return lambda p: [part(p) for part in parts]


CLOSED: dict[str, tuple[Spoil, dict[str, Any], StepUp, type[AuthError]]] = {
    "the other audience alone": (
        claims(lambda made, _: made.update(aud=["project-7"])),
        OTHER_AUDIENCE,
        StepUp(),
        BadToken,
    ),
    "a third audience": (
        claims(lambda made, p: made.update(aud=[p.client_id, "project-7", "else"])),
        OTHER_AUDIENCE,
        StepUp(),
        BadToken,
    ),
    "the other audience as the party": (
        claims(lambda made, p: made.update(aud=[p.client_id, "project-7"], azp="project-7")),
        OTHER_AUDIENCE,
        StepUp(),
        BadToken,
    ),
    "an audience that is no text": (
        claims(lambda made, p: made.update(aud=[p.client_id, {"project-7": 1}])),
        OTHER_AUDIENCE,
        StepUp(),
        BadToken,
    ),
    "the visitor before, where auth_time is not needed and there": (
        claims(lambda made, _: made.update(auth_time=made["iat"] - 60)),
        {"auth_time": False},
        StepUp(),
        BadToken,
    ),
    "a step-up without auth_time": (
        claims(lambda made, _: made.pop("auth_time")),
        {"auth_time": False},
        StepUp(max_age=30),
        BadToken,
    ),
    "EdDSA that nobody configured": (signs(ED25519, "EdDSA"), {}, StepUp(), BadToken),
    "Ed25519 where RS256 is configured": (
        signs(ED25519, "Ed25519"),
        {"algorithms": ("RS256",)},
        StepUp(),
        BadToken,
    ),
    "at_hash of another hash": (
        lambda p: p.use_key(ED25519, "EdDSA"),  # and goes on with SHA-256
        {"algorithms": ("EdDSA",)},
        StepUp(),
        BadToken,
    ),
    "plain tokens though proofs were sent": (binds_in_words_only, {}, StepUp(), BadAnswer),
}


@pytest.mark.parametrize("row", CLOSED)
def test_what_a_deployment_allows_lets_nothing_else_in(provider: HostileProvider, row: str) -> None:
    does, config, step_up, error = CLOSED[row]
    does(provider)
    with pytest.raises(error):
        sign_in(provider, party_of(provider, **config), "code", step_up)


SIGNED: dict[str, Spoil] = {
    "another subject": signed_userinfo(sub="u-2"),
    "another issuer": signed_userinfo(iss="https://evil.example"),
    "another audience": signed_userinfo(aud="someone-else"),
    "another key": all_of(signed_userinfo(), lambda p: setattr(p, "key", ec_key("attacker"))),
    "unsigned": lambda p: p.overrides.update(
        {
            "/id/userinfo": lambda _: Reply(
                200,
                b"eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1LTEwMDAxIn0.",
                {"Content-Type": "application/jwt"},
            )
        }
    ),
}


@pytest.mark.parametrize("row", SIGNED)
def test_signed_userinfo_is_checked_like_an_id_token(provider: HostileProvider, row: str) -> None:
    session = sign_in(provider, party_of(provider), "device")
    SIGNED[row](provider)
    with pytest.raises(BadToken):
        session.userinfo()
