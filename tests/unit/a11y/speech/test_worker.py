from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from a11y.speech.earcons import load_earcons
from a11y.speech.espeak import Espeak
from a11y.speech.front import Front
from a11y.speech.null_audio import NullAudioOut
from a11y.speech.prosody import Prosody
from a11y.speech.reading import Reader
from a11y.speech.synth import KioskSynth, Sound, Take
from a11y.speech.utterance import Break, Earcon, Say, SpeechItem, Utterance
from a11y.speech.worker import AHEAD, START, Broken, Ended, Job, Place, Reached, Report, SynthWorker
from locales.text import Text
from tests.harness.hand_audio import HandAudioOut


@dataclass
class Reports:
    """What a job reported, and a way to wait for its end."""

    all: list[Report] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def __call__(self, report: Report) -> None:
        self.all.append(report)
        if isinstance(report, Ended):
            self.ended.set()

    @property
    def reached(self) -> list[tuple[int, int, int]]:
        return [(r.item, r.start, r.end) for r in self.all if isinstance(r, Reached)]


class Faulty(KioskSynth):
    """A real engine that fails at one text."""

    def synthesise(self, text: str, voice: str, prosody: Prosody, take: Take) -> None:
        if "huai4" in text:
            raise MemoryError
        super().synthesise(text, voice, prosody, take)


@pytest.fixture
def worker(espeak: Espeak, front: Front) -> Iterator[SynthWorker]:
    made = SynthWorker(Faulty(espeak, "kiosk_worker"), Reader(front), load_earcons())
    yield made
    made.close()


@pytest.fixture
def quick() -> Iterator[NullAudioOut]:
    out = NullAudioOut(pace=0)
    yield out
    out.close()


def kept(sounds: list[Sound], enough: int = 1_000_000) -> Take:
    """Keeps every sound, and wants no more when there are enough."""

    def take(sound: Sound) -> bool:
        sounds.append(sound)
        return len(sounds) < enough

    return take


def job(
    out: NullAudioOut | HandAudioOut,
    reports: Reports,
    *items: SpeechItem | str,
    start: Place = START,
) -> Job:
    said = tuple(Say(Text(item)) if isinstance(item, str) else item for item in items)
    voices = tuple("cmn" for _ in said)
    return Job(Utterance(said), out, out.generation, voices, reports, start=start)


def test_words_are_reached_in_order_and_then_it_ends(
    worker: SynthWorker, quick: NullAudioOut
) -> None:
    reports = Reports()
    worker.say(job(quick, reports, "网上信访", "第2页"))
    assert reports.ended.wait(5)
    assert reports.reached == sorted(reports.reached)
    assert reports.reached[0][0] == 0
    assert (1, 0, 3) in reports.reached
    assert isinstance(reports.all[-1], Ended)


def test_earcons_and_breaks_are_sound_too(worker: SynthWorker) -> None:
    out, reports = HandAudioOut(), Reports()
    worker.say(job(out, reports, Earcon("edge"), Break(100), Earcon("no such name")))
    out.hear(4)
    assert reports.all == [Ended()]
    assert [len(pcm) for pcm in out.played] == [len(load_earcons()["edge"]), 2 * 2205, 0]


def test_a_sentence_that_fails_is_left_out_and_the_next_is_said(
    worker: SynthWorker, quick: NullAudioOut
) -> None:
    reports = Reports()
    worker.say(job(quick, reports, "好。坏。好。"))
    assert reports.ended.wait(5)
    assert Broken("MemoryError") in reports.all
    assert {start for _, start, _ in reports.reached} == {0, 4}


def test_only_a_few_sentences_are_made_ahead(worker: SynthWorker) -> None:
    out, reports = HandAudioOut(), Reports()
    worker.say(job(out, reports, *(["佛山。"] * 50)))
    time.sleep(0.5)
    made = sum(1 for pcm in out.played if any(pcm))
    time.sleep(0.2)
    assert sum(1 for pcm in out.played if any(pcm)) == made
    assert made < 60 * AHEAD
    out.cancel()
    worker.wake()


def test_a_cancelled_job_says_no_more_and_the_next_begins(
    worker: SynthWorker, quick: NullAudioOut
) -> None:
    out, cut, reports = HandAudioOut(), Reports(), Reports()
    worker.say(job(out, cut, *(["佛山。"] * 50)))
    out.hear(1)
    out.cancel()
    worker.wake()
    worker.say(job(quick, reports, "南海"))
    assert reports.ended.wait(2)
    assert not cut.ended.is_set()


def test_a_job_may_start_in_the_middle(worker: SynthWorker, quick: NullAudioOut) -> None:
    reports = Reports()
    worker.say(job(quick, reports, "一。", "二。三。四。", start=Place(1, 2)))
    assert reports.ended.wait(5)
    assert [(item, start) for item, start, _ in reports.reached] == [(1, 2), (1, 4)]


def test_a_megabyte_begins_at_once_and_can_be_cut(worker: SynthWorker) -> None:
    out, reports = HandAudioOut(), Reports()
    start = time.monotonic()
    worker.say(job(out, reports, "佛山市人民政府" * 50_000))
    called = time.monotonic() - start
    out.hear(2)
    assert called < 0.1  # reading it all would take seconds
    assert time.monotonic() - start < 1.5
    out.cancel()
    worker.wake()


@pytest.mark.parametrize(
    "text", ["", " \n", "\0\x07", "\ud800", "😀🎉", "مرحبا بالعالم", "ÿþ", "-" * 500]
)
def test_no_text_keeps_it_from_ending(worker: SynthWorker, quick: NullAudioOut, text: str) -> None:
    reports = Reports()
    worker.say(job(quick, reports, text))
    assert reports.ended.wait(5)


def test_closing_ends_the_thread(espeak: Espeak, front: Front) -> None:
    before = threading.active_count()
    worker = SynthWorker(KioskSynth(espeak, "kiosk_closing"), Reader(front), {})
    worker.close()
    assert threading.active_count() == before
