"""The thread on which utterances become sound."""

from __future__ import annotations

import itertools
import logging
import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from a11y.speech.audio import AudioOut
from a11y.speech.earcons import RATE, silence
from a11y.speech.front import Front
from a11y.speech.prosody import DEFAULT, Prosody
from a11y.speech.reading import Reader, Segment, Voices
from a11y.speech.symbols import Level
from a11y.speech.synth import Sound, Synth
from a11y.speech.utterance import Break, Earcon, Say, Utterance

log = logging.getLogger(__name__)

AHEAD = 3
"""Sentences made before they are heard: enough to be gapless, little to throw away."""


SENTENCE_MS = 280
ITEM_MS = 120
"""Pauses after a sentence and between items at the default rate: the engine makes none."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an utterance: the item, and the character of its text."""

    item: int = 0
    char: int = 0


START = Place()


@dataclass(frozen=True, slots=True)
class Reached:
    """The characters ``start:end`` of the text of item ``item`` are being said."""

    item: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Ended:
    """All of the job has been heard."""


@dataclass(frozen=True, slots=True)
class Broken:
    """The engine failed at a piece, which was left out; ``error`` is the kind of failure."""

    error: str


Report = Reached | Ended | Broken


@dataclass(frozen=True)
class Job:
    """An utterance with all that saying it needs."""

    utterance: Utterance
    out: AudioOut
    generation: int
    voices: tuple[str, ...]
    """The voice of each item; empty for items that are not text."""

    report: Callable[[Report], None]
    """Called on the worker's thread or on the output's; must return at once."""

    han: str = "cmn"
    """The voice for Chinese inside English."""

    level: Level = Level.SOME
    """How many signs are named."""

    prosody: Prosody = DEFAULT
    start: Place = START

    @property
    def stale(self) -> bool:
        """Whether it has been cancelled."""
        return self.generation != self.out.generation


class SynthWorker:
    """Takes jobs, synthesises sentence by sentence, hands the sound to the job's output.

    1. ``say`` puts a job into a queue and returns; the newest job wins, older are stale.
    2. Each text is read (front end) lazily, so the first sentence of a long text sounds
       before the last is looked at, and a cancelled one costs nothing more.
    3. Sound is cut where words begin, a mark at each cut: ``Reached`` when it is heard.
    4. Not more than ``AHEAD`` sentences wait unheard; ``cancel`` ends that wait.
    5. An engine that fails costs one sentence: ``Broken``, and the next goes on.
    """

    def __init__(self, synth: Synth, reader: Reader, earcons: Mapping[str, bytes]) -> None:
        self.synth = synth
        self._reader = reader
        self._earcons = earcons
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._heard = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
        self._thread.start()

    @property
    def front(self) -> Front:
        """How texts are read."""
        return self._reader.front

    def say(self, job: Job) -> None:
        """Say it as soon as the job before it is handed over or stale; returns at once."""
        self._jobs.put(job)

    def wake(self) -> None:
        """Tell the worker that its job may be stale; returns at once."""
        with self._heard:
            self._heard.notify_all()

    def close(self, timeout: float = 2.0) -> None:
        """End the thread; cancel the output before, or what is being said goes on."""
        self._jobs.put(None)
        self.wake()
        self._thread.join(timeout)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not job.stale:
                _Run(job, self).run()

    def _segments(self, job: Job) -> Iterator[tuple[int, Segment | bytes]]:
        for index, item in enumerate(job.utterance.items):
            if index < job.start.item:
                continue
            if isinstance(item, Say):
                first = job.start.char if index == job.start.item else 0
                voices = Voices(job.voices[index], job.han, job.level)
                for segment in self._reader.segments(item, voices, first):
                    yield index, segment
            elif isinstance(item, Break):
                yield index, silence(item.ms)
            elif isinstance(item, Earcon):
                yield index, self._earcons.get(item.name, b"")


class _Run:
    """One job on its way; the worker's thread uses it, and the output calls its marks."""

    def __init__(self, job: Job, worker: SynthWorker) -> None:
        self._job = job
        self._worker = worker
        self._unheard = 0
        self._last: Segment | None = None
        self._last_item = -1

    def run(self) -> None:
        job = self._job
        for index, segment in self._worker._segments(job):
            if not self._room():
                return
            if isinstance(segment, bytes):
                job.out.play(segment, RATE, job.generation)
            else:
                self._speak(index, segment)
            with self._worker._heard:
                self._unheard += 1
            job.out.mark(self._one_heard, job.generation)
        job.out.mark(lambda: job.report(Ended()), job.generation)

    def _room(self) -> bool:
        """Wait until a sentence may be made; False when the job has become stale."""
        with self._worker._heard:
            self._worker._heard.wait_for(lambda: self._job.stale or self._unheard < AHEAD)
        return not self._job.stale

    def _one_heard(self) -> None:
        with self._worker._heard:
            self._unheard -= 1
            self._worker._heard.notify_all()

    def _speak(self, index: int, segment: Segment) -> None:
        job = self._job
        self._pause(index, segment)
        pieces = itertools.count()

        def take(sound: Sound) -> bool:
            if next(pieces) == 0 and not sound.words:  # the engine may forget its first word
                self._reach(index, segment, 0, 1)
            self._play(index, segment, sound)
            return not job.stale

        try:
            text = segment.said.text if self._reads(segment) else segment.engine
            self._worker.synth.synthesise(text, segment.voice, job.prosody, take)
        except Exception as error:  # noqa: BLE001 - the edge of the engine: speech goes on
            log.warning("a sentence could not be said: %s", type(error).__name__)
            job.report(Broken(type(error).__name__))

    def _play(self, index: int, segment: Segment, sound: Sound) -> None:
        job = self._job
        done = 0
        for word in sound.words:
            cut = min(2 * word.sample, len(sound.pcm))
            if cut > done:
                job.out.play(sound.pcm[done:cut], sound.rate, job.generation)
                done = cut
            self._reach(index, segment, word.start, word.length)
        if done < len(sound.pcm):
            job.out.play(sound.pcm[done:], sound.rate, job.generation)

    def _reach(self, index: int, segment: Segment, start: int, length: int) -> None:
        place = segment.source(start, length, words=self._reads(segment))
        report, reached = self._job.report, Reached(index, *place)
        self._job.out.mark(lambda: report(reached), self._job.generation)

    def _reads(self, segment: Segment) -> bool:
        return segment.voice in self._worker.synth.reads_words

    def _pause(self, index: int, segment: Segment) -> None:
        """The pause before a segment, by what it follows; faster speech has shorter ones."""
        if self._last is not None:
            ms = ITEM_MS if index != self._last_item else _pause_ms(self._last)
            pause = silence(ms * DEFAULT.rate / self._job.prosody.rate)
            self._job.out.play(pause, RATE, self._job.generation)
        self._last, self._last_item = segment, index


def _pause_ms(segment: Segment) -> int:
    """After a sentence; none where a sentence was only cut because of its length."""
    return SENTENCE_MS if segment.ends else 0
