from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence

import pytest

from a11y.speech.errors import EngineBusy, NoEngine, NoVoice
from a11y.speech.espeak import Candidate, Espeak, Voice, WordAt, candidates, load

MANDARIN = Voice("cmn")


def pcm_of(espeak: Espeak, text: str, voice: Voice = MANDARIN) -> bytes:
    pieces: list[bytes] = []

    def receive(pcm: bytes, words: Sequence[WordAt]) -> bool:
        pieces.append(pcm)
        return True

    espeak.synthesise(text, voice, receive)
    return b"".join(pieces)


def words_of(espeak: Espeak, text: str) -> list[WordAt]:
    found: list[WordAt] = []

    def receive(pcm: bytes, words: Sequence[WordAt]) -> bool:
        found.extend(words)
        return True

    espeak.synthesise(text, MANDARIN, receive)
    return found


def test_the_wheels_engine_is_used(espeak: Espeak) -> None:
    assert espeak.version.startswith("1.52")
    assert espeak.good_mandarin
    assert espeak.rate == 22050


def test_speech_is_made_and_it_is_not_silence(espeak: Espeak) -> None:
    pcm = pcm_of(espeak, "佛山市")
    assert len(pcm) > espeak.rate
    assert max(memoryview(pcm).cast("h")) > 2000


def test_words_come_with_their_place_in_text_and_sound(espeak: Espeak) -> None:
    words = words_of(espeak, "网上，信访")
    assert [word.start for word in words] == sorted(word.start for word in words)
    assert [word.sample for word in words] == sorted(word.sample for word in words)
    assert words[-1].start == 4
    assert words[-1].sample > espeak.rate // 4


def test_it_stops_when_nobody_listens_any_more(espeak: Espeak) -> None:
    pieces: list[bytes] = []

    def first_only(pcm: bytes, words: Sequence[WordAt]) -> bool:
        pieces.append(pcm)
        return False

    assert espeak.synthesise("佛山市人民政府" * 20, MANDARIN, first_only) is False
    assert len(pieces) == 1
    assert espeak.synthesise("佛山", MANDARIN, lambda pcm, words: True) is True


def test_what_a_listener_raises_comes_out_again(espeak: Espeak) -> None:
    def listener(pcm: bytes, words: Sequence[WordAt]) -> bool:
        raise ValueError("ear")

    with pytest.raises(ValueError, match="ear"):
        espeak.synthesise("佛山", MANDARIN, listener)


def test_an_unknown_voice_is_named(espeak: Espeak) -> None:
    with pytest.raises(NoVoice, match="nobody"):
        espeak.phonemes("x", "nobody")


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "a\0b", "\ud800", "\x07\x1b", "😀", "مرحبا", "<b>&lt;", "[[x]]", "\u202e"],
)
def test_no_text_harms_it(espeak: Espeak, text: str) -> None:
    pcm_of(espeak, text)
    assert len(pcm_of(espeak, "佛山")) > espeak.rate // 4


def test_faster_is_shorter_and_softer_is_softer(espeak: Espeak) -> None:
    plain = pcm_of(espeak, "人民政府")
    fast = pcm_of(espeak, "人民政府", Voice("cmn", wpm=400))
    soft = pcm_of(espeak, "人民政府", Voice("cmn", volume=20))
    assert len(fast) < 0.6 * len(plain)
    assert max(memoryview(soft).cast("h")) < 0.4 * max(memoryview(plain).cast("h"))


def test_threads_and_engines_take_turns() -> None:
    one, other = load(), load()
    expected = {text: len(pcm_of(one, text)) for text in ("佛山市", "Foshan city")}
    heard: list[bool] = []

    def speak(espeak: Espeak, text: str) -> None:
        # The engine's own length differs by some samples from one time to the next.
        heard.extend(abs(len(pcm_of(espeak, text)) - expected[text]) < 400 for _ in range(20))

    pairs = ((one, "佛山市"), (other, "Foshan city"))
    threads = [threading.Thread(target=speak, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert heard == [True] * 40


_LOADED_TWICE = """
import threading
from a11y.speech.espeak import Voice, load

def length(espeak):
    made = []
    espeak.synthesise("佛山市", Voice("cmn"), lambda pcm, words: made.append(pcm) is None)
    return sum(map(len, made))

first = load()
before = length(first)
others = []
elsewhere = threading.Thread(target=lambda: others.append(load()))
elsewhere.start()
elsewhere.join()
print(before, length(others[0]), length(first))
"""


def test_loading_it_again_harms_no_speech() -> None:
    """What is freed is filled with rubbish at once, which otherwise happens some time later."""
    done = subprocess.run(
        [sys.executable, "-c", _LOADED_TWICE],
        env={**os.environ, "MALLOC_PERTURB_": "165"},
        capture_output=True,
        text=True,
        check=True,
    )
    before, *after = (int(length) for length in done.stdout.split())
    assert after == [pytest.approx(before, abs=800)] * 2  # its own differs by some samples
    assert done.stderr == ""


def test_who_is_handed_sound_cannot_call_it_meanwhile(espeak: Espeak) -> None:
    def listener(pcm: bytes, words: Sequence[WordAt]) -> bool:
        return bool(espeak.phonemes("x", "en"))

    with pytest.raises(EngineBusy):
        espeak.synthesise("佛山", MANDARIN, listener)
    assert len(pcm_of(espeak, "佛山")) > espeak.rate // 4


def test_data_that_was_missing_is_looked_for_again() -> None:
    candidate = candidates()[0]
    code = (
        "from a11y.speech.espeak import *\n"
        "from a11y.speech.errors import NoEngine\n"
        f"try: load([Candidate({candidate.library!r}, '/nonexistent')])\n"
        f"except NoEngine: print(load([Candidate({candidate.library!r}, {candidate.data!r})]).rate)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "22050"


def test_a_missing_library_is_a_fact() -> None:
    with pytest.raises(NoEngine) as caught:
        load([Candidate("libnone.so.7")])
    assert caught.value.reason == "library_missing"


def test_missing_data_is_a_fact_and_does_not_end_the_process() -> None:
    library = candidates()[0].library
    code = (
        "from a11y.speech.espeak import *\n"
        "from a11y.speech.errors import NoEngine\n"
        f"try: load([Candidate({library!r}, '/nonexistent')])\n"
        "except NoEngine as error: print(error.reason)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "data_missing"
