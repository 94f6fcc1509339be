from __future__ import annotations

import pytest

from kiosk import rime


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
