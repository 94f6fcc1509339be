"""The rows on discovery and keys of the hostile-provider table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from auth.assertion import PublicClient
from auth.discovery import Provider
from auth.errors import AuthError, BadAnswer, BadToken, ServerFailed
from auth.idtoken import Expected
from auth.party import relying_party
from tests.harness.hostile import (
    FakeClock,
    HostileProvider,
    ec_key,
    public_jwk,
    rsa_key,
    sign_in,
)
from tests.harness.http_server import Reply, as_json

Spoil = Callable[[HostileProvider], object]
DISCOVERY = "/id/.well-known/openid-configuration"
JWKS = "/id/jwks"


def says(**members: object) -> Spoil:
    return lambda provider: provider.metadata.update(members)


def answers(path: str, reply: Reply) -> Spoil:
    return lambda provider: provider.overrides.update({path: lambda _: reply})


def html() -> Reply:
    return Reply(200, b"<html>maintenance</html>", {"Content-Type": "text/html"})


def publishes(*entries: object) -> Spoil:
    return lambda provider: provider.jwks.update(keys=list(entries))


HOSTILE: dict[str, Spoil] = {
    "foreign issuer": says(issuer="https://evil.example"),
    "issuer with a slash more": lambda p: p.metadata.update(issuer=f"{p.issuer}/"),
    "issuer missing": lambda p: p.metadata.pop("issuer"),
    "jwks inline instead of an address": lambda p: p.metadata.update(jwks=p.jwks, jwks_uri=None),
    "jwks_uri missing": lambda p: p.metadata.pop("jwks_uri"),
    "token endpoint missing": lambda p: p.metadata.pop("token_endpoint"),
    "token endpoint on another host": says(token_endpoint="https://evil.example/token"),
    "token endpoint on another port": says(token_endpoint="http://127.0.0.1:9/token"),
    "token endpoint over http": says(token_endpoint="http://evil.example/token"),
    "jwks on another host": says(jwks_uri="https://evil.example/jwks"),
    "userinfo on another host": says(userinfo_endpoint="https://evil.example/me"),
    "revocation on another host": says(revocation_endpoint="https://evil.example/r"),
    "logout on another host": says(end_session_endpoint="https://evil.example/out"),
    "endpoint in a file": says(jwks_uri="file:///etc/passwd"),
    "endpoint with a user name": lambda p: p.metadata.update(
        jwks_uri=p.metadata["jwks_uri"].replace("127", "127.0.0.1@evil.example:80/127")
    ),
    "endpoint with a line break": lambda p: p.metadata.update(jwks_uri=f"{p.issuer}/j\nwks"),
    "endpoint a number": says(token_endpoint=5),
    "port out of range": says(jwks_uri="http://127.0.0.1:99999/jwks"),
    "not found": answers(DISCOVERY, Reply(404)),
    "HTML": answers(DISCOVERY, html()),
    "empty": answers(DISCOVERY, Reply(200)),
    "list": answers(DISCOVERY, as_json([])),
    "redirect": answers(DISCOVERY, Reply(302, b"", {"Location": "/id/other"})),
    "permanent redirect": answers(DISCOVERY, Reply(308, b"", {"Location": "/id/other"})),
    "too deep": answers(DISCOVERY, Reply(200, b"[" * 200_000)),
    "deep inside an object": answers(DISCOVERY, Reply(200, b'{"a":' * 100_000)),
    "two issuers": answers(DISCOVERY, Reply(200, b'{"issuer": "a", "issuer": "b"}')),
    "30 MB": answers(DISCOVERY, Reply(200, b" " * 30_000_000)),
    "compressed": answers(DISCOVERY, Reply(200, b"x", {"Content-Encoding": "gzip"})),
    "keys not found": answers(JWKS, Reply(404)),
    "keys HTML": answers(JWKS, html()),
    "keys a list": answers(JWKS, as_json([])),
    "keys empty": answers(JWKS, Reply(200)),
    "keys too deep": answers(JWKS, Reply(200, b'{"keys":' * 100_000)),
    "keys a string": lambda p: p.jwks.update(keys="none"),
    "no keys": publishes(),
    "only broken keys": publishes(
        {}, [], "x", {"kty": "EC"}, {"kty": "RSA", "n": "!", "e": "AQAB"}
    ),
    "only a secret key": publishes({"kty": "oct", "k": "c2VjcmV0", "kid": "first"}),
    "only a small key": publishes(public_jwk(rsa_key("small", 1024), "first")),
}

LEGITIMATE: dict[str, Spoil] = {
    "as it is": lambda p: None,
    "members that would configure a careless client": says(
        verify=False, proxies={"https": "http://evil.example"}, client_id="x", scope="admin"
    ),
    "algorithms listed as none": says(id_token_signing_alg_values_supported=["none"]),
    "a jwks member beside the address": says(jwks={"keys": []}),
    "optional endpoints missing": lambda p: [
        p.metadata.pop(name)
        for name in ("userinfo_endpoint", "revocation_endpoint", "end_session_endpoint")
    ],
    "one broken key among good ones": lambda p: p.jwks["keys"].insert(
        0, {"kty": "RSA", "n": "!", "e": "AQAB", "kid": "first"}
    ),
    "a key of an unknown kind": lambda p: p.jwks["keys"].insert(0, {"kty": "LATTICE"}),
    "a key for encryption beside": lambda p: p.jwks["keys"].append(
        public_jwk(ec_key("enc"), "enc", use="enc")
    ),
    "without use": lambda p: p.jwks["keys"][0].pop("use"),
    "key_ops": lambda p: p.jwks["keys"][0].update(key_ops=["verify"]),
    "the private half beside the public": lambda p: p.jwks.update(
        keys=[{**ec_key("first").as_dict(private=True), "kid": "first"}]
    ),
}


@pytest.mark.parametrize("row", HOSTILE)
def test_a_hostile_document_is_refused(provider: HostileProvider, row: str) -> None:
    HOSTILE[row](provider)
    with pytest.raises(BadAnswer):
        sign_in(provider)
    assert not provider.requests_to("/id/token")


@pytest.mark.parametrize("row", LEGITIMATE)
def test_its_legitimate_twin_is_accepted(provider: HostileProvider, row: str) -> None:
    LEGITIMATE[row](provider)
    assert sign_in(provider).open


@pytest.mark.parametrize("path", [DISCOVERY, JWKS])
@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_provider_that_is_down_is_said_to_be(
    provider: HostileProvider, path: str, status: int
) -> None:
    provider.overrides[path] = lambda _: Reply(status, b"<html>", {"Retry-After": "7"})
    with pytest.raises(ServerFailed) as caught:
        sign_in(provider)
    assert (caught.value.status, caught.value.retry_after) == (status, 7.0)


def test_endpoints_may_lie_at_an_origin_of_the_allow_list(
    provider: HostileProvider, time: FakeClock
) -> None:
    with HostileProvider(time) as other:
        other.jwks = provider.jwks
        provider.metadata["jwks_uri"] = f"{other.issuer}/jwks"
        config = replace(provider.config(), allowed_origins=(other.url,))
        party = relying_party(config, PublicClient(provider.client_id), clock=time.clock())
        keys = party.provider.keys()
    assert [key.kid for key in keys] == ["first"]


def test_an_issuer_with_a_trailing_slash_is_its_own_name(time: FakeClock) -> None:
    with HostileProvider(time, path="/id") as provider:
        provider.issuer += "/"
        provider.metadata["issuer"] = provider.issuer
        assert provider.party().provider.metadata().token_endpoint.endswith("/id/token")


def provider_of(provider: HostileProvider) -> Provider:
    return provider.party().provider


def test_documents_are_fetched_once_an_hour(provider: HostileProvider) -> None:
    known = provider_of(provider)
    for _ in range(3):
        known.keys()
    assert len(provider.requests_to(DISCOVERY)) == len(provider.requests_to(JWKS)) == 1
    provider.time.advance(3601)
    known.keys()
    assert len(provider.requests_to(DISCOVERY)) == len(provider.requests_to(JWKS)) == 2


@pytest.mark.parametrize("kid", ["second", "first", None])
def test_a_rotated_key_is_found_by_one_refetch(provider: HostileProvider, kid: str | None) -> None:
    def rotate(made: dict[str, object]) -> str:
        provider.use_key(ec_key("second"), "ES256", kid)
        return provider.sign(made)

    provider.make_id_token = rotate
    assert sign_in(provider).open
    assert len(provider.requests_to(JWKS)) == 2


def test_twenty_bad_tokens_cause_one_refetch(provider: HostileProvider) -> None:
    party = provider.party()
    party.provider.keys()
    provider.key = ec_key("attacker")
    for _ in range(20):
        with pytest.raises(BadToken):
            party.checker.check(provider.sign(provider.claims("")), Expected())
    assert len(provider.requests_to(JWKS)) == 2


def test_keys_are_fetched_again_after_the_interval(provider: HostileProvider) -> None:
    known = provider_of(provider)
    known.keys()
    assert known.fresher_keys() is not None
    provider.time.advance(59)
    assert known.fresher_keys() is None
    provider.time.advance(2)
    assert known.fresher_keys() is not None


def test_a_failed_fetch_is_tried_again_next_time(provider: HostileProvider) -> None:
    known = provider_of(provider)
    provider.overrides[DISCOVERY] = lambda _: Reply(500)
    with pytest.raises(AuthError):
        known.metadata()
    del provider.overrides[DISCOVERY]
    assert known.metadata().token_endpoint
