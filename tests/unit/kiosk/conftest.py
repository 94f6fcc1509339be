from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk import rime
from kiosk.print_queue import Printer
from tests.harness.cups import Cups


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> rime.Pinyin:
    """The one engine that a process can have."""
    found = rime.open_pinyin(tmp_path_factory.mktemp("rime"))
    assert found is not None
    return found


@pytest.fixture
def one_engine(engine: rime.Pinyin, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole terminals write with the engine of this process; a second one would end it."""
    for place in ("kiosk.terminal", "kiosk.touch_place"):
        monkeypatch.setattr(f"{place}.pinyin_of_visit", lambda: engine)


@pytest.fixture(scope="module")
def running_cups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cups]:
    """One scheduler for the tests of a file."""
    with Cups(tmp_path_factory.mktemp("cups")) as found:
        yield found


@pytest.fixture
def cups(running_cups: Cups, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cups]:
    """It is the one that this process prints on; its printer is well and empty afterwards."""
    for name, value in running_cups.environment.items():
        monkeypatch.setenv(name, value)
    yield running_cups
    running_cups.well()
    Printer("paper").clear()
    for sheet in running_cups.tray.glob("*.pdf"):
        sheet.unlink()
