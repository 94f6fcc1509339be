"""Every modal document of the terminal with sample facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from types import SimpleNamespace
from typing import cast

from a11y.document import Document, Node, Role
from a11y.key_words import Keys
from a11y.keymap import FOLDER, load
from a11y.kinds import Unit
from a11y.narrator import Narrator
from a11y.speech.manager import SpeechManager, SpeechSettings
from kiosk.captions import Captions
from kiosk.commands import all_commands
from kiosk.config import KEYMAPS
from kiosk.elements import compose_elements
from kiosk.filled import AUTO
from kiosk.finding import compose_find
from kiosk.gate import HandSettings
from kiosk.identifier import compose_identifier
from kiosk.lesson import compose_lesson
from kiosk.listening import compose_aloud
from kiosk.looks import Looks
from kiosk.menus import compose_commands, compose_main
from kiosk.setting import Setting
from kiosk.settings import compose_settings
from kiosk.settings_table import (
    caption_settings,
    hand_settings,
    question_setting,
    sight_settings,
    voice_settings,
)
from kiosk.shots.assist import assist_screens
from kiosk.shots.own import PURPOSE, SAMPLE
from kiosk.shots.printed import print_dialogs
from kiosk.typing_screen import TypingModel, compose_typing
from kiosk.voice import Voice
from locales.text import Text
from locales.words import Words
from views.compose import models as m
from views.compose.dialogs import compose_idle, compose_language, compose_leave
from views.compose.take import compose_register, compose_settings_code, compose_take

Named = Iterator[tuple[str, Document]]


def own_dialogs(words: Words) -> Named:
    """Every dialog, named."""
    for signed_in in (True, False):
        who = "" if signed_in else "-visitor"
        idle = m.IdleModel(20, signed_in=signed_in)
        yield f"dialog-idle{who}", compose_idle(idle, words)
        leave = compose_leave(words, signed_in=signed_in, printing=signed_in)
        yield f"dialog-leave{who}", leave
    yield "dialog-language", compose_language(m.LanguageModel(words.language), words)
    yield from _from_commands(words)
    yield "dialog-settings", compose_settings(_settings(words), "", words)
    address = "https://yizhan.example/zh-Hans/consultations/new"
    yield "dialog-take", compose_take(m.TakeModel(PURPOSE, "zh-Hans", address), words)
    own = m.TakeModel(PURPOSE, "zh-Hans", address, Text(PURPOSE, "zh-Hans"), personal=True)
    yield "dialog-take-own", compose_take(own, words)
    yield "dialog-code", compose_settings_code(SAMPLE["code"], words, printing=True)
    yield "dialog-typing", compose_typing(_typing(words), words)
    yield "dialog-find", compose_find(SAMPLE["field"], words)
    yield from print_dialogs(words)
    yield "dialog-register", compose_register("https://yizhan.example/id/register", words)
    yield "dialog-identifier", compose_identifier(SAMPLE["field"], words)
    for why in ("removed", "personal"):
        yield f"dialog-aloud-{why}", compose_aloud(why, words)
    yield from _elements(words)
    yield from assist_screens(words)


def _from_commands(words: Words) -> Named:
    commands = all_commands()
    keys = Keys([load(FOLDER / f"{profile}.toml", commands) for profile in KEYMAPS])
    yield "dialog-menu", compose_main(keys, commands, words, voice_on=True)
    yield "dialog-commands", compose_commands(keys, commands, words, voice_on=False)
    yield "dialog-lesson", compose_lesson(keys, words)


def _settings(words: Words) -> Sequence[Setting]:
    """The table as a visit begins; nothing speaks and nothing is shown by it."""
    still = SimpleNamespace(settings=SpeechSettings())
    voice = SimpleNamespace(
        on=True, toggle=None, rate_now=5, volume_now=60, manager=cast("SpeechManager", still)
    )
    looks = Looks(lambda _sight: None, lambda _blank: None, lambda: None)
    return (
        *voice_settings(cast("Voice", voice), Narrator(words, lambda _utterance: None)),
        *sight_settings(looks),
        *caption_settings(Captions(lambda _text, _span, _ruby: None)),
        *hand_settings(HandSettings(), looks),
        question_setting(SimpleNamespace(way=AUTO)),
    )


def _elements(words: Words) -> Named:
    headings = [
        Node(f"/x#h{n}", Role.HEADING, Text(name, "zh-Hans"), level=min(n, 3))
        for n, name in enumerate(SAMPLE["headings"], 1)
    ]
    for unit in (Unit.HEADING, Unit.LINK, Unit.FIELD, Unit.REGION):
        composed = partial(compose_elements, unit, tuple(enumerate(headings)), 1)
        yield f"dialog-{unit}s", composed(words)


def _typing(words: Words) -> TypingModel:
    candidates = tuple((word, None) for word in SAMPLE["candidates"])
    field = Text(SAMPLE["field"], "zh-Hans")
    text, letters = Text(SAMPLE["text"] + SAMPLE["pending"], "zh-Hans"), tuple(SAMPLE["letters"])
    put = words("reading.key.press", name=words("reading.key.Return"))
    return TypingModel(field, text, candidates, letters, put)
