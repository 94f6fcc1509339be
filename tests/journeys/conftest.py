from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.harness.journey import Journey
from tests.harness.sound import Sound


@pytest.fixture
def journey(sound_server: Sound) -> Iterator[Journey]:
    with Journey(sound_server) as journey:
        yield journey
        assert journey.faults() == []


@pytest.fixture
def journey_with(sound_server: Sound) -> Iterator[Callable[..., Journey]]:
    """Journeys with settings of their own; ended after the test."""
    begun: list[Journey] = []

    def begin(**settings: str) -> Journey:
        begun.append(Journey(sound_server, **settings))
        begun[-1].__enter__()
        return begun[-1]

    yield begin
    for journey in begun:
        journey.close()
