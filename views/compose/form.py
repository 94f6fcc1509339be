"""Something to fill in; errors are named field by field."""

from __future__ import annotations

from a11y.document import Document, Live, Node, Region, Role, State
from locales.text import Text
from locales.words import Words
from portal.models import Form
from views.compose.blocks import blocks
from views.compose.build import Maker, private
from views.compose.fields import field_node
from views.compose.form_state import FormState, fresh
from views.compose.head import head, maker, page_document, sentence
from views.compose.links import page_links
from views.compose.questions import question, review

_AGAIN = frozenset({"network", "timeout", "busy", "server"})
"""The codes of errors that may be gone at the next attempt."""

SUBMIT = ":submit"
"""The button that sends it."""


def compose_form(page: Form, words: Words, state: FormState | None = None) -> Document:
    """Title, remarks, what is wrong, the fields in their order, the button."""
    make = maker(page, words)
    filled = state or fresh(page)
    top = make.region(":body", Region.WINDOW, [*head(page, make), *blocks(page.blocks, make)])
    return page_document(
        page,
        make,
        [private(top, page.personal), form_part(page, filled, make), *page_links(page, make)],
    )


def form_part(page: Form, state: FormState, make: Maker) -> Node:
    """The form itself as a landmark."""
    title = make.text(page.title)
    inside = [*_problems(page, state, make), *_unsent(state, make), *_entries(page, state, make)]
    form = Node(make.id(":form"), Role.FORM, title, look="form", children=tuple(inside))
    return make.region(":entry", Region.INTERACTION, [form])


def _entries(page: Form, state: FormState, make: Maker) -> list[Node]:
    """All fields, or the one that is asked, or all answers; what is wrong comes first."""
    send, place = _submit(page, state, make), state.place
    if state.review:
        return review(page, state, send, make)
    if place is None:
        return [*(field_node(one, state, make) for one in page.fields), send]
    wrong = [n for n, one in enumerate(page.fields) if one.name in state.errors]
    if place >= len(page.fields) and wrong:
        place = wrong[0]
    if place >= len(page.fields):
        return review(page, state, send, make)
    return question(page, state, place, make)


def _problems(page: Form, state: FormState, make: Maker) -> tuple[Node, ...]:
    """What the last attempt was refused for: said once an attempt, not once a mended field."""
    wrong = [one for one in page.fields if one.name in state.named]
    if not state.errors or not wrong:
        return ()
    names = sentence([make.text(one.label, one.lang) for one in wrong], make.words)
    text = make.words.plural("screens.form.problems", len(wrong), fields=names)
    return (make.status(f":problems.{state.refusals}", text, "error", Live.ASSERTIVE),)


def _unsent(state: FormState, make: Maker) -> tuple[Node, ...]:
    """Why it is not sent yet; it was said when it happened."""
    if not state.failed:
        return ()
    return (make.status(":unsent", unsent_text(state.failed, make.words), "error", Live.OFF),)


def unsent_text(code: str, words: Words) -> Text:
    """Why a form could not be sent, and the way on: once more, or what its own words say."""
    known = code if words.has(f"screens.error.{code}.title") else "server"
    again = "reading.form.kept" if known in _AGAIN else f"screens.error.{known}.text"
    return sentence([words(f"screens.error.{known}.title"), words(again)], words)


def _submit(page: Form, state: FormState, make: Maker) -> Node:
    if state.submitting:
        name = make.words("screens.form.submitting")
        busy = {State.DISABLED, State.BUSY}
        return make.button("submit", name, "primary wide", part=SUBMIT, states=busy)
    title = make.text(page.submit.title)
    return make.button("submit", title, "primary wide icon=send", part=SUBMIT)
