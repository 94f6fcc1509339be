"""Lets no error of the interface leave as anything but a problem."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from server.answers import problem_answer
from server.base import edition_of
from server.problems import Problem

_CODES = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
}
_PROBLEM = "application/problem+json"


class ProblemsMiddleware:
    """Turns the framework's own error pages under ``/v1`` into problem+json (RFC 9457)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers as the application does, errors as problems."""
        answer = self.get_response(request)
        if answer.status_code < 400 or not request.path.startswith("/v1/"):
            return answer
        if answer.headers.get("Content-Type", "").startswith(_PROBLEM):
            return answer
        code = _CODES.get(answer.status_code, "server" if answer.status_code >= 500 else "invalid")
        kept = {name: answer[name] for name in ("Allow", "Retry-After") if name in answer}
        return problem_answer(
            Problem(answer.status_code, code, headers=kept), edition_of(request.path)
        )
