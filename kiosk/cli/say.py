"""``main.py say``: how a text is read aloud, and why; for those who keep the lexicon."""

from __future__ import annotations

import argparse
import json
import sys
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from a11y.speech.errors import NoEngine
from a11y.speech.espeak import ENGINE_VOICES, load
from a11y.speech.pinyin import marked
from a11y.speech.pronounce import Read
from a11y.speech.prosody import DEFAULT
from a11y.speech.reading import Reader, Segment, Voices
from a11y.speech.symbols import Level
from a11y.speech.synth import KioskSynth, Sound, Synth
from a11y.speech.utterance import Say
from locales.text import Text

VOICES = {"cmn": "zh-Hans", "yue": "zh-Hans", "en": "en"}
NO_ENGINE = 3
"""Exit code without a speech engine; the text is shown all the same."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one rule did: ``written`` became ``said``."""

    rule: str
    written: str
    said: str


def run(argv: Sequence[str]) -> int:
    """Read a text aloud, or show how it is read; returns the exit code."""
    asked = _parser().parse_args(argv)
    reader = Reader()
    say = Say(Text(asked.text, VOICES[asked.voice]), spell=asked.spell)
    voices = Voices(asked.voice, level=Level[asked.level.upper()])
    segments = list(reader.segments(say, voices))
    try:
        espeak = load()
    except NoEngine as error:
        _show(asked, reader, segments, [""] * len(segments), "")
        print(f"say: no speech engine: {error.reason}", file=sys.stderr)
        return NO_ENGINE
    synth = KioskSynth(espeak)
    phonemes = [
        espeak.phonemes(s.engine, ENGINE_VOICES.get(s.voice, s.voice), ipa=asked.ipa)
        for s in segments
    ]
    _show(asked, reader, segments, phonemes, synth.name)
    sounds = list(_sounds(segments, synth))
    if asked.wav:
        _write(asked.wav, sounds)
    elif not asked.quiet:
        _play(sounds)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py say", description="How a text is read aloud.")
    parser.add_argument("text")
    parser.add_argument("--voice", choices=VOICES, default="cmn")
    parser.add_argument("--level", choices=[level.name.lower() for level in Level], default="some")
    parser.add_argument("--spell", action="store_true", help="character by character")
    parser.add_argument("--explain", action="store_true", help="which rule changed what")
    parser.add_argument("--phonemes", action="store_true", help="what the engine will say")
    parser.add_argument("--ipa", action="store_true", help="phonemes in IPA")
    parser.add_argument("--json", action="store_true", help="everything, for programs")
    parser.add_argument("--wav", metavar="FILE", help="write the sound instead of playing it")
    parser.add_argument("--quiet", action="store_true", help="show only, play nothing")
    return parser


def changes(segment: Segment) -> Iterator[Change]:
    """What the rules did to a segment, in the order of the text."""
    for tape in (segment.said, segment.fed):
        for piece in tape.pieces:
            written = tape.source[piece.start : piece.end]
            shown = tape is segment.said or piece.rule == "letter"  # the rest: ``readings``
            changed = piece.text != written and bool(piece.text or written)
            if piece.rule and changed and shown:
                yield Change(piece.rule, written, piece.text)


def readings(reader: Reader, segment: Segment) -> tuple[Read, ...]:
    """How each character of a segment's words is read, and what decided it."""
    return reader.front.pronouncer.read(segment.said.text, segment.voice)


def _written(read: Read, voice: str) -> str:
    return marked(read.syllable) if voice == "cmn" else read.syllable


def _show(
    asked: argparse.Namespace,
    reader: Reader,
    segments: Sequence[Segment],
    phonemes: Sequence[str],
    engine: str,
) -> None:
    if asked.json:
        facts = {
            "text": asked.text,
            "engine": engine,
            "segments": [_facts(reader, s, p) for s, p in zip(segments, phonemes, strict=True)],
        }
        print(json.dumps(facts, ensure_ascii=False, indent=2))
        return
    for segment, sounds in zip(segments, phonemes, strict=True):
        print(f"{segment.voice:<4} {segment.said.text}")
        if asked.explain:
            for change in changes(segment):
                print(f"     {change.rule:<16} {change.written!r} -> {change.said!r}")
            for read in readings(reader, segment):
                said = f" (said {read.said})" if read.said != read.syllable else ""
                print(f"     {read.source:<16} {read.char} {_written(read, segment.voice)}{said}")
        if asked.phonemes or asked.ipa:
            print(f"     {sounds}")


def _facts(reader: Reader, segment: Segment, phonemes: str) -> dict[str, object]:
    said = [{"rule": c.rule, "written": c.written, "said": c.said} for c in changes(segment)]
    return {
        "voice": segment.voice,
        "begin": segment.begin,
        "written": segment.said.source,
        "said": segment.said.text,
        "fed": segment.engine,
        "rules": said,
        "readings": [
            {
                "character": read.char,
                "reading": read.syllable,
                "said": read.said,
                "written": _written(read, segment.voice),
                "source": read.source,
            }
            for read in readings(reader, segment)
        ],
        "phonemes": phonemes,
    }


def _sounds(segments: Sequence[Segment], synth: Synth) -> Iterator[Sound]:
    for segment in segments:
        made: list[Sound] = []

        def take(sound: Sound, made: list[Sound] = made) -> bool:
            made.append(sound)
            return True

        synth.synthesise(segment.engine, segment.voice, DEFAULT, take)
        yield from made


def _write(file: str, sounds: Sequence[Sound]) -> None:
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(sounds[0].rate if sounds else 22050)
        for sound in sounds:
            out.writeframesraw(sound.pcm)


def _play(sounds: Sequence[Sound]) -> None:
    """Play on the default device, if any, to the end; Qt is loaded only for this."""
    from PySide6.QtCore import QCoreApplication

    from kiosk.audio import QtAudioOut

    app = QCoreApplication.instance() or QCoreApplication(["say"])
    out = QtAudioOut()
    try:
        if not out.ready(5):
            print("say: no audio device", file=sys.stderr)
            return
        for sound in sounds:
            out.play(sound.pcm, sound.rate, out.generation)
        ended: list[bool] = []
        out.mark(lambda: ended.append(True), out.generation)
        while not ended:
            app.processEvents()
            app.thread().msleep(10)
    finally:
        out.close()
