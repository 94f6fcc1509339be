from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from a11y.speech.hints import PAUSE, HintTimer
from a11y.speech.utterance import Category, Say, Utterance
from locales.text import Text

HINT = Utterance((Say(Text("按确认键打开")),), category=Category.HINT)


@dataclass
class Room:
    now: float = 0.0
    busy: bool = False
    said: list[Utterance] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.timer = HintTimer(lambda: self.now, lambda: self.busy, self.said.append)

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.timer.tick()


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_hint_comes_once_after_the_pause(room: Room) -> None:
    room.timer.offer(HINT)
    room.wait(PAUSE / 2)
    assert room.said == []
    room.wait(PAUSE)
    room.wait(PAUSE)
    assert room.said == [HINT]


def test_the_pause_begins_when_the_voice_falls_silent(room: Room) -> None:
    room.timer.offer(HINT)
    room.busy = True
    room.wait(10 * PAUSE)
    room.busy = False
    room.wait(PAUSE / 2)
    assert room.said == []
    room.wait(PAUSE)
    assert room.said == [HINT]


def test_who_does_something_needs_no_hint(room: Room) -> None:
    room.timer.offer(HINT)
    room.timer.activity()
    room.wait(10 * PAUSE)
    assert room.said == []


def test_only_hints_are_held_back(room: Room) -> None:
    with pytest.raises(ValueError, match="live"):
        room.timer.offer(Utterance((Say(Text("新")),), category=Category.LIVE))
