"""The description of the interface: ninja's, with the page vocabulary put in."""

from __future__ import annotations

import json
from typing import Any

from server.content.blocks import page_schema

_METHODS = ("get", "post", "put", "patch", "delete")
_PROBLEMS = {
    "get": ("401", "403", "404", "412", "422", "500", "503"),
    "post": ("400", "401", "403", "404", "409", "413", "415", "422", "500", "503"),
}


def describe(schema: dict[str, Any]) -> None:
    """Puts ``Page`` and ``Problem`` into ``schema``, and an answer for every status."""
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    components.update(_components())
    schema["components"]["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    for operations in schema["paths"].values():
        for method in _METHODS:
            if method in operations:
                _describe(method, operations[method])


def _components() -> dict[str, Any]:
    """The definitions of the page schema, with references as OpenAPI writes them."""
    text = json.dumps(page_schema()).replace("#/$defs/", "#/components/schemas/")
    page = json.loads(text)
    found: dict[str, Any] = page.pop("$defs")
    page.pop("$schema")
    return {**found, "Page": page}


def _describe(method: str, operation: dict[str, Any]) -> None:
    """Answers of one operation: a page, 304 for reads, and its problems."""
    page = {"application/json": {"schema": {"$ref": "#/components/schemas/Page"}}}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    responses: dict[str, Any] = {}
    if method == "get":
        responses["200"] = {"description": "The page", "content": page}
        responses["304"] = {"description": "Unchanged since the given ETag"}
    else:
        responses["201"] = {"description": "The page that resulted", "content": page}
    for status in _PROBLEMS.get(method, ()):
        responses[status] = {"description": "Problem (RFC 9457)", "content": problem}
    operation["responses"] = responses
