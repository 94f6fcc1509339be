"""Settings codes: how a person hears and sees, signed by the system, with nobody's name.

The text is ``/`` and Base32 (RFC 4648) of the payload and an ES256 signature; the payload is a
version byte and pairs of a field's number and its value. The signature is that of a JWS whose
fixed header is left out (RFC 7515 section 5.1), so that no ID token can pass for a code.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from joserfc import jws
from joserfc.errors import JoseError

from auth.errors import BadAnswer, BadToken, ConfigWrong
from auth.keys import VerifyingKey, import_keys
from auth.party import RelyingParty
from auth.preferences import Value, write_values

START = "/"
LONGEST = 300
"""Characters; what is longer is no code of ours."""

VERSION = 1
_WHERE = "settings_code"
_TEXT = re.compile(r"/[A-Z2-7]{2,299}")
_SIGNATURE = 64
_HEADER = b'{"alg":"ES256","typ":"yizhan-settings"}'


class NewerCode(BadToken):
    """The code was made by a system of a later year; ``detail`` is its version."""


def make_code(party: RelyingParty, values: Mapping[str, Value]) -> str:
    """Asks the system to sign ``values``; the text for a QR code.

    Raises:
        ConfigWrong: the provider signs no settings, or not these.
        AuthError: no usable answer.

    """
    url = party.provider.metadata().settings_code_endpoint
    if not url:
        raise ConfigWrong("settings_code_endpoint")
    answer = party.post(url, {"values": write_values(values)})
    if answer.status in (400, 401, 403):
        raise ConfigWrong(_WHERE)
    text = answer.json(_WHERE).get("code")
    if answer.status != 200 or not isinstance(text, str) or not _fits(text):
        raise BadAnswer(_WHERE, "code")
    return text


def read_code(party: RelyingParty, text: str) -> Mapping[int, int]:
    """The fields and values, by number, of a code that this system signed.

    Raises:
        BadToken: not a code, or nobody known signed it.
        NewerCode: signed, and of a version that is not known here.
        ConfigWrong: the provider signs no settings.
        AuthError: its keys cannot be had.

    """
    payload, signature = _parts(text.upper())
    if not any(_signed(payload, signature, key) for key in _keys(party)):
        raise BadToken("signature")
    if payload[0] != VERSION:
        raise NewerCode(str(payload[0]))
    if len(payload) % 2 != 1:
        raise BadToken("form")
    numbers, values = payload[1::2], payload[2::2]
    if len(set(numbers)) != len(numbers):
        raise BadToken("form")
    return dict(zip(numbers, values, strict=True))


def _fits(text: str) -> bool:
    return len(text) <= LONGEST and _TEXT.fullmatch(text) is not None


def _parts(text: str) -> tuple[bytes, bytes]:
    if not _fits(text):
        raise BadToken("form")
    body = text.removeprefix(START)
    try:
        raw = base64.b32decode(body + "=" * (-len(body) % 8))
    except binascii.Error:
        raise BadToken("form") from None
    if len(raw) <= _SIGNATURE or base64.b32encode(raw).decode("ascii").rstrip("=") != body:
        raise BadToken("form")
    return raw[:-_SIGNATURE], raw[-_SIGNATURE:]


def _keys(party: RelyingParty) -> tuple[VerifyingKey, ...]:
    url = party.provider.metadata().settings_keys_uri
    if not url:
        raise ConfigWrong("settings_keys_uri")
    answer = party.transport.get(url)
    return import_keys(answer.json(_WHERE))


def _signed(payload: bytes, signature: bytes, key: VerifyingKey) -> bool:
    token = b".".join(map(_base64, (_HEADER, payload, signature)))
    try:
        jws.deserialize_compact(token, key.key, algorithms=["ES256"])
    except (JoseError, ValueError):
        return False
    return True


def _base64(part: bytes) -> bytes:
    return base64.urlsafe_b64encode(part).rstrip(b"=")
