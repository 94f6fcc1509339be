"""Any page of the portal as a Document: one composer a kind."""

from __future__ import annotations

from datetime import datetime

from a11y.document import Document
from locales.words import Words
from portal import models
from views.compose.article import compose_article
from views.compose.case import compose_case
from views.compose.collection import compose_collection
from views.compose.file import compose_file
from views.compose.form import compose_form
from views.compose.form_state import FormState
from views.compose.home import compose_home
from views.compose.steps import compose_steps
from views.compose.thread import compose_thread
from views.compose.unknown import compose_unknown


def compose_page(
    page: models.Page, words: Words, form: FormState | None = None, now: datetime | None = None
) -> Document:
    """The document of a page; ``form`` is what was entered in it so far.

    With ``now`` the clocks of a case say how much is left of them.
    """
    match page:
        case models.Home():
            return compose_home(page, words)
        case models.Collection():
            return compose_collection(page, words, form)
        case models.Article():
            return compose_article(page, words)
        case models.File():
            return compose_file(page, words)
        case models.Form():
            return compose_form(page, words, form)
        case models.Steps():
            return compose_steps(page, words, form)
        case models.Case():
            return compose_case(page, words, now)
        case models.Thread():
            return compose_thread(page, words)
        case _:
            return compose_unknown(page, words)
