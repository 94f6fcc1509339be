"""The settings as a list that can be read out: how the visitor is spoken to, and keys are taken.

Activating an entry goes to its next value and says it. Every visit starts from
the defaults; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from a11y.document import Action, Document
from a11y.speech.utterance import Category
from a11y.wording import Verbosity
from kiosk.choices import Choice, compose_choices
from kiosk.gate import HandSettings
from kiosk.screens import Screen
from kiosk.stage import Stage
from kiosk.voice import FASTEST, LOUDEST, LOUDNESS_STEP, QUIETEST, SLOWEST, Voice
from locales.text import EMPTY, Text
from locales.words import Words

NAME = "settings"
SLOW = (0.0, 0.3, 0.6, 1.0)
BOUNCE = (0.0, 0.3, 0.5, 1.0)
"""Seconds (EN 301 549 5.8: adjustable to 0.5 s and more)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One entry: its value in words, and what going to the next value does."""

    id: str
    value: Callable[[Words], Text]
    turn: Callable[[], None]
    speaks: bool = False
    """True where turning says the new value itself."""


class Settings:
    """The list of settings, and what they do."""

    def __init__(self, stage: Stage, voice: Voice, hands: HandSettings) -> None:
        self._stage = stage
        self._voice = voice
        self._hands = hands
        self._settings = {setting.id: setting for setting in self._all()}

    def show(self) -> None:
        """Open the list."""
        self._stage.push(Screen(NAME, self._compose, False))

    def turn(self, setting_id: str) -> None:
        """Go to the next value of a setting and say it."""
        setting = self._settings[setting_id]
        setting.turn()
        self._stage.refresh(quiet=True)
        if not setting.speaks:
            self.say(setting_id)

    def say(self, setting_id: str) -> None:
        """Say a setting and its value."""
        words = self._stage.words
        value = self._settings[setting_id].value(words)
        name = words(f"reading.setting.{setting_id}")
        said = words("reading.setting.now", name=name, value=value)
        self._stage.narrator.say(said, category=Category.ALERT)

    def next_verbosity(self) -> None:
        """More is said, or again only what is needed."""
        self.turn("verbosity")

    def _compose(self, words: Words) -> Document:
        choices = [
            Choice(
                setting.id,
                words(f"reading.setting.{setting.id}"),
                Action("setting", setting.id),
                setting.value(words),
            )
            for setting in self._settings.values()
        ]
        language = Choice(
            "language",
            words("reading.command.language.menu"),
            Action("command", "language.menu"),
            EMPTY,
        )
        return compose_choices(NAME, words("reading.settings.title"), [*choices, language], words)

    def _all(self) -> tuple[Setting, ...]:
        voice, hands = self._voice, self._hands
        return (
            Setting("voice", lambda words: _switch(words, voice.on), voice.toggle, True),
            Setting("rate", lambda _words: _number(voice.rate_now), self._next_rate, True),
            Setting("volume", lambda _words: _number(voice.volume_now), self._next_volume, True),
            Setting("verbosity", self._verbosity, self._next_verbosity),
            Setting("latch", lambda words: _switch(words, hands.latch), self._next_latch),
            Setting("slow", lambda words: _delay(words, hands.slow), self._next_slow),
            Setting("bounce", lambda words: _delay(words, hands.bounce), self._next_bounce),
        )

    def _verbosity(self, words: Words) -> Text:
        return words(f"reading.verbosity.{self._stage.narrator.verbosity}")

    def _next_verbosity(self) -> None:
        narrator = self._stage.narrator
        narrator.verbosity = following(tuple(Verbosity), narrator.verbosity)

    def _next_volume(self) -> None:
        """Louder by a step, and from the loudest to the softest."""
        most = (LOUDEST - QUIETEST) // LOUDNESS_STEP
        self._voice.volume(1 if self._voice.volume_now < LOUDEST else -most)

    def _next_rate(self) -> None:
        """Faster by a step, and from the fastest to the slowest."""
        fastest = self._voice.rate_now >= FASTEST
        self._voice.rate(round(SLOWEST - FASTEST) if fastest else 1)

    def _next_latch(self) -> None:
        self._hands.latch = not self._hands.latch

    def _next_slow(self) -> None:
        self._hands.slow = following(SLOW, self._hands.slow)

    def _next_bounce(self) -> None:
        self._hands.bounce = following(BOUNCE, self._hands.bounce)


Value = TypeVar("Value")


def following(values: Sequence[Value], now: Value) -> Value:
    """The value after this one, round the end."""
    return values[(values.index(now) + 1) % len(values)]


def _switch(words: Words, on: bool) -> Text:
    return words("screens.switch.on" if on else "screens.switch.off")


def _number(value: int) -> Text:
    return Text(str(value), "und")


def _delay(words: Words, seconds: float) -> Text:
    if not seconds:
        return words("screens.switch.off")
    return words("reading.setting.seconds", seconds=f"{seconds:g}")
