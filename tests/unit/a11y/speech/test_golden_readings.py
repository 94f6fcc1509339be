"""Readings written by hand before the program read them: tests/golden/reading/."""

from __future__ import annotations

import re

import pytest

from a11y.speech.espeak import Espeak
from a11y.speech.front import Front
from tests.harness.phonemes import Mandarin, golden


@pytest.fixture(scope="module")
def mandarin(espeak: Espeak) -> Mandarin:
    return Mandarin(espeak)


@pytest.mark.parametrize(("phrase", "reading"), golden("cmn"))
def test_mandarin_is_read_as_written_down(
    phrase: str, reading: str, front: Front, mandarin: Mandarin
) -> None:
    said = mandarin.of(front.read(phrase, "cmn").text)
    assert re.fullmatch(mandarin.pattern(reading), said), front.read(phrase, "cmn").text


@pytest.mark.parametrize(("phrase", "words"), golden("en"))
def test_english_is_said_in_these_words(phrase: str, words: str, front: Front) -> None:
    said = front.normalise(phrase, "en").text
    assert said.replace(",", " ").split() == words.replace("-", " ").split()


def test_the_comparison_tells_a_wrong_tone(mandarin: Mandarin) -> None:
    assert not re.fullmatch(mandarin.pattern("fo2 shan4"), mandarin.of("佛山"))
