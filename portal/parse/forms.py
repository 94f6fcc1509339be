"""Forms: the rules as JSON Schema, the fields as the visitor meets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.models import Field, Link, Option
from portal.parse.parts import link, page_address
from portal.parse.reader import Reader

_DEEPEST_SCHEMA = 16
_WIDGETS = (
    "text",
    "multiline",
    "choice",
    "radio",
    "checkbox",
    "date",
    "phone",
    "number",
    "digits",
)


@dataclass(frozen=True, slots=True)
class FormPart:
    """What a page of kind ``form`` has, and the question of a page of kind ``steps``."""

    schema: dict[str, Any]
    fields: tuple[Field, ...]
    submit: Link


def form(at: Reader) -> FormPart:
    """A form; fields stand in ``order``, and every one of them has a rule and a label."""
    schema = at.raw("schema")
    _check_depth(at, schema)
    rules = Reader(schema, at.at("schema"))
    required = set(rules.texts("required"))
    labels = dict(at.members("fields"))
    names = at.texts("order")
    if len(set(names)) != len(names):
        raise at.fail("order", "a field occurs twice")
    for name in names:
        if name not in labels:
            raise at.fail("order", f"no field {name}")
    fields = tuple(_field(name, labels[name], name in required) for name in names)
    return FormPart(schema, fields, _submit(at))


def _submit(at: Reader) -> Link:
    inner = at.object("submit")
    page_address(inner, "href")
    return link(inner)


def _field(name: str, at: Reader, required: bool) -> Field:
    return Field(
        name=name,
        label=at.text("label"),
        hint=at.text("hint", ""),
        # of two unknown words the stricter is taken; "secret" is the strictest there is
        privacy=at.choice("privacy", ("public", "personal"), "secret")
        if at.has("privacy")
        else "public",
        lang=at.text("lang", ""),
        widget=at.choice("widget", _WIDGETS, "text"),
        options=at.all("options", lambda each: Option(each.text("value"), each.text("title"))),
        errors=at.strings("errors"),
        required=required,
    )


def _check_depth(at: Reader, schema: dict[str, Any]) -> None:
    level: list[Any] = [schema]
    for _ in range(_DEEPEST_SCHEMA):
        level = [inner for each in level for inner in _inside(each)]
        if not level:
            return
    raise at.fail("schema", "too deep")


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
