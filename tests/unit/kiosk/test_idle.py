from __future__ import annotations

import pytest

from kiosk.idle import IdleClock, IdleLimits
from tests.harness.clock import FakeClock


class Visitor:
    """A visit with an idle clock of 90 s and 30 s to answer."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.speaking = False
        self.events: list[str] = []
        self.idle = IdleClock(
            self.clock,
            IdleLimits(),
            lambda: self.speaking,
            lambda seconds: self.events.append(f"warn {seconds}"),
            lambda: self.events.append("rescue"),
            lambda: self.events.append("expire"),
        )
        self.idle.start()


def test_the_warning_comes_once_a_second_for_at_least_twenty_seconds() -> None:
    visitor = Visitor()
    visitor.clock.advance(90 + 29)

    assert visitor.events == [f"warn {seconds}" for seconds in range(30, 0, -1)]
    visitor.clock.advance(1)
    assert visitor.events[-1] == "expire"


def test_any_activity_during_the_warning_takes_it_back_ten_times_and_more() -> None:
    visitor = Visitor()
    for _ in range(12):
        visitor.clock.advance(100)
        assert visitor.idle.warning
        assert visitor.idle.activity()

    assert visitor.events.count("rescue") == 12
    assert "expire" not in visitor.events


def test_listening_is_not_idleness() -> None:
    visitor = Visitor()
    visitor.speaking = True
    visitor.clock.advance(600)
    assert visitor.events == []

    visitor.speaking = False
    visitor.clock.advance(89)
    assert visitor.events == []


def test_activity_before_the_warning_is_only_activity() -> None:
    visitor = Visitor()
    visitor.clock.advance(80)

    assert not visitor.idle.activity()
    visitor.clock.advance(80)
    assert visitor.events == []


def test_after_the_end_nothing_comes_any_more() -> None:
    visitor = Visitor()
    visitor.idle.stop()
    visitor.clock.advance(1000)

    assert visitor.events == []
    assert not visitor.idle.activity()


def test_less_than_twenty_seconds_to_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="20 s"):
        IdleLimits(warning=19)
