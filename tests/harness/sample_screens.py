"""Every screen of the terminal, composed of sample pages and sample models."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from a11y.document import Document
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from tests.harness.sample_matters import pages
from tests.harness.sample_pages import form
from views.compose.dialogs import (
    compose_help,
    compose_idle,
    compose_language,
    compose_leave,
    compose_menu,
)
from views.compose.form_check import check
from views.compose.form_state import fresh
from views.compose.frame import with_frame
from views.compose.models import (
    AttractModel,
    ConfirmModel,
    EndingModel,
    EndingReason,
    ErrorModel,
    FrameModel,
    HelpModel,
    IdleModel,
    LanguageModel,
    MenuEntry,
    MenuGroup,
    MenuModel,
    SignInModel,
    SignInState,
    WelcomeModel,
)
from views.compose.pages import compose_page
from views.compose.screens import (
    compose_attract,
    compose_ending,
    compose_error,
    compose_welcome,
)
from views.compose.sign_in import compose_confirm, compose_sign_in

LANGUAGES = (Language.ZH_HANS, Language.ZH_HANT_HK, Language.EN)

WordsOf = Callable[[Language], Words]


def screens(language: Language, words_of: WordsOf = Words) -> Iterator[tuple[str, Document]]:
    """Every screen of the terminal in one language, named."""
    words = words_of(language)
    en = language is Language.EN
    signed_in = FrameModel(signed_in="张*", can_go_back=True, voice_on=True)
    for page in pages(en):
        yield page.kind, with_frame(compose_page(page, words), signed_in, words)
    asked = form(en)
    wrong = check(asked, fresh(asked).with_value("phone", "12").with_value("kind", "ask"))
    late = FrameModel(offline_minutes=12)
    yield "form-wrong", with_frame(compose_page(asked, words, wrong), late, words)
    sending = with_frame(compose_page(asked, words, wrong.sent()), FrameModel(at_home=True), words)
    yield "form-sending", sending
    yield "attract", compose_attract(AttractModel(), [words_of(one) for one in LANGUAGES])
    yield (
        "attract-offline",
        compose_attract(AttractModel(offline=True), [words_of(one) for one in LANGUAGES]),
    )
    yield from _sign_in(words)
    yield "welcome", compose_welcome(WelcomeModel("张*", "政务咨询"), words)
    yield "ending", compose_ending(EndingModel(signed_in=True), words)
    done = EndingModel(EndingReason.IDLE, signed_in=True, done=True)
    yield "ending-done", compose_ending(done, words)
    yield (
        "error",
        compose_error(ErrorModel("network", "/x", retry_seconds=10, reference="E-4711"), words),
    )
    yield from dialogs(language, words_of)


def _sign_in(words: Words) -> Iterator[tuple[str, Document]]:
    frame = FrameModel(can_go_back=True)
    for name, state in (
        ("", SignInState.WAITING),
        ("-expired", SignInState.EXPIRED),
        ("-starting", SignInState.STARTING),
    ):
        model = SignInModel(
            state,
            "yizhan.example/d",
            "12345678",
            "https://yizhan.example/d?c=12345678",
            "42",
            95,
            purpose="政务咨询",
        )
        yield f"sign-in{name}", with_frame(compose_sign_in(model, words), frame, words)
    yield "confirm", compose_confirm(ConfirmModel("张*"), words)


def dialogs(language: Language, words_of: WordsOf = Words) -> Iterator[tuple[str, Document]]:
    """The modal documents."""
    words = words_of(language)
    keys = Text("F3", "en")
    groups = (
        MenuGroup(
            "language",
            words("screens.language.title"),
            (MenuEntry("language.next", words("screens.bar.language"), keys),),
        ),
        MenuGroup(
            "speech",
            words("screens.bar.voice.off"),
            (MenuEntry("voice.toggle", words("screens.bar.voice.off"), keys, True),),
        ),
    )
    yield "dialog-idle", compose_idle(IdleModel(20, signed_in=True), words)
    yield "dialog-language", compose_language(LanguageModel(language), words)
    yield "dialog-menu", compose_menu(MenuModel(groups), words)
    yield "dialog-help", compose_help(HelpModel(groups), words)
    yield "dialog-leave", compose_leave(words, signed_in=True)
