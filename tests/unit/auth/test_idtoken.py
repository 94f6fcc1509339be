"""The rows on ID tokens of the hostile-provider table, each by a whole sign-in."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives import serialization
from joserfc.jwk import OctKey

from auth.errors import AuthError, BadToken, ClockWrong, Code
from auth.idtoken import Expected, IdClaims
from tests.harness.hostile import (
    SUB,
    Claims,
    HostileProvider,
    SigningKey,
    ec_key,
    half_hash,
    public_jwk,
    rsa_key,
    sign_in,
    sign_in_by_code,
)

Spoil = Callable[[HostileProvider], object]


def claim(name: str, value: object) -> Spoil:
    def spoil(provider: HostileProvider) -> None:
        provider.spoil_claims = lambda claims: claims.update({name: value})

    return spoil


def claims(change: Callable[[Claims, HostileProvider], object]) -> Spoil:
    def spoil(provider: HostileProvider) -> None:
        provider.spoil_claims = lambda made: change(made, provider)

    return spoil


def also_publish(key: SigningKey, kid: str, *, use: Spoil) -> Spoil:
    """``use`` with a second, sound key in front of the set."""

    def spoil(provider: HostileProvider) -> None:
        use(provider)
        provider.jwks["keys"].insert(0, public_jwk(key, kid))

    return spoil


def key_by_jku(provider: HostileProvider) -> None:
    provider.key = ec_key("attacker")
    provider.header.update(jku=f"{provider.url}/evil", kid="evil")


def without(name: str) -> Spoil:
    return claims(lambda made, _: made.pop(name))


def header(**members: object) -> Spoil:
    return lambda provider: provider.header.update(members)


def token(make: Callable[[str, HostileProvider], str]) -> Spoil:
    def spoil(provider: HostileProvider) -> None:
        provider.make_id_token = lambda made: make(provider.sign(made), provider)

    return spoil


def signed_by(key: SigningKey, alg: str, kid: str | None = "first") -> Spoil:
    return lambda provider: provider.use_key(key, alg, kid)


def b64(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unsigned(*, at_hash: bool) -> Spoil:
    def spoil(provider: HostileProvider) -> None:
        def make(made: Claims) -> str:
            kept = {name: made[name] for name in made if at_hash or name != "at_hash"}
            return f"{b64({'alg': 'none'})}.{b64(kept)}."

        provider.metadata["id_token_signing_alg_values_supported"] = ["none", "ES256"]
        provider.make_id_token = make

    return spoil


def keyed_with_public(form: str) -> Spoil:
    """HS256 with what everybody knows as the secret."""

    def spoil(provider: HostileProvider) -> None:
        provider.jwks = {"keys": [public_jwk(rsa_key("first"), "first")]}
        provider.metadata["id_token_signing_alg_values_supported"] = ["HS256", "RS256"]
        public = rsa_key("first").public_key
        pem = public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        secret = pem if form == "pem" else public.public_numbers().n.to_bytes(256)

        def make(made: Claims) -> str:
            signed = f"{b64({'alg': 'HS256', 'kid': 'first'})}.{b64(made)}"
            return f"{signed}.{b64(hmac.digest(secret, signed.encode(), 'sha256'))}"

        provider.make_id_token = make

    return spoil


def embedded_key(provider: HostileProvider) -> None:
    attacker = ec_key("attacker")
    provider.key = attacker
    provider.header["jwk"] = attacker.as_dict(private=False)
    provider.header["kid"] = "attacker"


def tampered(signed: str, provider: HostileProvider) -> str:
    first, payload, last = signed.split(".")
    made = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return f"{first}.{b64({**made, 'sub': 'u-2'})}.{last}"


def raw_payload(raw: bytes) -> Spoil:
    def spoil(provider: HostileProvider) -> None:
        provider.make_id_token = lambda made: provider.sign_raw(raw)

    return spoil


def duplicate_sub(provider: HostileProvider) -> None:
    def make(made: Claims) -> str:
        text = json.dumps(made)
        return provider.sign_raw(f'{text[:-1]}, "sub": "u-2"}}'.encode())

    provider.make_id_token = make


HOSTILE: dict[str, Spoil] = {
    "tampered payload": token(tampered),
    "other key under the same kid": lambda p: setattr(p, "key", ec_key("attacker")),
    "stripped signature": token(lambda signed, _: signed.rsplit(".", 1)[0] + "."),
    "no signature part": token(lambda signed, _: signed.rsplit(".", 1)[0]),
    "key by jku": key_by_jku,
    "garbage": token(lambda *_: "garbage"),
    "not ASCII": token(lambda *_: "一.二.三"),
    "empty": token(lambda *_: ""),
    "five parts": token(lambda signed, _: f"{signed}.x.y"),
    "200 kB payload": claim("filler", "x" * 150_000),
    "alg none": unsigned(at_hash=True),
    "alg none without at_hash": unsigned(at_hash=False),
    "alg in capitals": token(lambda s, _: f"{b64({'alg': 'NONE'})}.{s.split('.')[1]}."),
    "alg missing": token(lambda s, _: f"{b64({'kid': 'first'})}.{s.split('.', 1)[1]}"),
    "alg a list": token(lambda s, _: f"{b64({'alg': ['ES256']})}.{s.split('.', 1)[1]}"),
    "header a list": token(lambda s, _: f"{b64(['ES256'])}.{s.split('.', 1)[1]}"),
    "header too deep": token(lambda s, _: f"{b64(b'[' * 5000)}.{s.split('.', 1)[1]}"),
    "HS256 with the public key as PEM": keyed_with_public("pem"),
    "HS256 with the modulus": keyed_with_public("modulus"),
    "HS256 with a published oct key": also_publish(
        ec_key("first"), "other", use=signed_by(OctKey.import_key(b"k" * 32), "HS256")
    ),
    "RS384": signed_by(rsa_key("first"), "RS384"),
    "ES384": also_publish(
        ec_key("first"), "other", use=signed_by(ec_key("p384", "P-384"), "ES384")
    ),
    "RSA of 1024 bits": also_publish(
        ec_key("first"), "other", use=signed_by(rsa_key("small", 1024), "RS256")
    ),
    "key meant for encryption": also_publish(
        ec_key("first"), "other", use=lambda p: p.jwks["keys"][0].update(use="enc")
    ),
    "key meant for another algorithm": also_publish(
        ec_key("first"), "other", use=lambda p: p.jwks["keys"][0].update(alg="ES512")
    ),
    "embedded jwk": embedded_key,
    "unknown crit": token(
        lambda s, _: (
            f"{b64({'alg': 'ES256', 'kid': 'first', 'crit': ['x'], 'x': 1})}." + s.split(".", 1)[1]
        )
    ),
    "crit naming a standard member": header(crit=["kid"]),
    "b64 false": header(b64=False, crit=["b64"]),
    "access token as ID token": header(typ="at+jwt"),
    "logout token as ID token": header(typ="logout+jwt"),
    "typ a number": token(
        lambda s, _: f"{b64({'alg': 'ES256', 'kid': 'first', 'typ': 1})}.{s.split('.', 1)[1]}"
    ),
    "payload a list": raw_payload(b"[]"),
    "payload not JSON": raw_payload(b"x"),
    "payload too deep": raw_payload(b"[" * 20_000),
    "payload with NaN": raw_payload(b'{"exp": NaN}'),
    "two subjects": duplicate_sub,
    "wrong iss": claim("iss", "https://evil.example"),
    "iss with a slash more": claims(lambda c, p: c.update(iss=f"{p.issuer}/")),
    "iss missing": without("iss"),
    "iss a list": claims(lambda c, p: c.update(iss=[p.issuer])),
    "wrong aud": claim("aud", "someone-else"),
    "aud missing": without("aud"),
    "aud null": claim("aud", None),
    "wrong aud, azp us": claims(lambda c, p: c.update(aud="else", azp=p.client_id)),
    "list without us, azp us": claims(lambda c, p: c.update(aud=["else"], azp=p.client_id)),
    "aud empty list": claims(lambda c, p: c.update(aud=[], azp=p.client_id)),
    "aud empty string": claims(lambda c, p: c.update(aud="", azp=p.client_id)),
    "aud us and another": claims(lambda c, p: c.update(aud=[p.client_id, "else"], azp=p.client_id)),
    "azp wrong": claim("azp", "someone-else"),
    "azp null": claim("azp", None),
    "expired": claims(lambda c, _: c.update(exp=c["iat"] - 61, iat=c["iat"] - 200)),
    "exp missing": without("exp"),
    "exp a string": claims(lambda c, _: c.update(exp=str(c["exp"]))),
    "exp true": claim("exp", True),
    "exp infinite": claims(lambda c, _: c.update(exp=10**400)),
    "exp in the year 9999": claim("exp", 253_370_764_800),
    "exp before iat": claims(lambda c, _: c.update(exp=c["iat"] - 1)),
    "iat missing": without("iat"),
    "iat in an hour": claims(lambda c, _: c.update(iat=c["iat"] + 3600, exp=c["exp"] + 3600)),
    "iat a day old": claims(lambda c, _: c.update(iat=c["iat"] - 86_000)),
    "iat before the sign-in began": claims(lambda c, _: c.update(iat=c["iat"] - 120)),
    "nbf in an hour": claims(lambda c, _: c.update(nbf=c["iat"] + 3600)),
    "nbf a string": claim("nbf", "soon"),
    "at_hash wrong": claim("at_hash", half_hash("other")),
    "at_hash a number": claim("at_hash", 1),
    "sub missing": without("sub"),
    "sub a number": claim("sub", 7),
    "sub empty": claim("sub", ""),
    "sub of 5,000 characters": claim("sub", "x" * 5000),
    "auth_time a string": claim("auth_time", "now"),
}

LEGITIMATE: dict[str, Spoil] = {
    "as it is": lambda p: None,
    "RS256": signed_by(rsa_key("first"), "RS256"),
    "PS256": signed_by(rsa_key("first"), "PS256"),
    "RSA of 3072 bits": signed_by(rsa_key("big", 3072), "RS256"),
    "without kid, one key": signed_by(ec_key("first"), "ES256", None),
    "without kid, several keys": also_publish(
        rsa_key("second"), "second", use=signed_by(rsa_key("first"), "RS256", None)
    ),
    "without kid, keys of two kinds": also_publish(
        ec_key("first"), "second", use=signed_by(rsa_key("first"), "RS256", None)
    ),
    "without typ": lambda p: p.header.pop("typ"),
    "typ in small letters": header(typ="jwt"),
    "certificate chain in the header": header(x5c=["M" * 2000]),
    "foreign key offered in the header and not used": header(
        jwk=ec_key("attacker").as_dict(private=False)
    ),
    "header member nobody knows": header(shiny=True),
    "aud as a list of us": claims(lambda c, p: c.update(aud=[p.client_id])),
    "azp us": claims(lambda c, p: c.update(azp=p.client_id)),
    "without at_hash": without("at_hash"),
    "without auth_time": without("auth_time"),
    "clocks 50 s apart": claims(lambda c, _: c.update(iat=c["iat"] + 50, exp=c["exp"] + 50)),
    "times with fractions": claims(lambda c, _: c.update(iat=c["iat"] + 0.5)),
    "sub of 255 characters": claim("sub", "x" * 255),
    "nbf now": claims(lambda c, _: c.update(nbf=c["iat"])),
    "2 kB of claims nobody asked for": claim("groups", ["x" * 100] * 20),
}


@pytest.mark.parametrize("way", [sign_in, sign_in_by_code])
@pytest.mark.parametrize("row", HOSTILE)
def test_a_hostile_id_token_is_refused(
    provider: HostileProvider, row: str, way: Callable[[HostileProvider], object]
) -> None:
    HOSTILE[row](provider)
    with pytest.raises(BadToken) as caught:
        way(provider)
    assert caught.value.code is Code.BAD_TOKEN


@pytest.mark.parametrize("row", LEGITIMATE)
def test_its_legitimate_twin_is_accepted(provider: HostileProvider, row: str) -> None:
    LEGITIMATE[row](provider)
    assert sign_in(provider).open


def test_tokens_that_came_with_a_refused_id_token_are_revoked(provider: HostileProvider) -> None:
    provider.spoil_claims = lambda made: made.update(aud="someone-else")
    with pytest.raises(BadToken):
        sign_in(provider)
    assert len(provider.live) == 1  # the access token lived; revoking the refresh token is enough


@pytest.mark.parametrize("acr", ["2", "0", "", None, 4, "4x"])
def test_a_weaker_level_than_asked_is_refused(provider: HostileProvider, acr: object) -> None:
    provider.spoil_claims = lambda made: made.update(acr=acr)
    with pytest.raises(BadToken, match="acr"):
        sign_in(provider, acr="4")


@pytest.mark.parametrize("acr", ["4", "5"])
def test_the_level_asked_for_or_a_stronger_one_is_accepted(
    provider: HostileProvider, acr: str
) -> None:
    provider.spoil_claims = lambda made: made.update(acr=acr)
    assert sign_in(provider, acr="4").visitor.acr == acr


@pytest.mark.parametrize("skew", [-3600.0, 3600.0])
def test_a_wrong_clock_of_the_terminal_is_told_from_a_wrong_token(
    provider: HostileProvider, skew: float
) -> None:
    provider.time.skew = skew
    with pytest.raises(ClockWrong) as caught:
        sign_in(provider)
    assert caught.value.skew == pytest.approx(skew, abs=1)


def test_a_stale_token_is_not_excused_by_a_right_clock(provider: HostileProvider) -> None:
    provider.spoil_claims = lambda made: made.update(iat=made["iat"] - 3600)
    with pytest.raises(BadToken, match="iat"):
        sign_in(provider)


def test_no_error_repeats_what_the_token_said(provider: HostileProvider) -> None:
    provider.spoil_claims = lambda made: made.update(aud="secret-audience")
    with pytest.raises(AuthError) as caught:
        sign_in(provider)
    assert "secret-audience" not in str(caught.value)
    assert SUB not in str(caught.value)


def check(provider: HostileProvider, expected: Expected) -> IdClaims:
    party = provider.party()
    return party.checker.check(provider.sign(provider.claims("")), expected)


@pytest.mark.parametrize("nonce", ["other", "", 5, None])
def test_a_wrong_nonce_is_refused(provider: HostileProvider, nonce: object) -> None:
    provider.spoil_claims = lambda made: made.update(nonce=nonce)
    with pytest.raises(BadToken, match="nonce"):
        check(provider, Expected(nonce="ours"))


def test_a_missing_nonce_is_refused(provider: HostileProvider) -> None:
    with pytest.raises(BadToken, match="nonce"):
        check(provider, Expected(nonce="ours"))


def test_the_nonce_that_was_sent_is_accepted(provider: HostileProvider) -> None:
    provider.spoil_claims = lambda made: made.update(nonce="ours")
    assert check(provider, Expected(nonce="ours")).sub == SUB


@pytest.mark.parametrize("ago", [33, 3600, -10])
def test_a_sign_in_that_is_too_old_is_refused(provider: HostileProvider, ago: int) -> None:
    provider.spoil_claims = lambda made: made.update(auth_time=made["iat"] - ago)
    with pytest.raises(BadToken, match="auth_time"):
        check(provider, Expected(signed_in_within=30))


def test_a_missing_auth_time_is_refused_when_it_was_asked_for(provider: HostileProvider) -> None:
    provider.spoil_claims = lambda made: made.pop("auth_time")
    with pytest.raises(BadToken, match="auth_time"):
        check(provider, Expected(signed_in_within=30))


@pytest.mark.parametrize("ago", [0, 30, 32])
def test_a_fresh_sign_in_is_accepted(provider: HostileProvider, ago: int) -> None:
    provider.spoil_claims = lambda made: made.update(auth_time=made["iat"] - ago)
    assert check(provider, Expected(signed_in_within=30)).sub == SUB
