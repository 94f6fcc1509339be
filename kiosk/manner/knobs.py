"""What each field turns at this terminal.

A field without a knob here is kept for the person and does nothing. A value between two that
the terminal offers goes to the nearer one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from a11y.narrator import Narrator
from a11y.speech.manager import SpeechManager
from a11y.wording import Verbosity
from auth.preferences import Value
from kiosk.gate import HandSettings
from kiosk.settings_table import DELAYS
from locales.languages import Language

WORDS_A_MINUTE = 45.0
"""Of ``speechRate`` to one character of Chinese a second (docs/preferences.md)."""


@dataclass(frozen=True, slots=True)
class Knob:
    """One thing that can be set, and how it stands."""

    get: Callable[[], Value]
    set: Callable[[Value], None]


Knobs = Mapping[str, Knob]


def voice_knobs(speech: SpeechManager, narrator: Narrator) -> Knobs:
    """How this visitor is spoken to."""

    def tuned(**changes: Any) -> None:
        prosody = replace(speech.settings.prosody, **changes)
        speech.settings = replace(speech.settings, prosody=prosody)

    def voiced(**changes: Any) -> None:
        speech.settings = replace(speech.settings, **changes)

    return {
        "screenReaderTTSEnabled": Knob(lambda: speech.settings.on, lambda on: voiced(on=on)),
        "auditoryOutLanguage": Knob(
            lambda: speech.settings.chinese, lambda name: voiced(chinese=name)
        ),
        "speechRate": Knob(
            lambda: round(speech.settings.prosody.rate * WORDS_A_MINUTE, 1),
            lambda words: tuned(rate=_number(words) / WORDS_A_MINUTE),
        ),
        "volumeTTS": Knob(
            lambda: round(speech.settings.prosody.volume, 2),
            lambda part: tuned(volume=_number(part)),
        ),
        "pitch": Knob(
            lambda: speech.settings.prosody.pitch / 100,
            lambda part: tuned(pitch=round(_number(part) * 100)),
        ),
        "yizhan:verbosity": Knob(
            lambda: narrator.verbosity.value,
            lambda much: setattr(narrator, "verbosity", Verbosity(str(much))),
        ),
    }


def hand_knobs(hands: HandSettings) -> Knobs:
    """How this visitor's keys are taken."""
    return {
        "stickyKeys": Knob(lambda: hands.latch, lambda on: setattr(hands, "latch", bool(on))),
        "slowKeysInterval": Knob(
            lambda: hands.slow, lambda s: setattr(hands, "slow", nearest(_seconds("slow"), s))
        ),
        "debounceInterval": Knob(
            lambda: hands.bounce, lambda s: setattr(hands, "bounce", nearest(_seconds("bounce"), s))
        ),
    }


def language_knob(now: Callable[[], Language], use: Callable[[Language], None]) -> Knobs:
    """Language and script together."""
    return {"language": Knob(lambda: now().value, lambda tag: use(Language(str(tag))))}


def nearest(offered: Sequence[float], wanted: Value) -> float:
    """The one of ``offered`` that is closest."""
    return min(offered, key=lambda one: abs(one - _number(wanted)))


def _seconds(name: str) -> Sequence[float]:
    return [float(delay) for delay in DELAYS[name]]


def _number(value: Value) -> float:
    return float(cast("float", value))
