"""What else a provider can do wrong, beyond the table of the spike; each with what it may do.

A row changes a ``HostileProvider``. ``TOKENS`` concern the ID token, ``ANSWERS`` and ``WIRE``
any answer, ``DEVICE`` and ``CALLBACK`` one flow. ``LEGITIMATE`` must go on working.
"""

from __future__ import annotations

import base64
import gzip
import json
import time
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from joserfc.jwk import ECKey
from typing_extensions import override

from tests.harness.hostile import (
    SUB,
    Claims,
    FakeClock,
    HostileProvider,
    ec_key,
    public_jwk,
    rsa_key,
)
from tests.harness.http_server import Reply, Seen, as_json

Spoil = Callable[[HostileProvider], object]
TOKEN, DISCOVERY, JWKS = "/id/token", "/id/.well-known/openid-configuration", "/id/jwks"


class RealClock(FakeClock):
    """The time as it is, for a relying party in another process."""

    @override
    def true_wall(self) -> float:
        return time.time()


def claims(change: Callable[[Claims, HostileProvider], object]) -> Spoil:
    """``change`` is done to the claims of the sign-in."""

    def spoil(provider: HostileProvider) -> None:
        provider.spoil_claims = lambda made: change(made, provider)

    return spoil


def claim(**members: object) -> Spoil:
    """Claims as given."""
    return claims(lambda made, _: made.update(members))


def header(**members: object) -> Spoil:
    """Members of the header, signed by the right key."""
    return lambda provider: provider.header.update(members)


def by_attacker(**members: object) -> Spoil:
    """The same, signed by a key that the provider never published."""

    def spoil(provider: HostileProvider) -> None:
        provider.key = ec_key("attacker")
        provider.header.update(members)

    return spoil


def b64(value: object) -> str:
    """base64url without padding, of bytes or of JSON."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def made(make: Callable[[Claims, HostileProvider], str]) -> Spoil:
    """The ID token is what ``make`` gives."""
    return lambda provider: setattr(provider, "make_id_token", lambda c: make(c, provider))


def signature_of(change: Callable[[bytes], bytes]) -> Spoil:
    """Another form of a signature that was right."""

    def make(claims_: Claims, provider: HostileProvider) -> str:
        signed, _, last = provider.sign(claims_).rpartition(".")
        return f"{signed}.{b64(change(base64.urlsafe_b64decode(last + '==')))}"

    return made(make)


def der(raw: bytes) -> bytes:
    """The signature of RFC 7518 section 3.4 as ASN.1, which that section does not take."""
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    half = len(raw) // 2
    return encode_dss_signature(int.from_bytes(raw[:half]), int.from_bytes(raw[half:]))


def text_of(change: Callable[[str], str]) -> Spoil:
    """The payload's JSON, changed as text and then signed."""
    return made(lambda c, p: p.sign_raw(change(json.dumps(c)).encode("utf-8", "surrogatepass")))


def with_member(member: str) -> Spoil:
    """The payload with one more member, written as given."""
    return text_of(lambda text: f"{text[:-1]}, {member}}}")


def in_json_form(claims_: Claims, provider: HostileProvider) -> str:
    """RFC 7515 section 7.2 instead of 7.1."""
    first, payload, last = provider.sign(claims_).split(".")
    return json.dumps({"payload": payload, "protected": first, "signature": last})


def rsa_alg_ec_key(claims_: Claims, provider: HostileProvider) -> str:
    """An EC signature under the name of an RSA algorithm."""
    signed = f"{b64({'alg': 'RS256', 'kid': 'first'})}.{b64(claims_)}"
    key = provider.key.private_key
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return f"{signed}.{b64(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))}"


def pss_as_pkcs1(provider: HostileProvider) -> None:
    """PSS under the name RS256."""
    provider.use_key(rsa_key("first"), "RS256")

    def make(claims_: Claims) -> str:
        signed = f"{b64(provider.header)}.{b64(claims_)}"
        private = rsa_key("first").private_key
        assert private is not None
        pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
        return f"{signed}.{b64(private.sign(signed.encode(), pss, hashes.SHA256()))}"

    provider.make_id_token = make


def two_keys_one_kid(provider: HostileProvider) -> None:
    """Two keys of one name, and neither of them signed."""
    provider.jwks["keys"].append(public_jwk(ec_key("second"), "first"))
    provider.key = ec_key("attacker")


def both(change: Callable[[Claims], object]) -> Spoil:
    """``change`` is done to the claims of the sign-in and of each refresh."""

    def spoil(provider: HostileProvider) -> None:
        provider.spoil_claims = provider.spoil_refresh = change

    return spoil


TOKENS: dict[str, Spoil] = {
    "key by x5u": by_attacker(x5u="https://evil.example/c.pem"),
    "key by x5c": by_attacker(x5c=["MIIB"]),
    "key by jku at our own host": lambda p: by_attacker(jku=f"{p.url}/evil")(p),
    "kid a path": by_attacker(kid="../../../../dev/null"),
    "kid of another key": by_attacker(kid="second"),
    "kid empty": by_attacker(kid=""),
    "two keys of one name": two_keys_one_kid,
    "crit with a member that is there": made(
        lambda c, p: f"{b64({**p.header, 'crit': ['exp'], 'exp': 1})}." + p.sign(c).split(".", 1)[1]
    ),
    "crit empty": header(crit=[]),
    "zip": made(lambda c, p: f"{b64({**p.header, 'zip': 'DEF'})}." + p.sign(c).split(".", 1)[1]),
    "typ a list": made(lambda c, p: f"{b64({**p.header, 'typ': ['JWT']})}." + p.sign(c)[9:]),
    "EC signature named RS256": made(rsa_alg_ec_key),
    "PSS named RS256": pss_as_pkcs1,
    "signature of noughts": signature_of(lambda raw: bytes(len(raw))),
    "signature in ASN.1": signature_of(der),
    "signature too long": signature_of(lambda raw: raw + b"\0"),
    "signature too short": signature_of(lambda raw: raw[:-1]),
    "JSON form": made(in_json_form),
    "a token in a token": made(lambda c, p: p.sign_raw(p.sign(c).encode())),
    "blanks around it": made(lambda c, p: f" {p.sign(c)}\n"),
    "a byte order mark": text_of(lambda text: "\ufeff" + text),
    "UTF-16": made(lambda c, p: p.sign_raw(json.dumps(c).encode("utf-16"))),
    "something after the object": text_of(lambda text: text + "{}"),
    "exp twice": with_member('"exp": 9999999999'),
    "aud twice": with_member('"aud": "terminal-3"'),
    "a name twice far below": with_member('"x": {"y": [{"z": 1, "z": 2}]}'),
    "NaN far below": with_member('"x": [NaN]'),
    "Infinity as exp": text_of(lambda t: t.replace('"exp": ', '"exp": Infinity, "was": ')),
    "exp 1e400": text_of(lambda t: t.replace('"exp": ', '"exp": 1e400, "was": ')),
    "a number of 5,000 digits": with_member('"x": ' + "9" * 5000),
    "deep inside a member": with_member('"x": ' + "[" * 20_000 + "]" * 20_000),
    "half a surrogate pair as sub": claim(sub="u-\ud800"),
    "half a surrogate pair as at_hash": claim(at_hash="\udfff"),
    "half a surrogate pair somewhere": claim(groups=[{"x": "\ud800"}]),
    "half a surrogate pair in UTF-8": text_of(lambda t: t.replace(SUB, "\ud800")),
    "iss in capitals": claims(lambda c, p: c.update(iss=p.issuer.upper())),
    "iss with a blank": claims(lambda c, p: c.update(iss=f"{p.issuer} ")),
    "iss with a query": claims(lambda c, p: c.update(iss=f"{p.issuer}?x")),
    "iss with another port": claims(lambda c, p: c.update(iss=p.issuer.replace("/id", "0/id"))),
    "aud in capitals": claims(lambda c, p: c.update(aud=p.client_id.upper())),
    "aud with a blank": claims(lambda c, p: c.update(aud=f"{p.client_id} ")),
    "aud a list in a list": claims(lambda c, p: c.update(aud=[[p.client_id]])),
    "aud an object": claims(lambda c, p: c.update(aud={p.client_id: 1})),
    "aud a list with null": claims(lambda c, p: c.update(aud=[p.client_id, None])),
    "aud a list without azp, two of them": claims(lambda c, p: c.update(aud=[p.client_id, "x"])),
    "azp a list of us": claims(lambda c, p: c.update(azp=[p.client_id])),
    "azp empty": claim(azp=""),
    "exp a text": claims(lambda c, _: c.update(exp=f"{c['exp']}")),
    "exp null": claim(exp=None),
    "exp of noughts": claim(exp=0),
    "exp in milliseconds": claims(lambda c, _: c.update(exp=c["exp"] * 1000)),
    "all times in milliseconds": claims(
        lambda c, _: c.update({name: c[name] * 1000 for name in ("exp", "iat", "auth_time")})
    ),
    "iat below nothing": claim(iat=-1),
    "iat null": claim(iat=None),
    "iat a text": claims(lambda c, _: c.update(iat=f"{c['iat']}")),
    "iat in two minutes": claims(lambda c, _: c.update(iat=c["iat"] + 120, exp=c["exp"] + 120)),
    "nbf null": claim(nbf=None),
    "sub a list": claim(sub=[SUB]),
    "sub null": claim(sub=None),
    "sub of 256 characters": claim(sub="x" * 256),
    "at_hash empty": claim(at_hash=""),
    "at_hash null": claim(at_hash=None),
    "auth_time null": claim(auth_time=None),
    "auth_time 1e400": text_of(lambda t: t.replace('"auth_time": ', '"auth_time": 1e400, "x": ')),
}
"""ID tokens that are refused, whichever way they come."""


def at(path: str, make: Callable[[HostileProvider], Reply]) -> Spoil:
    """The answer of one endpoint, made when it is asked for."""
    return lambda provider: provider.overrides.update({path: lambda _: make(provider)})


def raw(path: str, body: bytes) -> Spoil:
    """Bytes on the wire instead of an answer."""
    return at(path, lambda _: Reply(body=body, manner="raw"))


def elsewhere(path: str, status: int) -> Spoil:
    """A redirect to where the right answer is."""

    def spoil(provider: HostileProvider) -> None:
        right = provider.overrides.get(path, provider.respond)
        provider.overrides[path + "-elsewhere"] = lambda seen: right(
            Seen(seen.method, path, seen.query, seen.headers, seen.body)
        )
        provider.overrides[path] = lambda _: Reply(
            status, headers={"Location": f"{path}-elsewhere"}
        )

    return spoil


def bomb(path: str) -> Spoil:
    """40 kB that become 40 MB."""
    body = gzip.compress(b" " * 40_000_000)
    return at(path, lambda _: Reply(200, body, {"Content-Encoding": "gzip"}))


def chunks(*sizes_and_data: bytes) -> bytes:
    """A chunked answer as it stands on the wire."""
    head = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n"
    )
    return head + b"".join(sizes_and_data)


def says(**members: object) -> Spoil:
    """Members of the metadata."""
    return lambda provider: provider.metadata.update(members)


def text_at(path: str, change: Callable[[str], str]) -> Spoil:
    """The right JSON of a document, changed as text."""
    documents = {DISCOVERY: "metadata", JWKS: "jwks"}
    return at(
        path,
        lambda p: Reply(200, change(json.dumps(getattr(p, documents[path]))).encode()),
    )


def swapped(name: str, make: Callable[[HostileProvider], object]) -> Spoil:
    """One endpoint of the metadata is somewhere else."""
    return lambda provider: provider.metadata.update({name: make(provider)})


def answer(**members: object) -> Spoil:
    """Members of the answer of the token endpoint."""
    return lambda provider: setattr(provider, "spoil_answer", lambda a: a.update(members))


ANSWERS: dict[str, Spoil] = {
    **{f"token {status}": elsewhere(TOKEN, status) for status in (301, 303, 307, 308)},
    **{f"keys {status}": elsewhere(JWKS, status) for status in (301, 302, 307)},
    "discovery 307": elsewhere(DISCOVERY, 307),
    "a bomb at the token endpoint": bomb(TOKEN),
    "a bomb for a document": bomb(DISCOVERY),
    "discovery with a byte order mark": text_at(DISCOVERY, lambda text: "\ufeff" + text),
    "keys with a comment": text_at(JWKS, lambda text: text + "// x"),
    "issuer named twice": text_at(DISCOVERY, lambda t: t[:-1] + ', "issuer": "https://e.example"}'),
    "keys named twice": text_at(JWKS, lambda t: t[:-1] + ', "keys": []}'),
    "NaN among the keys": text_at(JWKS, lambda t: t[:-1] + ', "x": NaN}'),
    "token endpoint at a host that begins like ours": swapped(
        "token_endpoint", lambda p: p.url.replace("127.0.0.1", "127.0.0.1.evil.example") + "/token"
    ),
    "token endpoint with another scheme": swapped(
        "token_endpoint", lambda p: p.url.replace("http:", "https:") + "/id/token"
    ),
    "token endpoint without a scheme": swapped(
        "token_endpoint", lambda p: p.url.replace("http:", "") + "/id/token"
    ),
    "token endpoint with a name before the host": swapped(
        "token_endpoint", lambda p: p.url.replace("//", "//evil.example@") + "/id/token"
    ),
    "token endpoint with a backslash": swapped(
        "token_endpoint", lambda p: f"{p.url}\\@evil.example/id/token"
    ),
    "token endpoint by another name of this machine": swapped(
        "token_endpoint", lambda p: p.url.replace("127.0.0.1", "localhost") + "/id/token"
    ),
    "token endpoint an FTP address": says(token_endpoint="ftp://127.0.0.1/token"),
    "logout a script": says(end_session_endpoint="javascript:alert(1)"),
    "userinfo a list": says(userinfo_endpoint=["https://id.example"]),
    "device endpoint elsewhere": says(device_authorization_endpoint="https://evil.example/device"),
    "authorization endpoint a script": says(authorization_endpoint="javascript:alert(1)"),
    "issuer null": says(issuer=None),
    "issuer a list": lambda p: p.metadata.update(issuer=[p.issuer]),
    "expires in 1e400": lambda p: p.overrides.update({TOKEN: lambda s: _as_text(p, s, "1e400")}),
    "expires in a number of 5,000 digits": lambda p: p.overrides.update(
        {TOKEN: lambda s: _as_text(p, s, "9" * 5000)}
    ),
    "expires in 299.5": answer(expires_in=299.5),
    "expires in an object": answer(expires_in={}),
    "token type an object": answer(token_type={"x": 1}),
    "token type MAC": answer(token_type="mac"),
    "access token with a blank": answer(access_token="a b"),
    "access token not ASCII": answer(access_token="令牌"),
    "half a surrogate pair in the access token": answer(access_token="\ud800"),
    "half a surrogate pair beside": answer(scope="\ud800"),
    "ID token a list": answer(id_token=["a"]),
    "error in HTML with a page": at(
        TOKEN,
        lambda _: Reply(
            400, b"<h1>no</h1><script>alert(1)</script>", {"Content-Type": "text/html"}
        ),
    ),
    "error whose description is a page": at(
        TOKEN,
        lambda _: as_json({"error": "server_error", "error_description": "<h1>张三</h1>"}, 400),
    ),
    "tokens beside an error": answer(error="access_denied"),
    "tokens with 201": lambda p: _with_status(p, 201),
    "tokens with 206": lambda p: _with_status(p, 206),
}
"""Answers that sign nobody in, by either way."""

WIRE: dict[str, Spoil] = {
    "no protocol": raw(TOKEN, b"{}"),
    "a status of letters": raw(TOKEN, b"HTTP/1.1 abc OK\r\n\r\n{}"),
    "nothing after the status": raw(TOKEN, b"HTTP/1.1 200"),
    "300 header lines": raw(TOKEN, b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n{}"),
    "a header without a colon": raw(TOKEN, b"HTTP/1.1 200 OK\r\nX\r\n\r\n{}"),
    "two lengths": raw(
        TOKEN, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 9\r\n\r\n{}"
    ),
    "a chunk's size in letters": raw(TOKEN, chunks(b"zz\r\n{}\r\n0\r\n\r\n")),
    "a chunk's size below nothing": raw(TOKEN, chunks(b"-2\r\n{}\r\n0\r\n\r\n")),
    "a chunk with 70 kB beside it": raw(TOKEN, chunks(b"2;" + b"x" * 70_000 + b"\r\n{}\r\n")),
    "a chunk that ends early": raw(TOKEN, chunks(b"ff\r\n{}")),
    "chunks without end": raw(TOKEN, chunks(*[b"8000\r\n" + b" " * 0x8000 + b"\r\n"] * 12)),
    "a thousand interim answers": raw(TOKEN, b"HTTP/1.1 100 Continue\r\n\r\n" * 1000),
    "an upgrade": raw(TOKEN, b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"),
    "status 999": raw(TOKEN, b"HTTP/1.1 999 X\r\nContent-Length: 2\r\n\r\n{}"),
    "a date that is none": at(TOKEN, lambda _: as_json({"error": "invalid_grant"}, 400, Date="x")),
}
"""Answers that are hardly HTTP: at the token endpoint, where it costs most."""

DEVICE: dict[str, dict[str, Any]] = {
    "address a script": {"verification_uri": "javascript:alert(1)"},
    "address data": {"verification_uri": "data:text/html,x"},
    "address a file": {"verification_uri": "file:///etc/passwd"},
    "address a call": {"verification_uri_complete": "tel:110"},
    "address with a name before the host": {"verification_uri": "https://id.example@evil.example"},
    "address with a line end": {"verification_uri": "https://id.example/\nd"},
    "address that turns round": {"verification_uri": "https://id.example/\u202eelpmaxe"},
    "address with letters that look alike": {"verification_uri": "https://іd.example/d"},
    "address that would steer a screen": {"verification_uri": "https://id.example/\x9b2J"},
    "address a list": {"verification_uri": ["https://id.example/d"]},
    "address null": {"verification_uri": None},
    "code in full-width digits": {"user_code": "１２３４５６７８"},
    "code that turns round": {"user_code": "1234\u202e5678"},
    "code of three": {"user_code": "123"},
    "code a number": {"user_code": 12345678},
    "device code an object": {"device_code": {}},
    "device code of 10 kB": {"device_code": "x" * 10_000},
    "life a word": {"expires_in": "soon"},
    "life of nothing": {"expires_in": 0},
    "life true": {"expires_in": True},
    "life missing": {"expires_in": None},
    "interval huge": {"interval": 10**30},
    "interval true": {"interval": True},
    "interval a list": {"interval": [5]},
    "number of five digits": {"binding_number": "12345"},
    "number below nothing": {"binding_number": -42},
}
"""Device answers that no code is shown for."""


def chunked(provider: HostileProvider) -> None:
    """The right document in three pieces, with an extension and a trailer (RFC 9112, 7.1)."""

    def reply(_: Seen) -> Reply:
        body = json.dumps(provider.metadata).encode()
        parts = [body[:10], body[10:500], body[500:]]
        wire = [f"{len(part):x};a=b\r\n".encode() + part + b"\r\n" for part in parts if part]
        return Reply(body=chunks(*wire, b"0\r\nX-After: 1\r\n\r\n"), manner="raw")

    provider.overrides[DISCOVERY] = reply


def old_http(provider: HostileProvider) -> None:
    """HTTP/1.0, without a length, header names in small letters."""
    head = b"HTTP/1.0 200 OK\r\ncontent-type: application/json;charset=UTF-8\r\n\r\n"
    provider.overrides[JWKS] = lambda _: Reply(
        body=head + json.dumps(provider.jwks).encode(), manner="raw"
    )


def rotates_in_the_middle(provider: HostileProvider) -> None:
    """Another key, published under another name, from the refresh on."""

    def turn(_: Claims) -> None:
        if provider.header["kid"] == "first":
            provider.use_key(ec_key("second"), "ES256", "second")

    provider.spoil_refresh = turn


def typed(media_type: str) -> Spoil:
    """The token endpoint's right answer under another name."""

    def spoil(provider: HostileProvider) -> None:
        def reply(seen: Seen) -> Reply:
            right = provider.respond(seen)
            right.headers["Content-Type"] = media_type
            return right

        provider.overrides[TOKEN] = reply

    return spoil


def many_keys(provider: HostileProvider) -> None:
    """A set as large providers have them: certificates, kinds of all sorts, ours the last."""
    others = [
        public_jwk(rsa_key("second"), f"k{number}", x5c=["MIIC" * 400], x5t="abc", alg="RS256")
        for number in range(12)
    ]
    curve = ECKey.generate_key("P-384", auto_kid=False)
    provider.jwks["keys"] = [*others, public_jwk(curve, "p384"), *provider.jwks["keys"]]


LEGITIMATE: dict[str, Spoil] = {
    "documents in chunks": chunked,
    "HTTP/1.0": old_http,
    "a key that rotates in the middle": rotates_in_the_middle,
    "two keys of one name, one of which signed": lambda p: p.jwks["keys"].insert(
        0, public_jwk(ec_key("second"), "first")
    ),
    "14 keys with certificates": many_keys,
    "charset in the media type": typed("application/json; charset=utf-8"),
    "another JSON media type": typed("application/vnd.example+json"),
    "no media type that means anything": typed("text/plain"),
    "an empty Content-Encoding": at(
        JWKS, lambda p: Reply(200, json.dumps(p.jwks).encode(), {"Content-Encoding": ""})
    ),
    "blanks and a line end around the object": text_at(DISCOVERY, lambda text: f"\r\n {text}\n\n"),
    "escapes that are a pair": claim(groups=["\U0001f600", "\u4e00"]),
    "a null among the claims": claim(picture=None, address={"country": None}),
    "aud us twice": claims(lambda c, p: c.update(aud=[p.client_id, p.client_id])),
    "aud a list of us, azp us": claims(lambda c, p: c.update(aud=[p.client_id], azp=p.client_id)),
    "sub not ASCII": both(lambda made_: made_.update(sub="用户-10001")),
    "acr an address": claim(acr="https://id.example/loa/3"),
    "acr that would steer a screen is none": claim(acr="3\x1b[2J"),
    "token type in capitals": answer(token_type="BEARER"),
    "expires in as text": answer(expires_in="300"),
    "scope beside the tokens": answer(scope="openid profile", session_state="x.y"),
    "300 members that nobody knows": lambda p: p.metadata.update(
        {f"x_{number}": [number] for number in range(300)}
    ),
    "a key that is for verifying by its name alone": lambda p: p.jwks["keys"][0].update(
        key_ops=["verify"], ext=True
    ),
}
"""What must go on working."""


def _as_text(provider: HostileProvider, seen: Seen, number: str) -> Reply:
    right = provider.respond(seen)
    right.body = right.body.replace(b'"expires_in": 300', f'"expires_in": {number}'.encode())
    right.headers.pop("Content-Length", None)
    return right


def _with_status(provider: HostileProvider, status: int) -> None:
    def reply(seen: Seen) -> Reply:
        right = provider.respond(seen)
        right.status = status
        return right

    provider.overrides[TOKEN] = reply
