from __future__ import annotations

import json

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from auth.assertion import KeyAssertion, load_key, new_key, public_part
from auth.errors import ConfigWrong
from auth.flows.device import DeviceSignIn
from auth.party import relying_party
from tests.harness.hostile import FakeClock, HostileProvider

ISSUER = "https://id.example"


def claims_of(form: dict[str, str], secret: str) -> dict[str, object]:
    public = ECKey.import_key({**public_part(secret)})
    opened = jws.deserialize_compact(form["client_assertion"], public, algorithms=["ES256"])
    found: dict[str, object] = json.loads(opened.payload)
    return found


def test_the_assertion_says_who_to_whom_and_for_a_minute(time: FakeClock) -> None:
    secret = new_key()
    form = dict(KeyAssertion("t-3", ISSUER, load_key(secret), time.clock()).form())
    claims = claims_of(form, secret)
    assert (claims["iss"], claims["sub"], claims["aud"]) == ("t-3", "t-3", ISSUER)
    assert claims["exp"] == time.wall() + 60
    assert form["client_id"] == "t-3"


def test_no_two_assertions_are_alike(time: FakeClock) -> None:
    secret = new_key()
    maker = KeyAssertion("t-3", ISSUER, load_key(secret), time.clock())
    ids = {claims_of(dict(maker.form()), secret)["jti"] for _ in range(5)}
    assert len(ids) == 5


def test_the_public_part_has_no_secret() -> None:
    assert set(public_part(new_key())) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "{}",
        "[]",
        "not JSON",
        json.dumps({"kty": "oct", "k": "c2VjcmV0"}),
        json.dumps(ECKey.generate_key("P-384").as_dict(private=True)),
        json.dumps(ECKey.generate_key("P-256").as_dict(private=False)),
    ],
)
def test_what_is_no_private_key_of_p256_is_refused(secret: str) -> None:
    with pytest.raises(ConfigWrong) as caught:
        load_key(secret)
    assert caught.value.detail == "terminal key"


def test_every_request_to_the_provider_is_signed(provider: HostileProvider) -> None:
    key = load_key(new_key())
    credential = KeyAssertion("terminal-3", provider.issuer, key, provider.time.clock())
    flow = DeviceSignIn(relying_party(provider.config(), credential, clock=provider.time.clock()))
    flow.start()
    provider.time.advance(5)
    flow.poll()
    posts = [seen.form for seen in provider.seen if seen.method == "POST"]
    assert len({form["client_assertion"] for form in posts}) == len(posts) == 2


def test_the_key_is_never_printed(time: FakeClock) -> None:
    secret = new_key()
    shown = repr(KeyAssertion("t-3", ISSUER, load_key(secret), time.clock()))
    assert shown == "KeyAssertion('t-3')"
