"""Voices of sherpa-onnx from a folder that the site supplies; none comes with the program.

The folder holds a model as its makers publish it (https://k2-fsa.github.io/sherpa/onnx/tts/):
``tokens.txt`` and the ``.onnx`` files, as far as the kind needs them ``lexicon*.txt``,
``*.fst`` and ``espeak-ng-data``. What it can speak is said by ``voices.txt``, one of
``cmn``, ``yue`` and ``en`` a line; without it: ``cmn``.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from a11y.speech.errors import EngineFailed, NoEngine, NoVoice
from a11y.speech.espeak import WordAt
from a11y.speech.prosody import DEFAULT, Prosody
from a11y.speech.synth import Sound, Take, units

LOUDEST = 32767
TRY_S = 60.0
"""How long a model may take to be loaded and to say a word."""

_TRY = (
    "import sys, pathlib; from a11y.speech.sherpa import _load; "
    "_load(pathlib.Path(sys.argv[1]), 1).generate('1')"
)
PIECE_S = 0.06
"""Length of the pieces in which sound is handed on, so that it can be stopped."""


class SherpaSynth:
    """One model of one folder; raises NoEngine. Words are marked evenly: a model names none."""

    reason = ""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._folder = folder
        self.voices = _voices(folder)
        _checked(folder)
        self._model = _load(folder, threads)

    @property
    def name(self) -> str:
        """The engine and the folder's name."""
        return f"sherpa-onnx {self._folder.name}"

    @property
    def reads_words(self) -> frozenset[str]:
        """All: a model has a lexicon of its own."""
        return frozenset(self.voices)

    def synthesise(self, text: str, voice: str, prosody: Prosody, take: Take) -> None:
        """As ``Synth`` says; raises NoVoice and EngineFailed. The pitch is the model's own."""
        if voice not in self.voices:
            raise NoVoice(voice)
        made = self._model.generate(text, sid=0, speed=prosody.rate / DEFAULT.rate)
        if made.sample_rate <= 0:
            raise EngineFailed(made.sample_rate)
        pcm = _pcm(made.samples, prosody.volume)
        piece = round(PIECE_S * made.sample_rate)
        words = _spread(text, len(pcm))
        for start in range(0, len(pcm), piece):
            end = start + piece
            begins = tuple(
                WordAt(word.sample - start, word.start, word.length)
                for word in words
                if start <= word.sample < end
            )
            if not take(Sound(pcm[start:end].tobytes(), made.sample_rate, begins)):
                return


def _pcm(samples: Sequence[float], volume: float) -> array[int]:
    """16 bits from -1 to 1; what is louder is cut."""
    scaled = (round(LOUDEST * volume * max(-1.0, min(1.0, sample))) for sample in samples)
    return array("h", scaled)


def _spread(text: str, length: int) -> list[WordAt]:
    found = list(units(text))
    return [
        WordAt(length * number // len(found), start, size)
        for number, (start, size) in enumerate(found)
    ]


def _voices(folder: Path) -> tuple[str, ...]:
    named = folder / "voices.txt"
    if not named.exists():
        return ("cmn",)
    known = [word for word in named.read_text("utf-8").split() if word in ("cmn", "yue", "en")]
    return tuple(known)


def _checked(folder: Path) -> None:
    """Speak once in a child: sherpa ends the process that loads a model it cannot use."""
    if importlib.util.find_spec("sherpa_onnx") is None:
        raise NoEngine("sherpa_missing")
    if not (folder / "tokens.txt").exists() or not any(folder.glob("*.onnx")):
        raise NoEngine("model_missing", str(folder))
    command = [sys.executable, "-c", _TRY, str(folder)]
    try:
        tried = subprocess.run(command, timeout=TRY_S, check=False, capture_output=True)  # noqa: S603 - our own interpreter
    except subprocess.TimeoutExpired as error:
        raise NoEngine("model_wrong", str(folder)) from error
    if tried.returncode != 0:
        raise NoEngine("model_wrong", str(folder))


def _load(folder: Path, threads: int) -> Any:
    import sherpa_onnx  # noqa: PLC0415 - optional, and slow to load

    model = sherpa_onnx.OfflineTtsModelConfig(num_threads=threads, **_kind(folder, sherpa_onnx))
    fsts = ",".join(str(file) for file in sorted(folder.glob("*.fst")))
    config = sherpa_onnx.OfflineTtsConfig(model=model, rule_fsts=fsts)
    return sherpa_onnx.OfflineTts(config)


def _kind(folder: Path, sherpa: Any) -> dict[str, Any]:
    """Which of sherpa's kinds the files are: Kokoro has voices, Matcha a vocoder, else VITS."""
    common = {"tokens": str(folder / "tokens.txt"), "data_dir": _if_there(folder, "espeak-ng-data")}
    lexicon = ",".join(str(file) for file in sorted(folder.glob("lexicon*.txt")))
    models = sorted(folder.glob("*.onnx"))
    vocoder = next((m for m in models if m.name.startswith(("vocos", "hifigan"))), None)
    model = next((str(m) for m in models if m != vocoder), "")
    if (folder / "voices.bin").exists():
        voices = str(folder / "voices.bin")
        kokoro = sherpa.OfflineTtsKokoroModelConfig
        return {"kokoro": kokoro(model=model, voices=voices, lexicon=lexicon, **common)}
    if vocoder is not None:
        matcha = sherpa.OfflineTtsMatchaModelConfig
        return {
            "matcha": matcha(acoustic_model=model, vocoder=str(vocoder), lexicon=lexicon, **common)
        }
    return {"vits": sherpa.OfflineTtsVitsModelConfig(model=model, lexicon=lexicon, **common)}


def _if_there(folder: Path, name: str) -> str:
    return str(folder / name) if (folder / name).exists() else ""
