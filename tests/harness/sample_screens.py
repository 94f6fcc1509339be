"""Every screen of the terminal: sample pages, and the terminal's own as ``shots`` has them."""

from __future__ import annotations

from collections.abc import Iterator

from a11y.document import Document
from kiosk.shots.asked import asked as asked_one_by_one
from kiosk.shots.dialogs import own_dialogs
from kiosk.shots.own import VISITOR, WordsOf, own_screens
from locales.languages import Language
from locales.words import Words
from tests.harness.sample_matters import pages
from tests.harness.sample_pages import form
from views.compose.form_check import check
from views.compose.form_state import fresh
from views.compose.frame import with_frame
from views.compose.models import FrameModel
from views.compose.pages import compose_page

LANGUAGES = (Language.ZH_HANS, Language.ZH_HANT_HK, Language.EN)


def screens(language: Language, words_of: WordsOf = Words) -> Iterator[tuple[str, Document]]:
    """Every screen of the terminal in one language, named."""
    words = words_of(language)
    en = language is Language.EN
    for page in pages(en):
        yield page.kind, with_frame(compose_page(page, words), VISITOR, words)
    asked = form(en)
    wrong = check(asked, fresh(asked).with_value("phone", "12").with_value("kind", "ask"))
    late = FrameModel(offline_minutes=12)
    yield "form-wrong", with_frame(compose_page(asked, words, wrong), late, words)
    sending = with_frame(compose_page(asked, words, wrong.sent()), FrameModel(at_home=True), words)
    yield "form-sending", sending
    yield from asked_one_by_one(asked, VISITOR, words)
    yield from own_screens(words_of, language)
    yield from own_dialogs(words)
