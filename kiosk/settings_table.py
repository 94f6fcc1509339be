"""The table of settings: what a visitor can set, by chapter, and what a profile may bring."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

from a11y.narrator import Narrator
from a11y.speech.manager import SpeechManager
from a11y.speech.symbols import Level
from a11y.wording import Verbosity
from kiosk.captions import WAYS, Captions
from kiosk.filled import WAYS as ASKED
from kiosk.gate import HandSettings
from kiosk.looks import Looks
from kiosk.setting import Setting, following, named, number, percent, seconds, switch
from kiosk.stage import Stage
from kiosk.voice import FASTEST, LOUDEST, LOUDNESS_STEP, QUIETEST, RATE_STEP, SLOWEST, Voice
from views.sight import COLOURS, HANDS, SIZES

VOICE, SIGHT, HAND = "voice", "sight", "hand"
CHINESE = ("cmn", "yue")
PITCHES = (30, 40, 50, 60, 70)
TOPICS = (VOICE, SIGHT, HAND)
"""The chapters in their order."""

DELAYS = {"slow": ("0", "0.3", "0.6", "1"), "bounce": ("0", "0.3", "0.5", "1")}
"""Seconds (EN 301 549 5.8: adjustable to 0.5 s and more)."""


class Asking(Protocol):
    """How forms are asked (kiosk.questions)."""

    way: str


def table(
    voice: Voice,
    hands: HandSettings,
    stage: Stage,
    looks: Looks,
    captions: Captions,
    questions: Asking,
) -> tuple[Setting, ...]:
    """Every setting of a visit."""
    return (
        *voice_settings(voice, stage.narrator),
        *sight_settings(looks),
        *caption_settings(captions),
        *hand_settings(hands, looks),
        question_setting(questions),
    )


def question_setting(questions: Asking) -> Setting:
    """How forms are asked."""

    def set_way(value: str) -> None:
        questions.way = value

    return Setting(
        "questions", HAND, ASKED, lambda: questions.way, set_way, named("questions", ASKED)
    )


def voice_settings(voice: Voice, narrator: Narrator) -> tuple[Setting, ...]:
    """How the visitor is spoken to."""
    rates = range(round(SLOWEST), round(FASTEST) + 1, round(RATE_STEP))
    volumes = range(QUIETEST, LOUDEST + 1, LOUDNESS_STEP)
    manners = tuple(str(one) for one in Verbosity)

    def set_voice(on: bool) -> None:
        voice.set_on(on, say=False)

    def steps_to(volume: int) -> int:
        return (volume - voice.volume_now) // LOUDNESS_STEP

    def set_verbosity(value: str) -> None:
        narrator.verbosity = Verbosity(value)

    return (
        switch("voice", VOICE, lambda: voice.on, set_voice, voice.toggle),
        Setting(
            "rate",
            VOICE,
            tuple(map(str, rates)),
            lambda: str(voice.rate_now),
            lambda value: voice.rate(int(value) - voice.rate_now, say=False),
            number,
            lambda: voice.rate(following(rates, voice.rate_now) - voice.rate_now),
        ),
        Setting(
            "volume",
            VOICE,
            tuple(map(str, volumes)),
            lambda: str(voice.volume_now),
            lambda value: voice.volume(steps_to(int(value)), say=False),
            number,
            lambda: voice.volume(steps_to(following(volumes, voice.volume_now))),
        ),
        Setting(
            "verbosity",
            VOICE,
            manners,
            lambda: str(narrator.verbosity),
            set_verbosity,
            lambda value, words: words(f"reading.verbosity.{value}"),
        ),
        *tone_settings(voice.manager),
    )


def tone_settings(speech: SpeechManager) -> tuple[Setting, ...]:
    """Which Chinese is spoken, how high, and how many signs are named."""
    pitches = tuple(map(str, PITCHES))
    levels = tuple(level.name.lower() for level in Level)

    def put(**settings: Any) -> None:
        speech.settings = replace(speech.settings, **settings)

    return (
        Setting(
            "chinese",
            VOICE,
            CHINESE,
            lambda: speech.settings.chinese,
            lambda value: put(chinese=value),
            named("chinese", CHINESE),
        ),
        Setting(
            "pitch",
            VOICE,
            pitches,
            lambda: str(speech.settings.prosody.pitch),
            lambda value: put(prosody=replace(speech.settings.prosody, pitch=int(value))),
            number,
        ),
        Setting(
            "signs",
            VOICE,
            levels,
            lambda: levels[speech.settings.level],
            lambda value: put(level=Level[value.upper()]),
            named("signs", levels),
        ),
    )


def sight_settings(looks: Looks) -> tuple[Setting, ...]:
    """How the visitor sees."""
    return (
        switch("elder", SIGHT, lambda: looks.sight.elder, lambda on: looks.put(elder=on)),
        Setting(
            "text",
            SIGHT,
            tuple(f"{size * 100:g}" for size in SIZES),
            lambda: f"{looks.sight.text * 100:g}",
            lambda value: looks.put(text=int(value) / 100),
            percent,
        ),
        Setting(
            "colours",
            SIGHT,
            COLOURS,
            lambda: looks.sight.colours,
            lambda value: looks.put(colours=value),
            named("colours", COLOURS),
        ),
        switch(
            "words_only",
            SIGHT,
            lambda: looks.sight.words_only,
            lambda on: looks.put(words_only=on),
        ),
        switch(
            "large_pointer",
            SIGHT,
            lambda: looks.sight.large_pointer,
            lambda on: looks.put(large_pointer=on),
        ),
        switch(
            "cross_hair",
            SIGHT,
            lambda: looks.sight.cross_hair,
            lambda on: looks.put(cross_hair=on),
        ),
        switch("motion", SIGHT, lambda: looks.sight.motion, lambda on: looks.put(motion=on)),
        switch("blank", SIGHT, lambda: looks.blank, looks.set_blank),
    )


def caption_settings(captions: Captions) -> tuple[Setting, ...]:
    """What is shown of what is said."""

    def set_way(value: str) -> None:
        captions.way = value

    def set_readings(on: bool) -> None:
        captions.readings = on

    words = named("captions", WAYS)
    return (
        Setting("captions", SIGHT, WAYS, lambda: captions.way, set_way, words),
        switch("readings", SIGHT, lambda: captions.readings, set_readings),
    )


def hand_settings(hands: HandSettings, looks: Looks) -> tuple[Setting, ...]:
    """How keys and touches are taken, and where they need to reach."""

    def put(name: str) -> Setting:
        return Setting(
            name,
            HAND,
            DELAYS[name],
            lambda: f"{getattr(hands, name):g}",
            lambda value: setattr(hands, name, float(value)),
            seconds,
        )

    return (
        switch("low", HAND, lambda: looks.sight.low, lambda on: looks.put(low=on)),
        Setting(
            "side",
            HAND,
            HANDS,
            lambda: looks.sight.hand,
            lambda value: looks.put(hand=value),
            named("side", HANDS),
        ),
        switch("latch", HAND, lambda: hands.latch, lambda on: setattr(hands, "latch", on)),
        put("slow"),
        put("bounce"),
    )
