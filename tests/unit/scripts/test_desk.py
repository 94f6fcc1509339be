from __future__ import annotations

import os
import subprocess
from pathlib import Path

from scripts.desk import delete_abandoned, private_folder, runtime_folder


def test_a_private_folder_is_closed_to_others_and_goes_away() -> None:
    with private_folder() as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "secret").write_text("secret")
    assert not folder.exists()


def test_only_folders_of_processes_that_are_gone_are_abandoned(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    gone = tmp_path / f"yizhan-desk-{ended.pid}-a"
    living = tmp_path / f"yizhan-desk-{os.getpid()}-b"
    other = tmp_path / "other"
    for folder in (gone, living, other):
        folder.mkdir()
    delete_abandoned(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([living, other])


def test_the_session_keeps_its_runtime_folder(tmp_path: Path) -> None:
    given = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert runtime_folder(given, tmp_path) == given


def test_without_a_session_the_runtime_folder_is_private(tmp_path: Path) -> None:
    [made] = runtime_folder({}, tmp_path).values()
    assert Path(made).stat().st_mode & 0o777 == 0o700
