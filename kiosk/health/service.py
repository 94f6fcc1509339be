"""Settings, key, provider, portal and key maps: what the terminal is told and talks to.

Where no portal is configured the embedded server is started with the terminal: it
brings the provider along and gives the terminal its key, so those are not asked.
"""

from __future__ import annotations

from collections.abc import Mapping

from a11y.errors import KeymapError
from a11y.keymap import FOLDER, load_all
from auth.assertion import PublicClient, load_key
from auth.errors import AuthError, ConfigWrong, Locked, Unavailable
from auth.party import relying_party
from auth.vault import open_vault
from kiosk.commands import all_commands
from kiosk.config import BadConfig, Config
from kiosk.health.finding import Finding, bad, poor, well
from kiosk.provider import portal_of, provider_of
from kiosk.provision import KEY
from locales.languages import Language
from portal.errors import PortalError
from portal.errors import Unavailable as PortalUnavailable


def credentials(config: Config, environ: Mapping[str, str]) -> Finding:
    """Whether the terminal has its key in a store that it can open."""
    if not config.portal:
        return well("credentials", "embedded")
    try:
        vault = open_vault(environ=environ)
        secret = vault.read(KEY)
    except Locked as error:
        tried = ", ".join(f"{name}: {reason}" for name, reason in error.tried)
        return bad("credentials", "locked", tried=tried)
    if secret is None:
        return bad("credentials", "empty", store=vault.name)
    try:
        load_key(secret)
    except ConfigWrong:
        return bad("credentials", "wrong", store=vault.name)
    return well("credentials", store=vault.name)


def provider(config: Config) -> Finding:
    """Whether the provider says who it is, and offers the ways to sign in that are wanted."""
    if not config.portal and not config.issuer:
        return well("provider", "embedded")
    issuer = config.issuer or f"{config.portal}/id"
    try:
        settings = provider_of(config)
        found = relying_party(settings, PublicClient(config.terminal_id)).provider
        metadata = found.metadata()
        found.keys()
    except Unavailable as error:
        return bad("provider", "unreachable", issuer=issuer, reason=str(error))
    except (AuthError, BadConfig) as error:
        return bad("provider", "distrusted", issuer=issuer, reason=str(error))
    if not (metadata.by_phone or metadata.by_page):
        return bad("provider", "no_way", issuer=issuer)
    if "device" in settings.ways and not metadata.by_phone:
        return poor("provider", "no_phone", issuer=issuer)
    return well("provider", issuer=issuer)


def portal(config: Config) -> Finding:
    """Whether the portal gives its front page."""
    if not config.portal:
        return well("portal", "embedded")
    try:
        client = portal_of(config)
    except ValueError:
        return bad("portal", "unsafe", portal=config.portal)
    try:
        title = client.page("/", Language.ZH_HANS.edition).page.title
    except PortalUnavailable as error:
        reason = f"{type(error).__name__} {error}".strip()
        return bad("portal", "unreachable", portal=config.portal, reason=reason)
    except PortalError as error:
        return bad("portal", "no_portal", portal=config.portal, reason=type(error).__name__)
    finally:
        client.close()
    return well("portal", portal=config.portal, title=title)


def keymaps(config: Config) -> Finding:
    """Whether the keyboard profiles can be used."""
    try:
        load_all(config.keymaps, all_commands())
    except KeymapError as error:
        known = ", ".join(sorted(path.stem for path in FOLDER.glob("*.toml")))
        facts = {"place": error.place, "keys": error.keys, "detail": error.detail, "known": known}
        return bad("keymaps", error.kind, **facts)
    return well("keymaps", profiles=", ".join(config.keymaps))
