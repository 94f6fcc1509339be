"""What nobody caught: written to the log with its cause, answered without it."""

from __future__ import annotations

import logging
from typing import Final

from django.db import OperationalError
from django.http import HttpRequest

from server.problems import Problem

log = logging.getLogger(__name__)
BUSY_SECONDS: Final = "2"


def problem_of(request: HttpRequest, error: BaseException | None) -> Problem:
    """The problem to answer with; logs ``error``.

    The log has the route, never the address: that can name a visitor's case.
    """
    if isinstance(error, OperationalError):  # locked, full, gone: nothing was stored
        log.error("database: %s", error)
        return Problem(503, "busy", headers={"Retry-After": BUSY_SECONDS})
    match = request.resolver_match
    log.error("unhandled error at %s", match.route if match else "no route", exc_info=error)
    return Problem(500, "server")
