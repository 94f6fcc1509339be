"""The provider as the terminal's settings pin it."""

from __future__ import annotations

from auth.addresses import is_safe
from auth.config import ProviderConfig
from kiosk.config import BadConfig, Config

_FEATURES = ("dpop", "par", "auth_time")


def provider_of(config: Config) -> ProviderConfig:
    """What auth needs to know of the provider; raises ConfigWrong or BadConfig."""
    for name in config.issuer_without:
        if name not in _FEATURES:
            raise BadConfig("issuer_without", f"{name!r} is none of {', '.join(_FEATURES)}")
    return ProviderConfig(
        issuer=config.issuer or f"{config.portal}/id",
        client_id=config.terminal_id,
        scopes=config.scopes,
        algorithms=config.issuer_algorithms,
        audiences=config.issuer_audiences,
        allowed_origins=config.issuer_origins,
        token_origins=(config.portal,) if is_safe(config.portal) else (),
        dpop="dpop" not in config.issuer_without,
        par="par" not in config.issuer_without,
        auth_time="auth_time" not in config.issuer_without,
    )


def register_address(config: Config) -> str:
    """Where a visitor without an account opens one; empty if nobody said."""
    own = "" if config.issuer else f"{config.portal}/id/register"
    return config.register or own
