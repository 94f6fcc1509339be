"""Who is believed about where a request comes from: ``PORTAL_BEHIND_PROXY``."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_HERE = "127.0.0.0/8,::1/128"


def networks(setting: str) -> tuple[Network, ...]:
    """``PORTAL_BEHIND_PROXY``: ``1`` is a proxy on this machine, else addresses or networks.

    Raises ValueError for what is neither.
    """
    named = _HERE if setting == "1" else setting
    return tuple(ipaddress.ip_network(part.strip()) for part in named.split(",") if part.strip())


def behind_proxy(inner: Application, trusted: tuple[Network, ...]) -> Application:
    """Believes a trusted proxy about who asks and how, and nobody else.

    Whoever reaches us past the proxy could otherwise choose the address that failed passwords
    are counted for. A peer without an address is one of our own socket file.
    """

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if _trusts(trusted, environ.get("REMOTE_ADDR", "")):
            environ["REMOTE_ADDR"] = environ.get("HTTP_X_REAL_IP") or environ.get("REMOTE_ADDR", "")
            environ["wsgi.url_scheme"] = environ.get("HTTP_X_FORWARDED_PROTO", "http")
        return inner(environ, start_response)

    return application


def _trusts(trusted: tuple[Network, ...], peer: str) -> bool:
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return True
    address = getattr(address, "ipv4_mapped", None) or address  # ::ffff:127.0.0.1
    return any(address in network for network in trusted)
