"""Provisioning: which machines the provider knows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from server.identity.models import Terminal


class ProvisionError(ValueError):
    """The terminal cannot be provisioned so; ``reason`` names the argument."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def provision(
    client_id: str,
    name: str,
    place: str,
    jwk: Mapping[str, Any],
    redirect_uris: Sequence[str] = (),
    backchannel_logout_uri: str = "",
) -> Terminal:
    """Makes a terminal known, or brings a known one up to date; the same call twice is one.

    ``jwk`` is the public P-256 key or a set of them (a set while a key is being replaced).
    A private key is refused: it should never have left the machine. ``redirect_uris`` are for
    the code flow and for logging out; without them those of before stay.
    ``backchannel_logout_uri`` makes it a system instead, to be told when visits end.
    """
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", client_id):
        raise ProvisionError("client_id")
    if not name.strip() or not place.strip():
        raise ProvisionError("name")
    if backchannel_logout_uri and not _is_safe(backchannel_logout_uri):
        raise ProvisionError("backchannel_logout_uri")
    keys = [_public(key) for key in jwk.get("keys", [jwk])]
    if not keys:
        raise ProvisionError("key")
    fields: dict[str, Any] = {
        "name": name.strip(),
        "place": place.strip(),
        "jwks": {"keys": keys},
        "active": True,
    }
    if backchannel_logout_uri:
        fields["backchannel_logout_uri"] = backchannel_logout_uri
    if redirect_uris:
        fields["redirect_uris"] = fields["post_logout_redirect_uris"] = list(redirect_uris)
    terminal, _ = Terminal.objects.update_or_create(client_id=client_id, defaults=fields)
    return terminal


def _is_safe(uri: str) -> bool:
    """Https, or plain HTTP to this very machine; no fragment (Back-Channel Logout 1.0 §2.2)."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    local = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1"}
    return bool(parts.hostname) and (parts.scheme == "https" or local) and "#" not in uri


def _public(jwk: Mapping[str, Any]) -> dict[str, Any]:
    if "d" in jwk:
        raise ProvisionError("key")
    try:
        key = ECKey.import_key(dict(jwk))
        public = dict(key.as_dict(private=False))
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ProvisionError("key") from error
    if (jwk.get("kty"), public.get("crv")) != ("EC", "P-256"):
        raise ProvisionError("key")
    return {**public, "kid": jwk.get("kid") or key.thumbprint(), "use": "sig", "alg": "ES256"}
