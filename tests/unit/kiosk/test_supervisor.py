from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk import supervisor as module
from kiosk.supervisor import Supervisor
from kiosk.terminal_process import TerminalProcess
from tests.harness import small_terminal


class House:
    """A supervisor over small terminals, turned by the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manner = "good"
        self.started: list[TerminalProcess] = []
        self.supervisor = Supervisor(self.start)

    def start(self) -> TerminalProcess:
        command = [sys.executable, small_terminal.__file__, "--manner", self.manner]
        command += ["--folder", str(self.folder)]
        self.started.append(TerminalProcess(dict(os.environ), command))
        return self.started[-1]

    def until(self, test: Callable[[], object], seconds: float = 15.0) -> float:
        began = time.monotonic()
        while not test():
            assert time.monotonic() - began < seconds, "it did not happen"
            self.supervisor.turn(0.02)
        return time.monotonic() - began

    def log(self, pid: int) -> str:
        path = self.folder / str(pid)
        return path.read_text() if path.exists() else ""

    def shown(self, other_than: int = 0) -> int:
        """Process id of the terminal that was told to show itself."""
        pid = self.supervisor.pids.get("shown", 0)
        return pid if pid != other_than and "show" in self.log(pid) else 0

    def ready(self) -> int:
        self.until(lambda: self.shown() and "spare" in self.supervisor.pids)
        self.until(lambda: self.started[-1].ready)
        return self.shown()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    house.supervisor.stop()
    house.supervisor.run()


def test_one_terminal_is_shown_and_one_waits(house: House) -> None:
    shown = house.ready()

    assert house.log(shown) == "show \n"
    assert house.log(house.supervisor.pids["spare"]) == ""


def test_after_a_visit_the_spare_takes_over_within_a_second(house: House) -> None:
    first = house.ready()
    (house.folder / f"bye-{first}").write_text("idle")
    house.until(lambda: first not in house.supervisor.pids.values())

    assert house.until(lambda: house.shown(first)) < 1.0
    assert house.log(house.shown()) == "show idle\n"
    assert not house.started[0].folder.path.exists()


def test_a_killed_terminal_counts_as_a_crash_and_leaves_nothing(house: House) -> None:
    first = house.ready()
    os.kill(first, signal.SIGKILL)
    house.until(lambda: house.shown(first))

    assert house.log(house.shown()) == "show crash\n"
    assert not house.started[0].folder.path.exists()


def test_a_terminal_that_does_not_end_is_ended(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ENDING_LIMIT", 0.5)
    house.manner = "deaf"
    first = house.ready()
    (house.folder / f"bye-{first}").write_text("key")

    assert house.until(lambda: house.shown(first)) < 3.0
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_a_hung_terminal_is_replaced(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    first = house.ready()
    os.kill(first, signal.SIGSTOP)
    monkeypatch.setattr(module, "SILENCE_LIMIT", 0.5)
    time.sleep(0.6)
    house.started[-1].last_sign = time.monotonic() + 60  # only the first is to be looked at
    house.until(lambda: house.shown(first))

    assert house.shown(first)


def test_terminals_that_die_at_once_are_started_more_and_more_seldom(house: House) -> None:
    house.manner = "stillborn"
    house.until(lambda: len(house.started) == 2)
    began = time.monotonic()
    house.until(lambda: len(house.started) == 3)

    assert time.monotonic() - began > 1.5


def test_stopping_ends_all_and_deletes_all(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.ready()
    house.supervisor.stop()
    house.supervisor.run()

    for terminal in house.started:
        assert not terminal.folder.path.exists()
        with pytest.raises(ProcessLookupError):
            os.kill(terminal.pid, 0)
