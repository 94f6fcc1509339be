from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from a11y.speech.prosody import FASTEST, SLOWEST, Prosody

RATES = st.floats(SLOWEST, FASTEST)


@given(RATES, RATES)
def test_faster_is_never_slower(one: float, other: float) -> None:
    slow, fast = sorted((one, other))
    assert Prosody(rate=slow).wpm <= Prosody(rate=fast).wpm


@given(RATES)
def test_the_slow_dip_of_the_engine_is_left_out(rate: float) -> None:
    assert not 400 < Prosody(rate=rate).wpm < 460


def test_measured_points_are_met() -> None:
    assert [Prosody(rate=rate).wpm for rate in (1.6, 4.4, 9.6)] == [80, 200, 400]


def test_what_is_out_of_range_is_the_nearest() -> None:
    assert Prosody(rate=0).wpm == 80
    assert Prosody(rate=99).wpm == Prosody(rate=FASTEST).wpm
