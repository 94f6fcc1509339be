"""A form one question at a time, and what was answered, to be looked over before sending."""

from __future__ import annotations

from a11y.document import Action, Node, Role, State
from locales.text import EMPTY, Text
from portal.models import Field, Form
from views.compose import dates
from views.compose.build import FOCUSABLE, Maker, private
from views.compose.fields import PRIVACIES, field_node
from views.compose.form_state import FormState, rules_of
from views.compose.head import sentence
from views.compose.typed import meant


def question(page: Form, state: FormState, place: int, make: Maker) -> list[Node]:
    """How far one is, the one field, and the ways on."""
    words = make.words
    where = words("screens.form.question", place=place + 1, total=len(page.fields))
    on = make.button("form.next", words("screens.form.next"), "primary icon=next")
    return [
        make.paragraph(f":place.{place}", where, "meta"),
        field_node(page.fields[place], state, make),
        _row([*_previous(place, make), on], make),
        _all(make),
    ]


def review(page: Form, state: FormState, send: Node, make: Maker) -> list[Node]:
    """Every question with its answer, each to be opened again; then the button that sends."""
    title = make.words("screens.form.review")
    items = [_answer(page, one, state, make) for one in page.fields]
    return [
        make.heading(":review", title),
        make.paragraph(":review.text", make.words("screens.form.review.text")),
        make.list(":answers", title, items, "rows"),
        _row([_back(page, state, make), send], make),
    ]


def _back(page: Form, state: FormState, make: Maker) -> Node:
    """Where all was asked at once, back to all of it."""
    if state.review:
        return make.button("form.all", make.words("screens.form.correct"), "secondary icon=prev")
    return _previous(len(page.fields), make)[0]


def _answer(page: Form, field: Field, state: FormState, make: Maker) -> Node:
    found = _said(page, field, state, make) or make.words("screens.form.empty")
    button = Node(
        make.id(f":answer.{field.name}"),
        Role.BUTTON,
        make.text(field.label),
        make.words("screens.form.change"),
        found,
        states=FOCUSABLE.union({State.INVALID} if field.name in state.errors else ()),
        action=Action("question", field.name),
        privacy=PRIVACIES.get(field.privacy, PRIVACIES["personal"]),
        look="row",
    )
    item = Node(make.id(f":answer.{field.name}:item"), Role.LISTITEM, children=(button,))
    return private(item, field.privacy != "public")


def _said(page: Form, field: Field, state: FormState, make: Maker) -> Text:
    """The answer in the words of the form; a secret is only said to be there, a day as a day."""
    value = state.values.get(field.name, "")
    if field.privacy == "secret":
        return make.words("screens.form.hidden") if value else EMPTY
    if isinstance(value, bool):
        return make.words("screens.form.yes" if value else "screens.form.no")
    chosen = value if isinstance(value, tuple) else (value,)
    titles = [make.text(one.title) for one in field.options if one.value in chosen]
    if titles:
        return sentence(titles, make.words)
    if not isinstance(value, str) or not value:
        return EMPTY
    rules = rules_of(page, field.name)
    if rules.get("format") == "date":
        return dates.day(str(meant(value, rules)), make.words)
    return make.text(value, field.lang, convert=False)


def _previous(place: int, make: Maker) -> list[Node]:
    if place == 0:
        return []
    words = make.words("screens.form.previous")
    return [make.button("form.previous", words, "secondary icon=prev")]


def _row(buttons: list[Node], make: Maker) -> Node:
    return Node(make.id(":ways"), Role.GROUP, EMPTY, look="actions", children=tuple(buttons))


def _all(make: Maker) -> Node:
    return make.button("form.all", make.words("screens.form.all"), "secondary")
