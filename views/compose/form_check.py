"""Checking a filled form against its schema before it is sent (JSON Schema 2020-12).

The same schema is checked by the portal; here it spares the visitor a round trip.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from portal.models import Form
from views.compose.form_state import FieldError, FormState

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def check(form: Form, state: FormState) -> FormState:
    """The state with one error a field, in the order of the fields; none: it may be sent."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 5 MB that most visits never need

    validator = Draft202012Validator(
        form.schema, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    wrong: dict[str, str] = {}
    for error in validator.iter_errors(state.payload(form)):
        for name, keyword in _concerned(error):
            wrong.setdefault(name, keyword)
    errors = {one.name: FieldError(wrong[one.name]) for one in form.fields if one.name in wrong}
    return state.refused(errors) if errors else state


def _concerned(error: ValidationError) -> Iterator[tuple[str, str]]:
    """The fields an error is about, each with the keyword that failed."""
    if error.absolute_path:
        yield str(error.absolute_path[0]), str(error.validator)
    elif error.validator in ("required", "dependentRequired"):
        yield from _missing(error)
    elif error.context:
        for below in error.context:
            yield from _concerned(below)


def _missing(error: ValidationError) -> Iterator[tuple[str, str]]:
    instance = error.instance if isinstance(error.instance, dict) else {}
    wanted: Any = error.validator_value
    if isinstance(wanted, dict):  # dependentRequired: what each present field asks for
        wanted = [name for own, names in wanted.items() if own in instance for name in names]
    for name in wanted:
        if name not in instance:
            yield str(name), "required"
