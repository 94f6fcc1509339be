from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.harness.journey import SCALE, Journey
from tests.harness.sound import Sound
from tests.harness.visitor import ByKeys, ByTouch, Visitor


@pytest.fixture
def journey(request: pytest.FixtureRequest, sound_server: Sound) -> Iterator[Journey]:
    """A terminal; with as much content as ``SCALE`` says where it is a system's journey."""
    scale = SCALE if "visitor" in request.fixturenames else 1.0
    with Journey(sound_server, scale=scale) as journey:
        yield journey
        assert journey.faults() == []


@pytest.fixture
def journey_with(sound_server: Sound) -> Iterator[Callable[..., Journey]]:
    """Journeys with settings of their own; ended after the test."""
    begun: list[Journey] = []

    def begin(**settings: Any) -> Journey:
        begun.append(Journey(sound_server, **settings))
        begun[-1].__enter__()
        return begun[-1]

    yield begin
    for journey in begun:
        journey.close()


@pytest.fixture(params=[ByKeys, ByTouch])
def visitor(request: pytest.FixtureRequest, journey: Journey) -> Visitor:
    """A visitor at the home page of a terminal of their own; once by keys, once by touch."""
    visitor: Visitor = request.param(journey)
    visitor.begin()
    return visitor


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A system's journey is long but for those named ``quick``: one by keys or by touch."""
    for item in items:
        quick = item.get_closest_marker("quick")
        way = getattr(getattr(item, "callspec", None), "params", {}).get("visitor")
        if way not in (ByKeys, ByTouch):  # all items come here, also those of other folders
            continue
        if quick is None or way.__name__ not in quick.args:
            item.add_marker(pytest.mark.long)
