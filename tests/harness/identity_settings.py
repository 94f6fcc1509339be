"""The server's settings without the portal's own applications: the user system stands alone."""

from __future__ import annotations

from server.settings import *  # noqa: F403 - settings are what they are, but for one
from server.settings import INSTALLED_APPS as _ALL
from server.settings import LOGGING as _LOGGING

INSTALLED_APPS = [
    name for name in _ALL if not name.startswith("server.") or name == "server.identity"
]
LOGGING = {**_LOGGING, "loggers": {}}
"""Mistakes with their traces: this server has no handler of the portal's for them."""
