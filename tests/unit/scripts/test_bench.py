from __future__ import annotations

from pathlib import Path

import pytest

from scripts import bench


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("start.py", "keys.py", "_common.py", "notes.md"):
        (tmp_path / name).touch()
    return tmp_path


def test_every_program_is_a_benchmark_but_not_their_helpers(folder: Path) -> None:
    assert [path.stem for path in bench.programs(folder, [])] == ["keys", "start"]


def test_names_choose_some(folder: Path) -> None:
    assert [path.stem for path in bench.programs(folder, ["start"])] == ["start"]
