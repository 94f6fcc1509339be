"""The interface under /v1: composed of each room's routes, described as OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as QueryError
from ninja.openapi.schema import OpenAPISchema

from server.answers import encode, problem_answer
from server.asking import query_of, refuse_unknown
from server.base import edition_of
from server.conditions import conditional
from server.content.api import router as content
from server.evaluation.api import router as evaluation
from server.interaction import interaction_router
from server.openapi import describe
from server.problems import FieldError, Problem
from server.search.api import router as search
from server.services.api import router as services
from server.unexpected import problem_of


class PortalAPI(NinjaAPI):
    """The interface with the page vocabulary's schema in its description."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """OpenAPI 3.1 with every answer described."""
        schema = super().get_openapi_schema(**kwargs)
        describe(schema)
        return schema


def build() -> PortalAPI:
    """The interface with its routes and with every error as a problem."""
    api = PortalAPI(
        title="Yizhan reference portal",
        version="1",
        docs_url=None,
        openapi_url=None,  # served here, so that it too is a read like any other
        urls_namespace="v1",
    )
    api.get("/openapi.json", include_in_schema=False)(_description(api))
    api.add_router("", interaction_router())
    api.add_router("", services)
    api.add_router("", evaluation)
    api.add_router("", search)
    api.add_router("", content)
    api.exception_handler(Problem)(_problem)
    api.exception_handler(Http404)(_missing)
    api.exception_handler(HttpError)(_http_error)
    api.exception_handler(QueryError)(_query_error)
    api.exception_handler(Exception)(_unexpected)
    return api


def _description(api: PortalAPI) -> Callable[[HttpRequest], HttpResponse]:
    """The description itself, made when first asked for."""

    @lru_cache(maxsize=1)
    def text() -> bytes:
        return encode(api.get_openapi_schema(path_prefix="/v1/"))

    def openapi(request: HttpRequest) -> HttpResponse:
        refuse_unknown(query_of(request), ())
        answer = HttpResponse(text(), content_type="application/json")
        answer["Cache-Control"] = "public, max-age=60"
        return conditional(request, answer)

    return openapi


def _answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem_answer(problem, edition_of(request.path))


def _problem(request: HttpRequest, error: Problem) -> HttpResponse:
    return _answer(request, error)


def _missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    return _answer(request, Problem(404, "not_found"))


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _answer(request, Problem(error.status_code, "bad_request"))


def _query_error(request: HttpRequest, error: QueryError) -> HttpResponse:
    """A parameter of the wrong type or out of range, named."""
    names = [str(fault["loc"][-1]) for fault in error.errors]
    faults = [FieldError(name, "type") for name in dict.fromkeys(names)]
    return _answer(request, Problem(422, "invalid", errors=faults))


def _unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    return _answer(request, problem_of(request, error))
