"""Provider and portal as the terminal's settings pin them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from auth.addresses import is_safe
from auth.config import ALGORITHMS, FURTHER, WAYS, ProviderConfig
from auth.errors import ConfigWrong
from kiosk.config import BadConfig, Config
from portal.client import PortalClient
from portal.transport import Transport

_FEATURES = ("dpop", "par", "auth_time", *WAYS)

_EMBEDDED = "http://127.0.0.1"
_SAFE = "https only, except on this machine"
_FAULTS = {
    "issuer": ("issuer", f"{_SAFE}; without query"),
    "client_id": ("terminal_id", "is empty"),
    "scopes": ("scopes", "openid must be among them"),
    "algorithms": ("issuer_algorithms", f"none, or not one of {', '.join(ALGORITHMS + FURTHER)}"),
    "origins": ("issuer_origins", _SAFE),
    "ca_bundle": ("ca_bundle", "no such file"),
}
"""What auth calls a fault, as the setting that it lies in and what is wrong."""


def provider_of(config: Config) -> ProviderConfig:
    """What auth needs to know of the provider; raises ConfigWrong or BadConfig."""
    for name in config.issuer_without:
        if name not in _FEATURES:
            raise BadConfig("issuer_without", f"{name!r} is none of {', '.join(_FEATURES)}")
    if {"device", "page"} <= {*config.issuer_without}:
        raise BadConfig("issuer_without", "neither 'device' nor 'page' is left to begin with")
    return ProviderConfig(
        issuer=config.issuer or f"{config.portal}/id",
        client_id=config.terminal_id,
        scopes=config.scopes,
        algorithms=config.issuer_algorithms,
        audiences=config.issuer_audiences,
        allowed_origins=config.issuer_origins,
        acr_levels=config.issuer_levels,
        ca_bundle=config.ca_bundle,
        token_origins=(config.portal,) if is_safe(config.portal) else (),
        dpop="dpop" not in config.issuer_without,
        par="par" not in config.issuer_without,
        auth_time="auth_time" not in config.issuer_without,
        ways=frozenset(WAYS).difference(config.issuer_without),
    )


def portal_of(config: Config, clock: Callable[[], float] = time.monotonic) -> PortalClient:
    """The portal, for nobody; raises ValueError for an address that is not safe."""
    transport = Transport(config.portal, ca_bundle=config.ca_bundle)
    return PortalClient(config.portal, None, clock=clock, transport=transport)


def check(config: Config) -> None:
    """Raises BadConfig for a setting of provider or portal that cannot be used, with its cure."""
    told = replace(config, portal=config.portal or _EMBEDDED)
    try:
        portal_of(told).close()
        provider_of(told)
    except ConfigWrong as error:
        raise BadConfig(*_FAULTS[error.detail]) from error
    except ValueError as error:
        raise BadConfig("portal", _SAFE) from error


def register_address(config: Config) -> str:
    """Where a visitor without an account opens one; empty if nobody said."""
    own = "" if config.issuer else f"{config.portal}/id/register"
    return config.register or own
