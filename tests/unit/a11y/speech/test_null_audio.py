from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from a11y.speech.null_audio import NullAudioOut

RATE = 8000


@pytest.fixture
def out() -> Iterator[NullAudioOut]:
    made = NullAudioOut()
    yield made
    made.close()


def lasting(seconds: float) -> bytes:
    return bytes(2 * round(seconds * RATE))


def test_a_mark_comes_when_the_sound_would_have_been_heard(out: NullAudioOut) -> None:
    heard, start = threading.Event(), time.monotonic()
    out.play(lasting(0.1), RATE, 0)
    out.play(lasting(0.1), RATE, 0)
    out.mark(heard.set, 0)
    assert heard.wait(2)
    assert 0.2 <= time.monotonic() - start < 0.4


def test_marks_come_in_order_with_their_sound(out: NullAudioOut) -> None:
    times: list[float] = []
    done = threading.Event()
    for _ in range(3):
        out.play(lasting(0.05), RATE, 0)
        out.mark(lambda: times.append(time.monotonic()), 0)
    out.mark(done.set, 0)
    assert done.wait(2)
    gaps = [later - sooner for sooner, later in pairwise(times)]
    assert all(0.02 < gap < 0.15 for gap in gaps)


def test_what_is_cancelled_is_never_heard(out: NullAudioOut) -> None:
    heard = threading.Event()
    out.play(lasting(0.05), RATE, 0)
    out.mark(heard.set, 0)
    assert out.cancel() == 1
    out.mark(heard.set, 0)
    assert not heard.wait(0.15)


def test_after_a_cancel_time_begins_anew(out: NullAudioOut) -> None:
    out.play(lasting(60), RATE, 0)
    heard = threading.Event()
    out.mark(heard.set, out.cancel())
    assert heard.wait(0.5)


def test_without_pace_nothing_waits() -> None:
    out = NullAudioOut(pace=0)
    heard = threading.Event()
    out.play(lasting(600), RATE, 0)
    out.mark(heard.set, 0)
    assert heard.wait(1)
    out.close()


def test_a_mark_that_fails_does_not_stop_the_next(out: NullAudioOut) -> None:
    def fail() -> None:
        raise ValueError

    heard = threading.Event()
    out.mark(fail, 0)
    out.mark(heard.set, 0)
    assert heard.wait(1)


def test_closing_ends_the_thread() -> None:
    before = threading.active_count()
    out = NullAudioOut()
    out.close()
    out.play(lasting(1), RATE, out.generation)
    assert threading.active_count() == before
