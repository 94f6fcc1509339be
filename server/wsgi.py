"""The portal as a WSGI application; to import it is to begin sending bulletins."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from server.front import front
from server.proxy import Application, behind_proxy, networks


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
