"""sherpa-onnx itself, with a small whole model of the kind VITS (tests/harness/tiny_voice.py)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from a11y.speech.errors import NoEngine, NoVoice
from a11y.speech.espeak import Espeak
from a11y.speech.front import Front
from a11y.speech.null_audio import NullAudioOut
from a11y.speech.prosody import Prosody
from a11y.speech.reading import Reader
from a11y.speech.sherpa import SherpaSynth
from a11y.speech.synth import KioskSynth, Sound
from a11y.speech.together import Together, open_engine
from a11y.speech.worker import SynthWorker
from tests.harness.tiny_voice import RATE, make_voice
from tests.unit.a11y.speech.test_worker import Reports, job, kept

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("sherpa_onnx") is None, reason="sherpa-onnx is not installed"
)
WORDS = {"佛": ["f", "o2"], "山": ["sh", "an1"], "市": ["sh", "i4"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_voice(tmp_path / "voice", WORDS)


def spoken(synth: SherpaSynth, text: str, prosody: Prosody) -> list[Sound]:
    sounds: list[Sound] = []
    synth.synthesise(text, "cmn", prosody, kept(sounds))
    return sounds


def test_a_model_of_the_site_speaks_words_and_marks_them(folder: Path) -> None:
    synth = SherpaSynth(folder)
    sounds = spoken(synth, "佛山市", Prosody())
    assert sum(len(sound.pcm) for sound in sounds) // 2 >= 6 * RATE // 10  # six tokens
    starts = [word.start for sound in sounds for word in sound.words]
    assert starts == [0, 1, 2]
    assert synth.reads_words == {"cmn"}
    with pytest.raises(NoVoice):
        synth.synthesise("x", "en", Prosody(), lambda _sound: True)


def test_the_volume_is_the_visitors_and_silence_comes_at_once(folder: Path) -> None:
    synth = SherpaSynth(folder)
    loud, quiet = (
        max(max(memoryview(sound.pcm).cast("h")) for sound in spoken(synth, "佛山市", prosody))
        for prosody in (Prosody(), Prosody(volume=0.25))
    )
    assert quiet == pytest.approx(loud / 4, rel=0.05)
    taken: list[Sound] = []
    synth.synthesise("佛山市", "cmn", Prosody(), kept(taken, 1))
    assert len(taken) == 1


def test_the_worker_gives_it_words_and_ours_says_the_rest(
    folder: Path, front: Front, espeak: Espeak
) -> None:
    together = Together(SherpaSynth(folder), KioskSynth(espeak, "kiosk-sherpa-test"))
    assert together.voices == ("cmn", "yue", "en")
    worker = SynthWorker(together, Reader(front), {})
    out, reports = NullAudioOut(pace=0), Reports()
    try:
        worker.say(job(out, reports, "佛山市"))
        assert reports.ended.wait(5)
    finally:
        worker.close()
        out.close()
    assert reports.reached == [(0, 0, 1), (0, 1, 2), (0, 2, 3)]


@pytest.mark.parametrize(("model", "reason"), [(b"junk", "model_wrong"), (None, "model_missing")])
def test_a_model_that_cannot_be_used_ends_no_terminal(
    folder: Path, model: bytes | None, reason: str, espeak: Espeak
) -> None:
    (folder / "model.onnx").unlink()
    if model is not None:
        (folder / "model.onnx").write_bytes(model)
    with pytest.raises(NoEngine) as refused:
        SherpaSynth(folder)
    assert refused.value.reason == reason
    ours = open_engine(f"sherpa:{folder}", lambda: KioskSynth(espeak, "kiosk-sherpa-test"))
    assert ours.name.startswith("espeak-ng")


def test_a_site_says_which_voices_a_model_has(folder: Path) -> None:
    (folder / "voices.txt").write_text("yue\nen\nxx\n", "utf-8")
    assert SherpaSynth(folder).voices == ("yue", "en")
