"""A form as it is asked question by question, in every state that can be seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from a11y.document import Document
from locales.words import Words
from portal.models import Form
from views.compose.form_check import check
from views.compose.form_state import fresh
from views.compose.frame import with_frame
from views.compose.models import FrameModel
from views.compose.pages import compose_page


def asked(form: Form, frame: FrameModel, words: Words) -> Iterator[tuple[str, Document]]:
    """The first question, every one answered wrongly, and both reviews, named."""
    start = fresh(form)
    errors = check(form, start).errors
    last = len(form.fields)
    states = [("question", replace(start, place=0)), ("review", replace(start, place=last))]
    states.append(("look-over", replace(start, review=True)))
    for place, field in enumerate(form.fields):
        if field.name in errors:
            wrong = replace(start, place=place, errors={field.name: errors[field.name]})
            states.append((f"question-wrong-{place}", wrong))
    for name, state in states:
        yield name, with_frame(compose_page(form, words, state), frame, words)
