"""What is heard of the whole voice: real engine, real output, recorded from a null sink."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from a11y.speech.front import load_front
from a11y.speech.prosody import DEFAULT
from a11y.speech.synth import Sound as Made
from a11y.speech.synth import open_synth
from tests.harness.sound import RIG_S, Sound, pulse
from tests.harness.speaker import Child, speaking

pytestmark = [
    pytest.mark.audio,
    pytest.mark.skipif(shutil.which("pulseaudio") is None, reason="needs PulseAudio"),
]

TEXT = "佛山市人民政府"
SETTLE_S = 0.5
"""A stream that was just cut still has its pipes for a moment."""
LONG = "佛山市人民政府办公室关于印发佛山市政府信息公开目录的通知"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sound]:
    with pulse(tmp_path_factory.mktemp("pulse")) as sound:
        yield sound


@pytest.fixture(scope="module")
def child(recorded: Sound) -> Iterator[Child]:
    with speaking(recorded.env) as started:
        yield started


@pytest.fixture(autouse=True)
def quiet(recorded: Sound) -> None:
    recorded.forget()


def speech_of(text: str, voice: str = "cmn") -> float:
    """Seconds of sound the engine makes of a text, without what is silent at its ends."""
    made: list[Made] = []

    def take(sound: Made) -> bool:
        made.append(sound)
        return True

    read = load_front().read(text, voice).text
    open_synth().synthesise(read, voice, DEFAULT, take)
    samples = memoryview(b"".join(sound.pcm for sound in made)).cast("h")
    loud = [place for place, value in enumerate(samples) if abs(value) > 200]
    return (loud[-1] - loud[0]) / made[0].rate


def p95(values: list[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


@pytest.mark.parametrize(
    ("text", "lang", "voice"), [(LONG, "zh-Hans", "cmn"), ("Foshan city", "en", "en")]
)
def test_speech_is_heard_whole(
    recorded: Sound, child: Child, text: str, lang: str, voice: str
) -> None:
    before = len(child.answers)
    said = child.ask("say", text=text, lang=lang)
    child.wait(event="Finished", after=before)
    recorded.silence_after(said["at"])
    assert recorded.duration(said["at"]) == pytest.approx(speech_of(text, voice), rel=0.05)


def test_it_begins_soon_ends_at_once_and_holds_nobody_up(recorded: Sound, child: Child) -> None:
    onsets, ends, calls = [], [], []
    for number in range(25):
        recorded.forget()
        said = child.ask("say", text=TEXT)
        heard = recorded.onset_after(said["at"])
        assert heard is not None
        time.sleep(0.15 + 0.02 * (number % 10))
        cancelled = child.ask("cancel")
        onsets.append(heard - said["at"])
        calls.append(said["took"])
        ends.append(recorded.silence_after(cancelled["at"] - 0.2, settle=0.2) - cancelled["at"])
    assert p95(onsets) <= 0.100 + RIG_S
    assert min(ends) > -0.2, "nothing was sounding when it was cancelled"
    assert p95(ends) <= 0.050 + RIG_S
    assert statistics.median(calls) <= 0.002


def test_words_are_told_when_they_are_heard(recorded: Sound, child: Child) -> None:
    before = len(child.answers)
    said = child.ask("say", text=LONG)
    child.wait(event="Finished", after=before)
    words = [a for a in child.answers[before:] if a.get("event") == "WordReached"]
    heard = recorded.onset_after(said["at"])
    assert heard is not None
    assert abs(words[0]["at"] - heard) < 0.1
    last = words[-1]["at"] - words[0]["at"]
    assert 0.75 * speech_of(LONG) < last < speech_of(LONG)


def test_an_earcon_alone_is_heard(recorded: Sound, child: Child) -> None:
    said = child.ask("say", text="", earcon="edge")
    assert recorded.onset_after(said["at"], 1.0) is not None
    recorded.silence_after(said["at"])
    assert 0.03 < recorded.duration(said["at"]) < 0.09


def test_two_hundred_times_said_and_cancelled_nothing_hangs_or_grows(
    recorded: Sound, child: Child
) -> None:
    def cycles(count: int) -> None:
        for number in range(count):
            child.ask("say", text=TEXT)
            time.sleep(0.002 * (number % 12))
            child.ask("cancel")

    cycles(20)
    before = child.ask("facts")
    cycles(200)
    after = child.ask("facts")
    assert after["threads"] == before["threads"]
    assert after["files"] <= before["files"] + 2
    assert after["memory"] - before["memory"] < 4096
    recorded.forget()
    said = child.ask("say", text=TEXT)
    assert recorded.onset_after(said["at"], 1.0) is not None
    child.ask("cancel")


@pytest.mark.long
def test_a_thousand_times_said_and_cancelled_nothing_hangs_or_grows(
    recorded: Sound, child: Child
) -> None:
    def cycles(count: int) -> None:
        for number in range(count):
            child.ask("say", text=f"{TEXT}{number}")
            time.sleep(0.002 * (number % 12))
            child.ask("cancel")

    cycles(50)
    time.sleep(SETTLE_S)
    before = child.ask("facts")
    cycles(1000)
    time.sleep(SETTLE_S)
    after = child.ask("facts")
    assert after["threads"] == before["threads"]
    assert after["files"] <= before["files"] + 2
    assert after["memory"] - before["memory"] < 8192


def test_a_busy_gui_does_not_tear_speech(recorded: Sound, child: Child) -> None:
    before = len(child.answers)
    said = child.ask("say", text=LONG)
    child.ask("burn", busy=0.3, of=0.5, seconds=4.5)
    child.wait(event="Finished", after=before)
    recorded.silence_after(said["at"])
    assert recorded.duration(said["at"]) == pytest.approx(speech_of(LONG), rel=0.05)


def test_what_is_withheld_makes_no_sound(recorded: Sound, child: Child) -> None:
    said = child.ask("say", text=TEXT, privacy=1)
    assert recorded.onset_after(said["at"], 0.5) is None
    assert child.events("Withheld")


def test_with_the_voice_off_words_are_told_in_silence(recorded: Sound, child: Child) -> None:
    child.ask("settings", on=False)
    before = len(child.answers)
    said = child.ask("say", text=TEXT)
    finished = child.wait(event="Finished", after=before)
    child.ask("settings", on=True)
    assert finished["at"] - said["at"] == pytest.approx(speech_of(TEXT), abs=0.3)
    assert recorded.duration(said["at"]) == 0


def test_without_a_sound_server_captions_keep_step(tmp_path: Path) -> None:
    env = {**os.environ, "PULSE_SERVER": f"unix:{tmp_path}/none"}
    with speaking(env) as child:
        assert child.ask("facts")["available"] is False
        before = len(child.answers)
        said = child.ask("say", text=TEXT)
        finished = child.wait(event="Finished", after=before)
        assert finished["at"] - said["at"] == pytest.approx(speech_of(TEXT), abs=0.3)


def test_a_sink_that_vanishes_in_the_middle_of_a_word_is_survived(tmp_path: Path) -> None:
    with pulse(tmp_path) as sound, speaking(sound.env) as child:
        before = len(child.answers)
        said = child.ask("say", text=LONG)
        assert sound.onset_after(said["at"]) is not None
        sound.pactl("unload-module", "module-null-sink")
        child.wait(event="Finished", after=before)
        assert child.ask("facts")["available"] is False

        sound.pactl("load-module", "module-null-sink", "sink_name=again")
        time.sleep(0.5)
        before = len(child.answers)
        child.ask("say", text=TEXT)
        child.wait(event="Finished", after=before)
        assert child.ask("facts")["available"] is True


def test_a_server_that_dies_is_survived(tmp_path: Path) -> None:
    with speaking({**os.environ, "PULSE_SERVER": f"unix:{tmp_path}/pulse.sock"}) as child:
        with pulse(tmp_path):
            pass
        before = len(child.answers)
        child.ask("say", text=TEXT)
        child.wait(event="Finished", after=before)
