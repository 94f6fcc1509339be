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
    412: "precondition_failed",
    413: "too_large",
    503: "busy",
}
_PROBLEM = "application/problem+json"


class ProblemsMiddleware:
    """Turns the framework's own error pages under ``/v1`` into problem+json (RFC 9457)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers as the application does, errors as problems."""
        if "\0" in request.path:  # no page has such an address, and PostgreSQL takes no such text
            return problem_answer(Problem(404, "not_found"), edition_of(request.path))
        if request.method == "HEAD" and request.path.startswith("/v1/"):
            return self._head(request)
        return self._answer(request)

    def _head(self, request: HttpRequest) -> HttpResponse:
        """What GET would answer, without the content (RFC 9110 §9.3.2)."""
        request.method = "GET"
        answer = self._answer(request)
        answer.headers.setdefault("Content-Length", str(len(answer.content)))
        answer.content = b""
        return answer

    def _answer(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == 405 and "Allow" in answer:
            answer["Allow"] = _allowed(answer["Allow"])
            if request.method == "OPTIONS":  # RFC 9110 §9.3.7: what can be done here
                able = HttpResponse(status=204, headers={"Allow": answer["Allow"]})
                del able["Content-Type"]
                return able
        if answer.status_code < 400 or not request.path.startswith("/v1/"):
            return answer
        if answer.headers.get("Content-Type", "").startswith(_PROBLEM):
            return answer
        code = _CODES.get(answer.status_code, "server" if answer.status_code >= 500 else "invalid")
        kept = {name: answer[name] for name in ("Allow", "Retry-After") if name in answer}
        return problem_answer(
            Problem(answer.status_code, code, headers=kept), edition_of(request.path)
        )


def _allowed(told: str) -> str:
    """What a resource can do, with what we add: HEAD wherever there is GET, and OPTIONS."""
    methods = [method.strip() for method in told.split(",") if method.strip()]
    added = [*(["HEAD"] if "GET" in methods else []), "OPTIONS"]
    return ", ".join(dict.fromkeys([*methods, *added]))
