"""The terminal's own screens with sample facts, as the visitor would meet them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from a11y.command import Topic
from a11y.document import Action, Document
from kiosk.choices import Choice, compose_choices
from kiosk.typing_screen import TypingModel, compose_typing
from locales.languages import Language
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose import models as m
from views.compose.dialogs import (
    compose_help,
    compose_idle,
    compose_language,
    compose_leave,
    compose_menu,
)
from views.compose.frame import with_frame
from views.compose.screens import (
    compose_attract,
    compose_ending,
    compose_error,
    compose_welcome,
)
from views.compose.sign_in import compose_confirm, compose_sign_in
from views.compose.take import compose_take

WordsOf = Callable[[Language], Words]

SAMPLE = tomllib.loads((Path(__file__).parent / "sample.toml").read_text(encoding="utf-8"))
NAME: str = SAMPLE["name"]
PURPOSE: str = SAMPLE["purpose"]
VISITOR = m.FrameModel(signed_in=NAME, can_go_back=True, voice_on=True)
SHOWN_IN_MENU = (
    "language.menu settings list.headings list.links list.fields list.regions find overview "
    "read_all home back help.keys help.lesson commands voice.toggle end_visit"
).split()


def own_screens(words_of: WordsOf, language: Language) -> Iterator[tuple[str, Document]]:
    """Every screen that does not come from the portal, named."""
    words = words_of(language)
    invited = [words_of(one) for one in m.LANGUAGES]
    yield "attract", compose_attract(m.AttractModel(), invited)
    yield "attract-offline", compose_attract(m.AttractModel(offline=True), invited)
    yield from _signing_in(words)
    yield from _leaving(words)
    yield from _errors(words)


def own_dialogs(words: Words) -> Iterator[tuple[str, Document]]:
    """Every modal document, named."""
    language = words.language
    keys = Text("F3", "und", convert=False)
    yield "dialog-idle", compose_idle(m.IdleModel(20, signed_in=True), words)
    yield "dialog-leave", compose_leave(words, signed_in=True)
    yield "dialog-language", compose_language(m.LanguageModel(language), words)
    yield "dialog-menu", _menu(words)
    yield "dialog-commands", compose_menu(m.MenuModel(_groups(words, keys)), words)
    yield "dialog-help", compose_help(m.HelpModel(_groups(words, keys)), words)
    take = m.TakeModel(PURPOSE, "zh-Hans", "https://yizhan.example/zh-Hans/consultations/new")
    yield "dialog-take", compose_take(take, words)
    yield "dialog-typing", compose_typing(_typing(), words)


def _signing_in(words: Words) -> Iterator[tuple[str, Document]]:
    frame = m.FrameModel(can_go_back=True)
    for state in m.SignInState:
        model = m.SignInModel(
            state,
            "yizhan.example/d",
            "12345678",
            "https://yizhan.example/d?c=12345678",
            "42",
            95,
            purpose=PURPOSE,
            by_page=state in (m.SignInState.OPENING, m.SignInState.CHECKING),
            error_code="network" if state is m.SignInState.FAILED else "",
        )
        yield f"sign-in-{state}", with_frame(compose_sign_in(model, words), frame, words)
    yield "confirm", compose_confirm(m.ConfirmModel(NAME), words)
    yield (
        "welcome",
        with_frame(compose_welcome(m.WelcomeModel(NAME, PURPOSE), words), VISITOR, words),
    )


def _leaving(words: Words) -> Iterator[tuple[str, Document]]:
    yield "ending", compose_ending(m.EndingModel(signed_in=True), words)
    done = m.EndingModel(m.EndingReason.IDLE, signed_in=True, done=True)
    yield "ending-done", compose_ending(done, words)


def _errors(words: Words) -> Iterator[tuple[str, Document]]:
    for code in ("network", "not_found", "fault"):
        waits = 10 if code == "network" else 0
        model = m.ErrorModel(code, "/x", code != "fault", waits, "E-4711")
        yield f"error-{code}", with_frame(compose_error(model, words), VISITOR, words)


def _menu(words: Words) -> Document:
    choices = [
        Choice(own, words(f"reading.command.{own}"), Action("command", own), EMPTY)
        for own in SHOWN_IN_MENU
    ]
    return compose_choices("menu", words("screens.menu.title"), choices, words)


def _groups(words: Words, keys: Text) -> tuple[m.MenuGroup, ...]:
    entries = {
        Topic.LANGUAGE: ("language.next", "language.en"),
        Topic.SPEECH: ("voice.toggle", "repeat", "volume.up", "rate.down"),
        Topic.READING: ("read_all", "where", "heading.next", "link.next"),
    }
    return tuple(
        m.MenuGroup(
            topic.value,
            words(f"reading.topic.{topic.value}"),
            tuple(m.MenuEntry(own, words(f"reading.command.{own}"), keys) for own in ids),
        )
        for topic, ids in entries.items()
    )


def _typing() -> TypingModel:
    candidates = tuple((word, None) for word in SAMPLE["candidates"])
    field = Text(SAMPLE["field"], "zh-Hans")
    text, pending, letters = SAMPLE["text"], SAMPLE["pending"], tuple(SAMPLE["letters"])
    return TypingModel(field, text, pending, candidates, letters)
