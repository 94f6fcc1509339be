from __future__ import annotations

from a11y.speech.earcons import RATE, load_earcons, render, silence


def test_every_earcon_is_a_short_sound() -> None:
    earcons = load_earcons()
    assert {"latch", "lock", "error", "warning", "page", "edge"} <= set(earcons)
    for pcm in earcons.values():
        assert 0.03 < len(pcm) / 2 / RATE < 0.5
        assert max(memoryview(pcm).cast("h")) > 2000


def test_a_tone_fades_at_both_ends() -> None:
    samples = memoryview(render([[440, 50, 1.0]])).cast("h")
    assert abs(samples[1]) < 500
    assert abs(samples[-2]) < 500


def test_silence_is_as_long_as_asked() -> None:
    assert silence(100) == bytes(2 * 2205)
