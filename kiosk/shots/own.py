"""The terminal's own screens with sample facts, as the visitor would meet them.

Every screen has a sample here or in ``dialogs``; a test compares with what the code composes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from a11y.document import Document
from kiosk.assist.sharing import NOTHING
from kiosk.assist.veil import veiled
from locales.languages import Language
from locales.words import Words
from portal.models import File, Heading, Paragraph, Run, Sheet
from views.compose import models as m
from views.compose.file import compose_file
from views.compose.frame import with_frame
from views.compose.screens import (
    compose_attract,
    compose_ending,
    compose_error,
    compose_welcome,
)
from views.compose.sign_in import compose_confirm, compose_page, compose_sign_in
from views.web.document import compose_web

WordsOf = Callable[[Language], Words]

SAMPLE = tomllib.loads((Path(__file__).parent / "sample.toml").read_text(encoding="utf-8"))
NAME: str = SAMPLE["name"]
PURPOSE: str = SAMPLE["purpose"]
VISITOR = m.FrameModel(signed_in=NAME, can_go_back=True, voice_on=True)


def own_screens(words_of: WordsOf, language: Language) -> Iterator[tuple[str, Document]]:
    """Every screen that does not come from the portal, named."""
    words = words_of(language)
    invited = [words_of(one) for one in m.LANGUAGES]
    yield "attract", compose_attract(m.AttractModel(), invited)
    yield "attract-offline", compose_attract(m.AttractModel(offline=True), invited)
    yield from _signing_in(words)
    yield from _leaving(words)
    yield "assisted", _assisted(words)
    yield from _errors(words)
    yield from _files(words)


def _signing_in(words: Words) -> Iterator[tuple[str, Document]]:
    frame = m.FrameModel(can_go_back=True)
    code = ("yizhan.example/d", "12345678", "https://yizhan.example/d?c=12345678", "42", 95)
    for state in m.SignInState:
        model = m.SignInModel(
            state,
            *code,
            purpose=PURPOSE,
            by_page=state in (m.SignInState.OPENING, m.SignInState.CHECKING),
            error_code="network" if state is m.SignInState.FAILED else "",
        )
        yield f"sign-in-{state}", with_frame(compose_sign_in(model, words), frame, words)
    for asked in (m.SignInState.WAITING, m.SignInState.EXPIRED):
        model = m.SignInModel(asked, binding_number="42", seconds_left=95)
        model = replace(model, ask_offered=True, by_asking=True)
        yield f"sign-in-asked-{asked}", with_frame(compose_sign_in(model, words), frame, words)
    paused = m.FrameModel(helper=NAME, help_paused=True, can_go_back=True)
    model = m.SignInModel(m.SignInState.WAITING, *code, ask_offered=True, page_offered=True)
    yield "sign-in-helped", with_frame(compose_sign_in(model, words), paused, words)
    for level in ("", "3"):
        model = m.SignInModel(m.SignInState.STARTING, again=True, level=level, page_offered=True)
        composed = compose_sign_in(model, words)
        yield f"sign-in-again{level}", with_frame(composed, frame, words)
    found = compose_web(SAMPLE["page"], "https://id.yizhan.example/login", "zh-Hans")
    yield "sign-in-page", with_frame(compose_page(found, words), frame, words)
    yield "confirm", compose_confirm(m.ConfirmModel(NAME), words)
    yield (
        "welcome",
        with_frame(compose_welcome(m.WelcomeModel(NAME, PURPOSE), words), VISITOR, words),
    )


def _leaving(words: Words) -> Iterator[tuple[str, Document]]:
    yield "ending", compose_ending(m.EndingModel(signed_in=True), words)
    done = m.EndingModel(m.EndingReason.IDLE, signed_in=True, done=True)
    yield "ending-done", compose_ending(done, words)


def _assisted(words: Words) -> Document:
    """With staff beside the visitor: who helps is said, and what is personal is hidden."""
    frame = m.FrameModel(helper=NAME, can_go_back=True)
    page = with_frame(compose_confirm(m.ConfirmModel(NAME), words), frame, words)
    return veiled(page, NOTHING, words)


def _errors(words: Words) -> Iterator[tuple[str, Document]]:
    for code in ("network", "not_found", "fault"):
        waits = 10 if code == "network" else 0
        model = m.ErrorModel(code, "/x", code != "fault", waits, "E-4711")
        yield f"error-{code}", with_frame(compose_error(model, words), VISITOR, words)
    for reason in ("large", "locked", "kind", "faulty"):
        model = m.ErrorModel(f"file_{reason}", "/files/x", retry=False, file="/files/x")
        yield f"error-file-{reason}", with_frame(compose_error(model, words), VISITOR, words)


def _files(words: Words) -> Iterator[tuple[str, Document]]:
    """An attachment in the middle, with a sheet that has no text."""
    sample = SAMPLE["file"]
    rules = tuple(
        Paragraph(f"s6.b{n}", runs=(Run(text),)) for n, text in enumerate(sample["texts"], 2)
    )
    chapter = Heading("s6.b1", level=3, text=sample["heading"])
    sheets = (Sheet(6, (chapter, *rules), "sheet:/files/x#6"), Sheet(7, (), "sheet:/files/x#7"))
    file = File(
        "file",
        "/files/x",
        "zh-Hans",
        "zh-Hans",
        sample["title"],
        sheets=sheets,
        total=12,
        whole=False,
    )
    yield "file", with_frame(compose_file(file, words), VISITOR, words)
