"""Which addresses may be spoken to: https anywhere, plain http on this machine only."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from auth.errors import ConfigWrong

_PORTS = {"https": 443, "http": 80}


def is_safe(url: str) -> bool:
    """True for https, or http to the loopback interface; no user name in it, no odd port.

    ASCII only, as addresses are (RFC 3986 section 2): others could be shown as what they are not.
    """
    parts = _split(url)
    if parts is None or not parts.hostname or "@" in parts.netloc or _has_more(url):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _loopback(parts.hostname))


def require_safe(url: str, setting: str) -> None:
    """Raises ConfigWrong naming ``setting`` unless ``url`` is safe."""
    if not is_safe(url):
        raise ConfigWrong(setting)


def origin_of(url: str) -> tuple[str, str, int]:
    """Scheme, host and port, by which two addresses are the same server (RFC 6454).

    An address that cannot be read is an origin of its own that equals no real one.
    """
    parts = _split(url)
    if parts is None or not parts.hostname:
        return ("", url, 0)
    return (parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme, 0))


def host_of(url: str) -> str:
    """The host, for messages that must not hold a query with a token in it."""
    return origin_of(url)[1]


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    return parts


def _has_more(url: str) -> bool:
    # urlsplit drops tabs and newlines silently, so it is the original that is looked at
    return any(not " " < character <= "~" or character == "\\" for character in url)


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
