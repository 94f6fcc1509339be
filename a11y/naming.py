"""What a single character is called so that nobody mistakes it: "陈，耳东陈的陈", "B, Bravo"."""

from __future__ import annotations

from string import ascii_lowercase

from a11y.find import folded
from a11y.speech.front import load_front
from a11y.speech.pronounce import Read
from locales.text import EMPTY, Text

LETTERS = dict(
    zip(
        ascii_lowercase,
        "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November "
        "Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu".split(),
        strict=True,
    )
)
"""ICAO Annex 10, volume II, 5.2.1.3."""


def described(char: str) -> Text:
    """A character with a word that it is known from; empty where none is known."""
    if char.lower() in LETTERS:
        return Text(f"{char.upper()}, {LETTERS[char.lower()]}", "en")
    return Text(load_front().descriptions.of(char), "zh-Hans") if char else EMPTY


def spellings(text: str) -> tuple[str, ...]:
    """A text as it may be typed: as written, and in pinyin by first letters and in full.

    All in lower case and without blanks; what is no ideograph stays as it is.
    """
    plain = "".join(folded(text).split())
    sounds = {one.place: one.syllable.rstrip("12345") for one in _read(plain)}
    pairs = [(char, sounds.get(place, char)) for place, char in enumerate(plain)]
    initials = "".join(sound[0] for _, sound in pairs)
    return plain, initials, "".join(sound for _, sound in pairs)


def _read(text: str) -> tuple[Read, ...]:
    return load_front().pronouncer.read(text, "cmn")
