"""What a visitor has entered in a form: outside the document, so that it outlives
language switches, warnings and errors. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from portal.models import Field, Form, Page, Steps
from views.compose.typed import meant

Value = str | bool | tuple[str, ...]
"""Text, a single checkbox, or the chosen options of several."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with a field: a schema keyword or the server's code."""

    code: str
    detail: str = ""
    """The server's own words, in the edition's language."""


def _new_key() -> str:
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class FormState:
    """The values of one filled form, what is wrong with them, and its idempotency key."""

    address: str
    values: Mapping[str, Value] = field(default_factory=dict)
    errors: Mapping[str, FieldError] = field(default_factory=dict)
    submitting: bool = False
    key: str = field(default_factory=_new_key)
    """Sent with every attempt to submit this form, so that it counts once."""

    refusals: int = 0
    """How often checking or the server has refused it."""

    named: tuple[str, ...] = ()
    """The fields that the last refusal named, whether mended since or not."""

    place: int | None = None
    """The question that is asked just now; after the last come all answers. None: all at once."""

    failed: str = ""
    """Why the last attempt did not reach the portal or was not taken: the code of its words."""

    review: bool = False
    """All at once, and filled: all answers are looked over before they are sent."""

    def text(self, name: str) -> str:
        """The value of a text field, empty where nothing was entered."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""

    def chosen(self, name: str, option: str) -> bool:
        """Whether an option of a field is on."""
        value = self.values.get(name, "")
        if isinstance(value, bool):
            return value
        return option in value if isinstance(value, tuple) else option == value

    def with_value(self, name: str, value: Value) -> FormState:
        """Another value for a field; what was wrong with it before is not said any more."""
        if self.values.get(name) == value:
            return self
        errors = {own: error for own, error in self.errors.items() if own != name}
        return replace(self, values={**self.values, name: value}, errors=errors)

    def choose(self, of: Field, option: str) -> FormState:
        """An option was activated: one of several is taken, a checkbox is turned over."""
        if of.widget != "checkbox":
            return self.with_value(of.name, option)
        if not of.options:
            return self.with_value(of.name, self.values.get(of.name) is not True)
        before = self.values.get(of.name, ())
        chosen = before if isinstance(before, tuple) else ()
        wanted = [one.value for one in of.options if (one.value in chosen) != (one.value == option)]
        return self.with_value(of.name, tuple(wanted))

    def sent(self) -> FormState:
        """It is on its way; a second press must do nothing."""
        return replace(self, submitting=True, errors={}, failed="")

    def unsent(self, failed: str = "") -> FormState:
        """No answer came: the same key goes with the next attempt, so it counts once."""
        return replace(self, submitting=False, failed=failed)

    def refused(self, errors: Mapping[str, FieldError]) -> FormState:
        """Nothing was stored: what is wrong by field, and a new key for the mended form."""
        return replace(
            self,
            submitting=False,
            errors=dict(errors),
            key=_new_key(),
            refusals=self.refusals + 1,
            named=tuple(errors),
            review=False,
            failed="",
        )

    def looked_over(self, form: Form) -> bool:
        """Whether nothing is sent unseen: the answers are on the screen, or there is only one."""
        last = self.place is not None and self.place >= len(form.fields)
        return self.review or last or len(form.fields) < 2

    def payload(self, form: Form) -> dict[str, object]:
        """The JSON object to send or to check; what was left empty is left out."""
        found = ((one, self.values.get(one.name)) for one in form.fields)
        pairs = ((one.name, _json(value, rules_of(form, one.name))) for one, value in found)
        return {name: value for name, value in pairs if value not in (None, "", [])}


def form_in(page: Page | None) -> Form | None:
    """The form that a page is, or the next question of a scenario."""
    if isinstance(page, Steps):
        return page.form
    return page if isinstance(page, Form) else None


def fresh(form: Form, preset: Iterable[tuple[str, Value]] = ()) -> FormState:
    """An empty form with the defaults of its schema."""
    properties = form.schema.get("properties", {})
    values: dict[str, Value] = {}
    for one in form.fields:
        default = properties.get(one.name, {}).get("default")
        if isinstance(default, str | bool):
            values[one.name] = default
        elif isinstance(default, int | float):
            values[one.name] = str(default)
    return FormState(form.address, {**values, **dict(preset)})


def rules_of(form: Form, name: str) -> Mapping[str, Any]:
    """The property of its schema that a field fills; empty where it has none."""
    found = form.schema.get("properties", {}).get(name, {})
    return found if isinstance(found, dict) else {}


def _json(value: Value | None, rules: Mapping[str, Any]) -> object:
    if isinstance(value, tuple):
        return list(value)
    return meant(value, rules) if isinstance(value, str) else value
