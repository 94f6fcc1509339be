"""Anything at all in place of what a provider should say: an error of ours, and quickly."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import OKPKey

from auth.callback import Awaited, read_callback
from auth.config import ALGORITHMS, ProviderConfig
from auth.discovery import _read
from auth.errors import AuthError
from auth.flows.devicecode import read_code
from auth.jws import open_signed
from auth.keys import import_keys
from auth.profile import pick, visitor_of
from auth.tokens import NotYet, read_tokens
from auth.transport import Answer
from tests.harness.hostile import ec_key, public_jwk, rsa_key

CONFIG = ProviderConfig("https://id.example", "c")
AWAITED = Awaited("http://127.0.0.1:1/callback", "https://id.example", "s1")
VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 5.5, 1e308, float("inf"), 10**30, "", "!", "AQAB", "A" * 5000, [], {}),
    *("sig", ["verify"], "P-256", "P-384", "secp256k1", "Ed448", "RSA", "EC", [None], {"a": [1]}),
    *("https://127.0.0.1/x", "https://id.example/x", "http://id.example", "a b", "é", "\u202e"),
    *("none", "HS256", ["ES256"], "\ud800", "crit"),
)
QUERY = ("s1", "c", "%ff", "%E4%B8%80", "+", "%00", "https%3A%2F%2Fid.example", "access_denied")


def spoilt(sound: dict[str, Any], more: str, random: Random) -> dict[str, Any]:
    """``sound`` with a few members that are anything."""
    names = [*sound, *more.split()]
    return {**sound, **{random.choice(names): random.choice(VALUES) for _ in range(3)}}


def metadata(random: Random) -> object:
    sound = {
        "issuer": "https://id.example",
        "jwks_uri": "https://id.example/j",
        "token_endpoint": "https://id.example/t",
    }
    more = "userinfo_endpoint scopes_supported code_challenge_methods_supported"
    return _read(spoilt(sound, f"{more} dpop_signing_alg_values_supported", random), CONFIG)


def keys(random: Random) -> object:
    ed25519 = OKPKey.generate_key("Ed25519", auto_kid=False)
    sound = [public_jwk(key, "k") for key in (ec_key("first"), rsa_key("first"), ed25519)]
    spoil = spoilt(random.choice(sound), "kty crv x y n e d alg key_ops", random)
    return import_keys({"keys": [spoil]})


def tokens(random: Random) -> object:
    sound = {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": "x"}
    body = json.dumps(spoilt(sound, "refresh_token error scope", random)).encode()
    status = random.choice((200, 400, 401))
    return read_tokens(Answer(status, body, "", None, None), id_token_required=True)


def device(random: Random) -> object:
    sound = {"device_code": "x", "user_code": "1234", "expires_in": 60}
    sound["verification_uri"] = "https://id.example/d"
    more = "interval binding_number verification_uri_complete error"
    body = json.dumps(spoilt(sound, more, random)).encode()
    return read_code(Answer(200, body, "", None, None), 0.0)


def callback(random: Random) -> object:
    members = [
        random.choice(("code", "state", "iss", "error", "", "%", "a[]"))
        + random.choice(("=", "", "=="))
        + random.choice(QUERY)
        for _ in range(random.randrange(6))
    ]
    return read_callback(f"{AWAITED.redirect_uri}?{'&'.join(members)}", AWAITED)


def person(random: Random) -> object:
    claims = {name: random.choice(VALUES) for name in ("name", "masked_name", "locale")}
    return visitor_of(pick(claims), sub_hash="x", acr="").masked_name.encode("utf-8")


READERS: tuple[Callable[[Random], object], ...] = (
    *(metadata, keys, tokens, device, callback, person),
)


@pytest.mark.parametrize("read", READERS)
def test_whatever_comes_is_read_or_is_an_error_of_ours(read: Callable[[Random], object]) -> None:
    random = Random(read.__name__)
    began = time.monotonic()
    for _ in range(400):
        try:
            read(random)
        except (AuthError, NotYet):
            continue
    assert time.monotonic() - began < 20  # one float looked for in a range took half a minute


def test_no_change_of_a_token_is_taken() -> None:
    key = ec_key("first")
    known = import_keys({"keys": [public_jwk(key, "first")]})
    header = {"alg": "ES256", "kid": "first"}
    good = jws.serialize_compact(header, b'{"sub": "u"}', key, algorithms=["ES256"])
    assert open_signed(good, known, ALGORITHMS).claims == {"sub": "u"}
    random = Random("token")
    for _ in range(2000):
        with pytest.raises(AuthError):
            open_signed(changed(good, header, random), known, ALGORITHMS)


def changed(good: str, header: dict[str, Any], random: Random) -> str:
    """Letters that are others, or a header with members that are anything; never ``good``."""
    if random.random() < 0.5:
        letters = list(good)
        at = random.randrange(len(letters) - 1)  # the last one holds bits that nobody reads
        letters[at] = random.choice([each for each in "aZ0-_.= \n+/é\0" if each != letters[at]])
        return "".join(letters)
    spoil = {"shiny": 1, **spoilt(header, "typ jwk x5c jku zip cty b64 url nonce", random)}
    first = base64.urlsafe_b64encode(json.dumps(spoil).encode()).rstrip(b"=").decode()
    return ".".join([first, *good.split(".")[1:]])
