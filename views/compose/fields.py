"""The fields of a form as nodes: label, hint, value, what is wrong."""

from __future__ import annotations

from a11y.document import Action, Node, Privacy, Role, State
from locales.text import EMPTY, Text
from portal.models import Field, Option
from views.compose.build import FOCUSABLE, Maker, numbered
from views.compose.form_state import FieldError, FormState
from views.compose.head import STOPS, sentence

PRIVACIES = {
    "public": Privacy.PUBLIC,
    "personal": Privacy.PERSONAL,
    "secret": Privacy.SECRET,
}


def field_node(field: Field, state: FormState, make: Maker) -> Node:
    """A text field, a group of options, or a single checkbox."""
    if field.widget in ("choice", "radio"):
        return _options(field, state, make, Role.RADIOGROUP, Role.RADIO)
    if field.widget == "checkbox":
        if field.options:
            return _options(field, state, make, Role.GROUP, Role.CHECKBOX)
        return _switch(field, state, make)
    return _textbox(field, state, make)


def error_text(field: Field, error: FieldError, make: Maker) -> Text:
    """What is wrong, in the words of the form, of the server, or in general ones."""
    own = field.errors.get(error.code) or error.detail
    if own:
        return make.text(own)
    key = f"screens.form.error.{error.code}"
    return make.words(key if make.words.has(key) else "screens.form.error.invalid")


def wrong_text(field: Field, error: FieldError, make: Maker) -> Text:
    """What is wrong and with which field, which most portals' words name by themselves."""
    said, label = error_text(field, error, make), make.text(field.label)
    if label.source in said.source:
        return said
    if label.source.endswith(STOPS):
        return sentence([label, said], make.words)
    return make.words("reading.form.error", field=label, error=said)


def _about(field: Field, state: FormState, make: Maker) -> Text:
    """The error first, then the hint, as one description."""
    parts = []
    error = state.errors.get(field.name)
    if error is not None:
        parts.append(error_text(field, error, make))
    if field.hint:
        parts.append(make.text(field.hint))
    return sentence(parts, make.words) if parts else EMPTY


def _states(field: Field, state: FormState) -> frozenset[State]:
    found = {State.REQUIRED} if field.required else set()
    if field.name in state.errors:
        found.add(State.INVALID)
    return frozenset(found)


def _textbox(field: Field, state: FormState, make: Maker) -> Node:
    privacy = PRIVACIES.get(field.privacy, Privacy.PERSONAL)
    typed = state.text(field.name)
    shown = "•" * len(typed) if privacy is Privacy.SECRET else typed
    states = _states(field, state) | FOCUSABLE
    if field.widget == "multiline":
        states |= {State.MULTILINE}
    if state.submitting:
        states |= {State.READONLY}
    digits = field.widget in ("phone", "digits")
    return Node(
        make.id(field.name),
        Role.TEXTBOX,
        make.text(field.label),
        _about(field, state, make),
        Text(shown, "und" if digits else field.lang or make.lang, convert=False),
        states=states,
        privacy=privacy,
        action=Action("set", field.name),
        look=f"field {field.widget}",
    )


def _option(field: Field, option: Option, state: FormState, make: Maker, role: Role) -> Node:
    states = set(FOCUSABLE)
    if state.chosen(field.name, option.value):
        states.add(State.CHECKED)
    if state.submitting:
        states.add(State.DISABLED)
    return Node(
        make.id(f"{field.name}.{option.value}"),
        role,
        make.text(option.title),
        states=frozenset(states),
        privacy=PRIVACIES.get(field.privacy, Privacy.PERSONAL),
        action=Action("choose", field.name, option.value),
    )


def _options(field: Field, state: FormState, make: Maker, group: Role, each: Role) -> Node:
    options = [_option(field, option, state, make, each) for option in field.options]
    return Node(
        make.id(field.name),
        group,
        make.text(field.label),
        _about(field, state, make),
        states=_states(field, state),
        look="options",
        children=numbered(options),
    )


def _switch(field: Field, state: FormState, make: Maker) -> Node:
    states = set(FOCUSABLE | _states(field, state))
    if state.values.get(field.name) is True:
        states.add(State.CHECKED)
    if state.submitting:
        states.add(State.DISABLED)
    return Node(
        make.id(field.name),
        Role.CHECKBOX,
        make.text(field.label),
        _about(field, state, make),
        states=frozenset(states),
        action=Action("choose", field.name, "true"),
    )
