from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import pytest
import pyttsx3
from pyttsx3.engine import Engine

from a11y.speech.driver import register
from a11y.speech.espeak import Espeak

SPEECH = ("佛山市", "南海区", "顺德区")


@pytest.fixture
def engine(espeak: Espeak) -> Any:
    made = Engine(register(espeak, "kiosk_test"))
    made.setProperty("voice", "cmn")
    return made


def listen(engine: Any, topic: str) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    engine.connect(topic, lambda **facts: heard.append(facts))
    return heard


def seconds(heard: list[dict[str, Any]]) -> float:
    return sum(len(fact["pcm"]) for fact in heard) / 2 / 22050


def test_pyttsx3_finds_it_by_its_name(espeak: Espeak) -> None:
    register(espeak)
    engine = pyttsx3.init("kiosk")
    heard = listen(engine, "audio")
    engine.say("Foshan")
    engine.runAndWait()
    assert seconds(heard) > 0.3


def test_all_that_was_queued_is_said(engine: Any) -> None:
    heard, finished = listen(engine, "audio"), listen(engine, "finished-utterance")
    for number, text in enumerate(SPEECH):
        engine.say(text, str(number))
    engine.runAndWait()
    assert [(fact["name"], fact["completed"]) for fact in finished] == [
        ("0", True),
        ("1", True),
        ("2", True),
    ]
    assert seconds(heard) > 1.8


def test_it_is_stopped_from_within_what_it_notifies(engine: Any) -> None:
    heard, finished = listen(engine, "audio"), listen(engine, "finished-utterance")
    engine.connect("audio", lambda **facts: engine.stop())
    engine.say("佛山市人民政府" * 10)
    engine.runAndWait()
    assert len(heard) == 1
    assert finished[0]["completed"] is False


def test_it_speaks_again_after_a_stop(engine: Any) -> None:
    engine.stop()
    heard = listen(engine, "audio")
    engine.say("佛山")
    engine.runAndWait()
    assert seconds(heard) > 0.3


def test_words_are_notified(engine: Any) -> None:
    words = listen(engine, "started-word")
    engine.say("网上，信访")
    engine.runAndWait()
    assert {"location": 4, "length": 1}.items() <= words[-1].items()


def test_an_error_is_notified_and_the_next_is_said(engine: Any) -> None:
    errors, heard = listen(engine, "error"), listen(engine, "audio")
    engine.setProperty("voice", "nobody")
    engine.say("x")
    engine.runAndWait()
    engine.setProperty("voice", "cmn")
    engine.say("佛山")
    engine.runAndWait()
    assert [str(fact["exception"]) for fact in errors] == ["nobody"]
    assert seconds(heard) > 0.3


def test_properties_are_pyttsx3s(engine: Any) -> None:
    engine.setProperty("rate", 300)
    engine.runAndWait()
    assert engine.getProperty("rate") == 300
    assert "sit/cmn" in [voice.id for voice in engine.getProperty("voices")]


def test_speech_is_written_to_a_file_and_said_afterwards(engine: Any, tmp_path: Path) -> None:
    heard, file = listen(engine, "audio"), tmp_path / "x.wav"
    engine.save_to_file("佛山市", str(file))
    engine.say("佛山市")
    engine.runAndWait()
    with wave.open(str(file)) as written:
        length = written.getnframes() / written.getframerate()
    assert length == pytest.approx(seconds(heard), abs=0.01)


def test_two_engines_of_one_process_do_not_hear_each_other(espeak: Espeak) -> None:
    one, other = Engine(register(espeak, "kiosk_one")), Engine(register(espeak, "kiosk_two"))
    heard = listen(other, "audio")
    one.say("Foshan")
    one.runAndWait()
    assert not heard
