"""The portal as a WSGI application."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def behind_proxy(inner: Application) -> Application:
    """Believes the proxy about who asks and how; only where nobody else can reach us."""

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = environ.get("HTTP_X_REAL_IP") or environ.get("REMOTE_ADDR", "")
        environ["wsgi.url_scheme"] = environ.get("HTTP_X_FORWARDED_PROTO", "http")
        return inner(environ, start_response)

    return application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")
application: Application = get_wsgi_application()
if os.environ.get("PORTAL_BEHIND_PROXY") == "1":
    application = behind_proxy(application)
