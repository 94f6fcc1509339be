"""The preferences of whoever is signed in: taken from the sign-in, saved when they say so."""

from __future__ import annotations

from collections.abc import Mapping

from auth.errors import ConfigWrong, Expired
from auth.preferences import (
    Preferences,
    Value,
    read_preferences,
    read_saved,
    write_values,
)
from auth.session import Session
from auth.transport import Answer

_MOST_TRIES = 3


def preferences_of(session: Session) -> Preferences:
    """What came with the sign-in; BadAnswer if it is not what was agreed."""
    return read_preferences(session.claims.preferences)


def save_preferences(session: Session, values: Mapping[str, Value]) -> Preferences:
    """Keeps ``values`` for the person at the user system; what it keeps besides stays.

    Another terminal may have saved in between: its set is read again and goes under this one.

    Raises:
        ConfigWrong: the provider keeps no preferences, or not these.
        Expired: the sign-in is over, or others keep saving.
        AuthError: no usable answer.

    """
    url = session.party.provider.metadata().accessibility_preferences_endpoint
    if not url:
        raise ConfigWrong("accessibility_preferences_endpoint")
    for _ in range(_MOST_TRIES):
        kept = _read(session, url)
        merged = {**kept.values, **values}
        form = {"values": write_values(merged), "version": str(kept.version)}
        answer = _send(session, "POST", url, form)
        if answer.status != 409:
            version = read_saved(answer.status, answer.json("preferences"))
            return Preferences(merged, version)
    raise Expired


def _read(session: Session, url: str) -> Preferences:
    answer = _send(session, "GET", url)
    if answer.status != 200:
        raise Expired
    return read_preferences(answer.json("preferences"))


def _send(session: Session, method: str, url: str, form: Mapping[str, str] | None = None) -> Answer:
    """One request with the session's token, once more where a nonce is wanted (RFC 9449)."""
    token = session.current_token()
    if not token:
        raise Expired
    answer = _once(session, method, url, token, form)
    proof = session.proof
    if proof is not None and proof.learn(url, answer.nonce) and answer.status == 401:
        answer = _once(session, method, url, token, form)
        proof.learn(url, answer.nonce)
    return answer


def _once(
    session: Session, method: str, url: str, token: str, form: Mapping[str, str] | None
) -> Answer:
    transport, headers = session.party.transport, session.headers(method, url, token)
    if form is None:
        return transport.get(url, headers=headers)
    return transport.post(url, form, headers=headers)
