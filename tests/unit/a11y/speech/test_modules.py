"""A real output module of speech-dispatcher (espeak-ng 1.51), spoken to over its pipes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from a11y.speech.errors import EngineFailed, NoEngine, NoVoice
from a11y.speech.espeak import Espeak
from a11y.speech.front import Front
from a11y.speech.modules import ModuleSynth
from a11y.speech.null_audio import NullAudioOut
from a11y.speech.prosody import Prosody
from a11y.speech.reading import Reader
from a11y.speech.synth import KioskSynth, Sound
from a11y.speech.together import Together, open_engine
from a11y.speech.worker import SynthWorker
from tests.unit.a11y.speech.test_worker import Reports, job, kept

MODULE = Path("/usr/lib/speech-dispatcher-modules/sd_espeak-ng")
SETTINGS = Path("/etc/speech-dispatcher/modules/espeak-ng.conf")
DEFAULT = Prosody()
GERMAN = """while read x; do case $x in
INIT) echo 299 OK;; AUDIO) echo 207 OK;; .) echo 203 OK;;
LIST*) printf '200-Anna\\tde\\tnone\\n'; echo 200 OK;; esac; done"""

pytestmark = pytest.mark.skipif(not MODULE.exists(), reason="no speech-dispatcher-espeak-ng")


@pytest.fixture
def module() -> Iterator[ModuleSynth]:
    synth = ModuleSynth(MODULE, SETTINGS)
    yield synth
    synth.close()


def spoken(synth: ModuleSynth, text: str, voice: str, prosody: Prosody = DEFAULT) -> list[Sound]:
    sounds: list[Sound] = []
    synth.synthesise(text, voice, prosody, kept(sounds))
    return sounds


def seconds(sounds: list[Sound]) -> float:
    return sum(len(sound.pcm) / 2 / sound.rate for sound in sounds)


def test_its_voices_are_those_that_can_read_what_they_are_given(module: ModuleSynth) -> None:
    assert module.voices == ("cmn", "yue", "en")
    assert module.chosen["cmn"].name.endswith("latin as Pinyin)")  # never the one of 1.51 for Hanzi
    assert module.reads_words == {"en"}


@pytest.mark.parametrize(
    ("text", "voice"), [("fo2 shan1 shi4", "cmn"), ("fat6 saan1 si5", "yue"), ("a <b> & c", "en")]
)
def test_it_speaks_and_says_where_words_begin(module: ModuleSynth, text: str, voice: str) -> None:
    sounds = spoken(module, text, voice)
    assert 0.5 < seconds(sounds) < 4
    words = [text[w.start : w.start + w.length] for sound in sounds for w in sound.words]
    assert words == [word for word in text.split() if word not in ("&",)] or words == [
        "a",
        "b",
        "c",
    ]


def test_speed_and_volume_are_the_visitors(module: ModuleSynth) -> None:
    text = "fo2 shan1 shi4 ren2 min2 zheng4 fu3"
    usual, fast = spoken(module, text, "cmn"), spoken(module, text, "cmn", Prosody(rate=16))
    quiet = spoken(module, text, "cmn", Prosody(volume=0.2))
    assert seconds(fast) < 0.7 * seconds(usual)
    assert _loudest(quiet) < 0.5 * _loudest(usual)


def test_it_stops_when_nobody_listens_and_speaks_again(module: ModuleSynth) -> None:
    taken: list[Sound] = []
    module.synthesise("ni3 hao3 " * 300, "cmn", DEFAULT, kept(taken, 3))
    assert len(taken) == 3
    assert seconds(spoken(module, "ni3", "cmn")) > 0.1


def test_a_module_that_died_costs_one_sentence(module: ModuleSynth) -> None:
    assert module._pipe is not None
    module._pipe._child.kill()
    module._pipe._child.wait()
    with pytest.raises(EngineFailed):
        spoken(module, "ni3", "cmn")
    assert seconds(spoken(module, "ni3", "cmn")) > 0.1


def test_a_voice_that_it_has_not_is_named(module: ModuleSynth) -> None:
    with pytest.raises(NoVoice):
        spoken(module, "x", "fr")


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("exit 3", "module_silent"),
        ("echo 399 ERR\nread x", "module_silent"),
        (GERMAN, "voice_missing"),
    ],
)
def test_one_that_cannot_be_used_is_refused_and_ours_speaks(
    tmp_path: Path, script: str, reason: str, espeak: Espeak
) -> None:
    program = tmp_path / "sd_none"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(NoEngine) as refused:
        ModuleSynth(program)
    assert refused.value.reason == reason
    ours = open_engine(f"module:{program}", lambda: KioskSynth(espeak, "kiosk-module-test"))
    assert ours.name.startswith("espeak-ng")


def test_no_program_no_engine_but_a_voice(espeak: Espeak) -> None:
    for wanted in ("module:/nowhere/sd", "sherpa:/nowhere", "what:ever", ""):
        ours = open_engine(wanted, lambda: KioskSynth(espeak, "kiosk-module-test"))
        assert ours.name.startswith("espeak-ng")


def test_the_worker_speaks_with_it_and_follows_the_words(
    module: ModuleSynth, front: Front, espeak: Espeak
) -> None:
    together = Together(module, KioskSynth(espeak, "kiosk-module-test"))
    worker = SynthWorker(together, Reader(front), {})
    out, reports = NullAudioOut(pace=0), Reports()
    try:
        worker.say(job(out, reports, "佛山，3%"))
        assert reports.ended.wait(5)
    finally:
        worker.close()
        out.close()
    assert reports.reached[:2] == [(0, 0, 1), (0, 1, 2)]


def _loudest(sounds: list[Sound]) -> int:
    return max(max(memoryview(sound.pcm).cast("h")) for sound in sounds)


def test_children_do_not_stay() -> None:
    synth = ModuleSynth(MODULE, SETTINGS)
    assert synth._pipe is not None
    pid = synth._pipe._child.pid
    synth.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
