"""Which Chinese is heard: that of the screen's language, until the visitor chooses one."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from a11y.speech.manager import SpeechSettings
from kiosk.transcript import Transcript
from kiosk.voice import Followers, Voice
from locales.languages import Language
from locales.words import Words

HANS, HK, TW, EN = Language.ZH_HANS, Language.ZH_HANT_HK, Language.ZH_HANT_TW, Language.EN


def voice() -> Voice:
    manager: Any = SimpleNamespace(settings=SpeechSettings())
    followers = Followers(lambda *_caption: None, lambda _id: None)
    return Voice(manager, lambda: Words(HANS), followers, Transcript(), lambda: True)


@pytest.mark.parametrize(
    ("turned", "heard"), [((HK,), "yue"), ((HK, EN, HANS), "cmn"), ((TW,), "cmn"), ((EN,), "cmn")]
)
def test_hong_kong_hears_cantonese_and_the_others_mandarin(
    turned: tuple[Language, ...], heard: str
) -> None:
    ear = voice()
    for language in turned:
        ear.set_language(language)

    assert ear.manager.settings.voice("zh-Hans") == heard


@pytest.mark.parametrize(
    ("before", "own", "after"),
    [((HANS,), "yue", (HK, HANS)), ((HK,), "cmn", (EN, HK)), ((TW,), "yue", (EN,))],
)
def test_what_the_visitor_has_chosen_stays(
    before: tuple[Language, ...], own: str, after: tuple[Language, ...]
) -> None:
    ear = voice()
    for language in before:
        ear.set_language(language)
    ear.manager.settings = replace(ear.manager.settings, chinese=own)
    for language in after:
        ear.set_language(language)

    assert ear.manager.settings.chinese == own
