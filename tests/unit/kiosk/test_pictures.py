from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.pictures import MOST_BYTES, Pictures
from kiosk.tasks import Tasks
from portal.errors import NotFound


class Waiting:
    """Tasks whose results are called by the test, on its own thread."""

    def __init__(self) -> None:
        self.arrived = 0
        self.asked: list[str] = []
        self.files: dict[str, bytes] = {"/files/a.png": b"a"}
        self.calls: list[object] = []
        self.tasks = Tasks(self.calls.append, threads=1)
        self.pictures = Pictures(self.tasks, self._fetch, self._arrived)

    def _fetch(self, href: str) -> bytes:
        self.asked.append(href)
        if href not in self.files:
            raise NotFound(href)
        return self.files[href]

    def _arrived(self) -> None:
        self.arrived += 1

    def settle(self, results: int) -> None:
        """Wait for so many results and let them arrive."""
        while len(self.calls) < results:
            pass
        for call in self.calls:
            assert callable(call)
            call()
        self.calls.clear()


@pytest.fixture
def waiting() -> Iterator[Waiting]:
    made = Waiting()
    yield made
    made.tasks.close()


def test_a_picture_is_fetched_once_and_shown_when_it_is_here(waiting: Waiting) -> None:
    assert waiting.pictures("/files/a.png") is None
    assert waiting.pictures("/files/a.png") is None
    waiting.settle(1)
    assert waiting.pictures("/files/a.png") == b"a"
    assert waiting.asked == ["/files/a.png"]
    assert waiting.arrived == 1


def test_a_picture_that_is_not_there_is_no_error_and_not_asked_for_again(
    waiting: Waiting,
) -> None:
    assert waiting.pictures("/files/none.png") is None
    waiting.settle(1)
    assert waiting.pictures("/files/none.png") is None
    assert waiting.asked == ["/files/none.png"]
    assert waiting.arrived == 0


def test_what_was_not_looked_at_for_longest_gives_way(waiting: Waiting) -> None:
    for name in "abc":
        waiting.files[f"/files/{name}.png"] = name.encode() * (MOST_BYTES // 2)
        waiting.pictures(f"/files/{name}.png")
    waiting.settle(3)
    kept = [name for name in "abc" if waiting.pictures(f"/files/{name}.png") is not None]
    assert kept == ["b", "c"]
