"""What each field of a person's preferences turns at this terminal: entries of its settings.

A field without a knob here is kept for the person and does nothing. A value between two that
the terminal offers goes to the nearer one; one that it does not know changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from auth.preferences import Value
from kiosk.setting import OFF, ON, Setting
from locales.languages import Language

SAME = (
    *(("punctuationVerbosity", "signs"), ("yizhan:verbosity", "verbosity")),
    *(("auditoryOutLanguage", "chinese"), ("yizhan:hand", "side")),
    ("yizhan:questions", "questions"),
)
"""Fields whose values are those of a setting."""

SWITCHES = (
    *(("screenReaderTTSEnabled", "voice"), ("stickyKeys", "latch"), ("yizhan:elder", "elder")),
    *(("yizhan:wordsOnly", "words_only"), ("yizhan:lowScreen", "low")),
    *(("yizhan:largePointer", "large_pointer"), ("showCrosshairs", "cross_hair")),
    *(("yizhan:motion", "motion"), ("yizhan:captionReadings", "readings")),
    ("yizhan:blank", "blank"),
)
NUMBERS = (
    *(("speechRate", "rate", 45.0), ("volumeTTS", "volume", 0.01), ("pitch", "pitch", 0.01)),
    *(("textSize", "text", 0.01), ("slowKeysInterval", "slow", 1.0)),
    ("debounceInterval", "bounce", 1.0),
)
"""Fields that are a setting's number times something (docs/preferences.md)."""

NAMED: Mapping[str, tuple[str, Mapping[Value, str]]] = {
    "highContrastTheme": (
        "colours",
        {
            "none": "paper",
            "black-white": "white-black",
            "yellow-black": "black-yellow",
            "black-yellow": "yellow-black",
            "yellow-blue": "blue-yellow",
        },
    ),
    "captionsEnabled": ("captions", {True: "always", False: "never"}),
}
"""Fields with other words for the same: themes name ink and ground, our schemes ground first."""


@dataclass(frozen=True, slots=True)
class Knob:
    """One thing that can be set, and how it stands; None: in a way the field has no value for."""

    get: Callable[[], Value | None]
    set: Callable[[Value], None]


Knobs = Mapping[str, Knob]


def knobs_of(table: Iterable[Setting]) -> Knobs:
    """The knobs that this terminal's settings make."""
    settings = {setting.id: setting for setting in table}
    switches: Mapping[Value, str] = {True: ON, False: OFF}
    made = {field: _named(settings[own], switches) for field, own in SWITCHES if own in settings}
    for field, own in SAME:
        if own in settings:
            made[field] = _named(settings[own], {value: value for value in settings[own].values})
    for field, own, times in NUMBERS:
        if own in settings:
            made[field] = _number(settings[own], times)
    for field, (own, names) in NAMED.items():
        if own in settings:
            made[field] = _named(settings[own], names)
    return made


def language_knob(now: Callable[[], Language], use: Callable[[Language], None]) -> Knobs:
    """Language and script together."""
    return {"language": Knob(lambda: now().value, lambda tag: use(Language(str(tag))))}


def _named(setting: Setting, names: Mapping[Value, str]) -> Knob:
    fields = {own: value for value, own in names.items()}

    def put(value: Value) -> None:
        own = names.get(value)
        if own in setting.values and own != setting.now():
            setting.put(own)

    return Knob(lambda: fields.get(setting.now()), put)


def _number(setting: Setting, times: float) -> Knob:
    def put(value: Value) -> None:
        own = nearest(setting.values, float(value) / times)
        if own != setting.now():
            setting.put(own)

    return Knob(lambda: round(float(setting.now()) * times, 4), put)


def nearest(offered: Sequence[str], wanted: float) -> str:
    """The one of ``offered`` that is closest."""
    return min(offered, key=lambda one: abs(float(one) - wanted))
