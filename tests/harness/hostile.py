"""An OpenID provider that is right by default and wrong in whatever way a test asks for."""

from __future__ import annotations

import base64
import functools
import hashlib
import ipaddress
import json
import secrets
import ssl
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from joserfc import jws
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from typing_extensions import override

from auth.assertion import PublicClient
from auth.clock import Clock
from auth.config import Limits, ProviderConfig
from auth.flows.code import CodeSignIn
from auth.flows.device import DeviceSignIn, Pending
from auth.party import RelyingParty, relying_party
from auth.session import Session
from auth.stepup import StepUp
from tests.harness.http_server import HttpServer, Reply, Seen, as_json
from tests.harness.possession import Possession

SUB = "u-10001"
NAME = "张三"
REDIRECT = "http://127.0.0.1:1/callback"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"

SigningKey = RSAKey | ECKey | OctKey | OKPKey
Claims = dict[str, Any]


class FakeClock:
    """Both clocks, moved by hand and together; ``skew`` puts the wall clock wrong."""

    def __init__(self, wall: float = 1_750_000_000.0) -> None:
        self._wall = wall
        self._steady = 1000.0
        self.skew = 0.0

    def advance(self, seconds: float) -> None:
        self._wall += seconds
        self._steady += seconds

    def true_wall(self) -> float:
        return self._wall

    def wall(self) -> float:
        return self._wall + self.skew

    def steady(self) -> float:
        return self._steady

    def clock(self) -> Clock:
        return Clock(self.wall, self.steady)


@functools.cache
def rsa_key(name: str, bits: int = 2048) -> RSAKey:
    """The RSA key called ``name``, made once: making one is slow."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SecurityWarning)  # small ones are made on purpose
        return RSAKey.generate_key(bits, auto_kid=False)


@functools.cache
def ec_key(name: str, curve: str = "P-256") -> ECKey:
    """The EC key called ``name``."""
    return ECKey.generate_key(curve, auto_kid=False)


def public_jwk(key: SigningKey, kid: str | None, **members: Any) -> dict[str, Any]:
    """The public half as an entry of a JWK set."""
    named = {} if kid is None else {"kid": kid}
    return {**key.as_dict(private=False), "use": "sig", **named, **members}


def half_hash(token: str, name: str = "sha256") -> str:
    """``at_hash``; the hash is the algorithm's."""
    digest = hashlib.new(name, token.encode()).digest()
    half = digest[: len(digest) // 2]
    return base64.urlsafe_b64encode(half).rstrip(b"=").decode()


class HostileProvider(HttpServer):
    """A provider under ``/id``; a test changes its attributes to make it misbehave."""

    def __init__(
        self, time: FakeClock, *, tls: ssl.SSLContext | None = None, path: str = "/id"
    ) -> None:
        super().__init__(tls=tls)
        self.time = time
        self.date = lambda: format_datetime(
            datetime.fromtimestamp(time.true_wall(), UTC), usegmt=True
        )
        self.client_id = "terminal-3"
        self.issuer = self.url + path
        self._path = path
        self.key: SigningKey = ec_key("first")
        self.header: dict[str, Any] = {"alg": "ES256", "kid": "first", "typ": "JWT"}
        self.jwks: dict[str, Any] = {"keys": [public_jwk(self.key, "first")]}
        self.metadata: dict[str, Any] = self._metadata()
        self.approved = True
        self.device_answer: dict[str, Any] = {"expires_in": 120, "interval": 5}
        self.spoil_claims: Callable[[Claims], object] = lambda claims: None
        self.spoil_answer: Callable[[dict[str, Any]], object] = lambda answer: None
        self.spoil_refresh: Callable[[Claims], object] = lambda claims: None
        self.make_id_token: Callable[[Claims], str] = self.sign
        self.userinfo: Any = {"sub": SUB, "name": NAME}
        self.live: set[str] = set()
        """Tokens that are good."""

        self.possession = Possession()
        """What is asked of proofs of possession; off until ``use_dpop``."""

        self.spoil_callback: Callable[[dict[str, str]], object] = lambda members: None
        self.callback = "{redirect_uri}?{query}"
        """How the browser is sent back."""

        self.authorized: dict[str, dict[str, str]] = {}
        """By code: the request that it answers."""

        self.pushed: dict[str, dict[str, str]] = {}
        self.codes: list[str] = []
        self.logouts = 0
        self.ended = 2

    def party(self, **limits: float) -> RelyingParty:
        """A relying party for this provider; deadlines short enough for tests."""
        return relying_party(
            self.config(**limits), PublicClient(self.client_id), clock=self.time.clock()
        )

    def config(self, **limits: float) -> ProviderConfig:
        """What a rightly configured terminal holds."""
        bounds: dict[str, Any] = {"connect": 1.0, "read": 1.0, "total": 2.0, **limits}
        return ProviderConfig(self.issuer, self.client_id, limits=Limits(**bounds))

    def sign(self, claims: Claims) -> str:
        """A compact token over ``claims`` with the present key and header."""
        return self.sign_raw(json.dumps(claims).encode())

    def sign_raw(self, payload: bytes) -> str:
        """A compact token over any payload, with room for header members of any kind."""
        registry = jws.JWSRegistry(algorithms=[self.header["alg"]], strict_check_header=False)
        return jws.serialize_compact(self.header, payload, self.key, registry=registry)

    def use_key(self, key: SigningKey, alg: str, kid: str | None = "first") -> None:
        """Signs with ``key`` from now on and publishes it alone."""
        self.key = key
        self.header = {"alg": alg, "typ": "JWT", **({} if kid is None else {"kid": kid})}
        self.jwks = {"keys": [public_jwk(key, kid)]}

    @override
    def respond(self, seen: Seen) -> Reply:
        """The right answer, changed by whatever was set."""
        route = seen.path.removeprefix(self._path)
        routes: dict[str, Callable[[Seen], Reply]] = {
            "/.well-known/openid-configuration": lambda _: as_json(self.metadata),
            "/jwks": lambda _: as_json(self.jwks),
            "/device": self._device,
            "/authorize": self._authorize,
            "/par": self._push,
            "/token": self._token,
            "/userinfo": self._userinfo,
            "/revoke": self._revoke,
            "/logout": self._logout,
            "/terminal/end-visits": lambda _: as_json({"ended": self.ended}),
        }
        return routes[route](seen) if route in routes else Reply(404)

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint": f"{self.issuer}/token",
            "authorization_endpoint": f"{self.issuer}/authorize",
            "device_authorization_endpoint": f"{self.issuer}/device",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "revocation_endpoint": f"{self.issuer}/revoke",
            "end_session_endpoint": f"{self.issuer}/logout",
            "id_token_signing_alg_values_supported": ["ES256"],
        }

    def use_par(self) -> None:
        """Takes pushed authorization requests (RFC 9126), and says so."""
        self.metadata["pushed_authorization_request_endpoint"] = f"{self.issuer}/par"

    def use_dpop(self, *, nonces: bool = False) -> None:
        """Binds tokens to keys (RFC 9449), and says so; with ``nonces`` it wants its own."""
        self.possession.on, self.possession.nonces = True, nonces
        self.metadata["dpop_signing_alg_values_supported"] = ["ES256"]

    def _push(self, seen: Seen) -> Reply:
        name = f"urn:ietf:params:oauth:request_uri:{len(self.pushed)}"
        self.pushed[name] = seen.form
        return as_json({"request_uri": name, "expires_in": 60}, 201)

    def _authorize(self, seen: Seen) -> Reply:
        """Signs in without a page, as a visitor would who knows the password."""
        asked = self.pushed.pop(seen.query.get("request_uri", ""), dict(seen.query))
        code = secrets.token_urlsafe(16)
        self.authorized[code] = asked
        members = {"code": code, "state": asked["state"], "iss": self.issuer}
        self.spoil_callback(members)
        place = self.callback.format(
            redirect_uri=asked["redirect_uri"], query=urlencode(members), code=code
        )
        return Reply(302, headers={"Location": place})

    def _by_code(self, form: dict[str, str]) -> str | None:
        """The nonce of the request that the code answers; None if the code is not good."""
        asked = self.authorized.pop(form["code"], None)
        if asked is None or asked["redirect_uri"] != form["redirect_uri"]:
            return None
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return asked["nonce"] if challenge == asked["code_challenge"] else None

    def _device(self, seen: Seen) -> Reply:
        self.codes.append(f"device-{len(self.codes) + 1}")
        digits = f"{len(self.codes):08d}"
        made = {
            "device_code": self.codes[-1],
            "user_code": digits,
            "verification_uri": f"{self.url}/d",
            "verification_uri_complete": f"{self.url}/d?c={digits}",
            "binding_number": "42",
        }
        return as_json({**made, **self.device_answer})

    def _token(self, seen: Seen) -> Reply:
        refusal = self.possession.refusal(seen, self.url)
        if refusal is not None:
            return refusal
        form = seen.form
        if form["grant_type"] == "authorization_code":
            nonce = self._by_code(form)
            if nonce is None:
                return as_json({"error": "invalid_grant"}, 400)
            return self._tokens(seen, nonce=nonce)
        refreshing = form["grant_type"] == "refresh_token"
        if refreshing and form["refresh_token"] not in self.live:
            return as_json({"error": "invalid_grant"}, 400)
        if not refreshing and form["device_code"] not in self.codes:
            return as_json({"error": "invalid_grant"}, 400)
        if not refreshing and not self.approved:
            return as_json({"error": "authorization_pending"}, 400)
        return self._tokens(seen, refreshing=refreshing)

    def _tokens(self, seen: Seen, *, refreshing: bool = False, nonce: str = "") -> Reply:
        access, refresh = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
        self.live |= {access, refresh}
        answer = {
            "access_token": access,
            "token_type": self.possession.bind(seen, access),
            "expires_in": 300,
            "refresh_token": refresh,
            "id_token": self.make_id_token(self.claims(access, refreshing=refreshing, nonce=nonce)),
        }
        self.spoil_answer(answer)
        return as_json(answer)

    def claims(self, access: str, *, refreshing: bool = False, nonce: str = "") -> Claims:
        """The claims of an ID token, as spoiled as asked for."""
        now = int(self.time.true_wall())
        claims: Claims = {
            "iss": self.issuer,
            "sub": SUB,
            "aud": self.client_id,
            "iat": now,
            "exp": now + 300,
            "auth_time": now if nonce else now - 10,
            "acr": "3",
            "name": NAME,
            "masked_name": "张*",
            "locale": "zh-Hans",
            "at_hash": half_hash(access),
        }
        if nonce:
            claims["nonce"] = nonce
        (self.spoil_refresh if refreshing else self.spoil_claims)(claims)
        return claims

    def _userinfo(self, seen: Seen) -> Reply:
        refusal = self.possession.refusal(seen, self.url)
        if refusal is not None:
            return refusal
        token = seen.headers.get("Authorization", "").partition(" ")[2]
        return as_json(self.userinfo) if token in self.live else Reply(401)

    def _revoke(self, seen: Seen) -> Reply:
        self.live.discard(seen.form["token"])
        return Reply()

    def _logout(self, seen: Seen) -> Reply:
        self.logouts += "id_token_hint" in {**seen.query, **seen.form}
        return Reply(204)


def sign_in(provider: HostileProvider, *, acr: str = "", **limits: float) -> Session:
    """A whole sign-in by device grant; raises what stopped it."""
    flow = DeviceSignIn(provider.party(**limits), step_up=StepUp(acr))
    flow.start()
    provider.time.advance(5)
    result = flow.poll()
    if isinstance(result, Pending):
        raise result.trouble or AssertionError("still pending")
    return result


def open_page(address: str) -> str:
    """What a browser does with the address of a sign-in: the place it is sent back to."""
    answer = requests.get(address, allow_redirects=False, timeout=5)
    return answer.headers["Location"]


def sign_in_by_code(
    provider: HostileProvider, *, step_up: StepUp | None = None, **limits: float
) -> Session:
    """A whole sign-in by a page of the provider; raises what stopped it."""
    flow = CodeSignIn(provider.party(**limits), REDIRECT, step_up=step_up)
    return flow.finish(open_page(flow.start()))


def self_signed(folder: Path, *, host: str = "127.0.0.1") -> tuple[ssl.SSLContext, Path]:
    """A server's TLS context with a certificate for ``host``, and the certificate's file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    subject: x509.GeneralName
    if host[0].isdigit():
        subject = x509.IPAddress(ipaddress.ip_address(host))
    else:
        subject = x509.DNSName(host)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([subject]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    )
    certificate = builder.sign(key, hashes.SHA256())
    pem = folder / "certificate.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret = folder / "key.pem"
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return context, pem
