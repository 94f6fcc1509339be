"""The portal as a WSGI application."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection

from server.front import front

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


def _start_courier() -> None:
    """Each process that serves also sends what subscribers are to get."""
    from server.subscriptions.courier import Courier  # noqa: PLC0415 - models are loaded by now

    Courier().start()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")
application: Application = get_wsgi_application()
_start_courier()
if connection.vendor == "sqlite":  # no nginx is in front that would keep public pages
    application = front(application)
if _proxies := networks(os.environ.get("PORTAL_BEHIND_PROXY", "")):
    application = behind_proxy(application, _proxies)
