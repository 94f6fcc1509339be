"""Readings written down before the program read them: tests/golden/reading/."""

from __future__ import annotations

import re

import pytest

from a11y.speech.espeak import ENGINE_VOICES, Espeak
from a11y.speech.front import Front
from a11y.speech.reading import Reader
from a11y.speech.utterance import Say
from locales.text import Text
from tests.harness.phonemes import GOLDEN, Heard, golden

CHUNK = 100
"""Phrases in one test: a test each would cost more than the reading."""


@pytest.fixture(scope="module")
def mandarin(espeak: Espeak) -> Heard:
    return Heard(espeak)


@pytest.fixture(scope="module")
def cantonese(espeak: Espeak, front: Front) -> Heard:
    return Heard(espeak, ENGINE_VOICES["yue"], front.forms["zh"].tables["respelled"])


def chunks(name: str) -> list[list[tuple[str, str]]]:
    rows = golden(name)
    return [rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK)]


def batches(kind: str) -> list[str]:
    """The files of the batches that were held out, by number."""
    return sorted(file.stem for file in GOLDEN.glob(f"held.{kind}-*.tsv"))


def wrong(rows: list[tuple[str, str]], front: Front, heard: Heard, voice: str) -> list[str]:
    """Phrases that sound otherwise than written down, with what the engine was fed."""
    found = []
    for phrase, reading in rows:
        segments = Reader(front).segments(Say(Text(phrase, "zh-Hans")), voice)
        fed = [segment.engine for segment in segments if segment.voice == voice]
        expected = [one for one in reading.split() if voice == "cmn" or not one.isalpha()]
        if not re.fullmatch(heard.pattern(" ".join(expected)), heard.of(" ".join(fed))):
            found.append(f"{phrase}: {fed}")
    return found


@pytest.mark.parametrize("rows", chunks("cmn"), ids=lambda rows: rows[0][0])
def test_mandarin_is_read_as_written_down(
    rows: list[tuple[str, str]], front: Front, mandarin: Heard
) -> None:
    assert wrong(rows, front, mandarin, "cmn") == []


@pytest.mark.parametrize("rows", chunks("yue"), ids=lambda rows: rows[0][0])
def test_cantonese_is_read_as_written_down(
    rows: list[tuple[str, str]], front: Front, cantonese: Heard
) -> None:
    assert wrong(rows, front, cantonese, "yue") == []


@pytest.mark.parametrize(("phrase", "words"), golden("en"))
def test_english_is_said_in_these_words(phrase: str, words: str, front: Front) -> None:
    said = front.normalise(phrase, "en").text
    assert said.replace(",", " ").split() == words.replace("-", " ").split()


@pytest.mark.parametrize("rows", chunks("numbers"), ids=lambda rows: rows[0][0])
def test_what_counts_and_what_names_is_said_in_these_words(
    rows: list[tuple[str, str]], front: Front
) -> None:
    assert misread(rows, front) == []


@pytest.mark.parametrize("batch", batches("numbers"))
def test_numbers_held_out_are_said_in_these_words(batch: str, front: Front) -> None:
    assert misread(golden(batch), front) == []


@pytest.mark.parametrize("voice", ["cmn", "yue"])
def test_characters_of_several_readings_have_the_one_that_is_meant(
    voice: str, front: Front
) -> None:
    assert otherwise(golden(f"polyphones.{voice}"), front, voice) == []


@pytest.mark.parametrize("batch", [*batches("names"), *batches("polyphones")])
def test_characters_held_out_have_the_reading_that_is_meant(batch: str, front: Front) -> None:
    assert otherwise(golden(batch), front, batch.rpartition(".")[2]) == []


def misread(rows: list[tuple[str, str]], front: Front) -> list[str]:
    """Blanks and pauses do not count, 二 and 两 before 百 千 万 亿 are both right, and so is
    every further column."""
    found = []
    for phrase, words in rows:
        said = front.normalise(phrase, "cmn").text
        if _plain(said) not in [_plain(one) for one in words.split("\t")]:
            found.append(f"{phrase}: {said}")
    return found


def otherwise(rows: list[tuple[str, str]], front: Front, voice: str) -> list[str]:
    """Phrases in which a character has another reading than those written down."""
    found = []
    for phrase, expected in rows:
        read = front.pronouncer.read(front.normalise(phrase, voice).text, voice)
        for char, _, either in (one.partition("=") for one in expected.split()):
            said = {one.syllable for one in read if one.char == char}
            if said.isdisjoint(either.split("/")):
                found.append(f"{phrase}: {char} {sorted(said)}")
    return found


def _plain(said: str) -> str:
    letters = re.sub(r"[\W_]", "", said).upper().replace("〇", "零")
    return re.sub("二(?=[百千万亿])", "两", letters)


def test_the_corpus_is_large_enough() -> None:
    assert len(golden("cmn")) >= 600
    assert len(golden("yue")) >= 600


def test_the_comparison_tells_a_wrong_tone(mandarin: Heard, cantonese: Heard) -> None:
    assert not re.fullmatch(mandarin.pattern("fo2 shan4"), mandarin.of("fo2shan1"))
    assert not re.fullmatch(cantonese.pattern("fat6 saan2"), cantonese.of("fat6saan1"))
