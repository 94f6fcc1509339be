from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

from kiosk.private import PREFIX, PrivateFolder, sweep


def test_everything_a_process_writes_by_default_lands_in_the_folder(tmp_path: Path) -> None:
    folder = PrivateFolder(tmp_path)
    environ = folder.environment({"PATH": os.environ["PATH"], "HOME": "/home/somebody"})
    subprocess.run(
        ["sh", "-c", 'touch "$HOME/a" "$TMPDIR/b" "$XDG_CACHE_HOME/c"'], env=environ, check=True
    )

    assert sorted(p.name for p in folder.path.rglob("?")) == ["a", "b", "c"]
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_deleting_leaves_nothing(tmp_path: Path) -> None:
    folder = PrivateFolder(tmp_path)
    (folder.path / "home" / "x").write_text("typed text")

    assert folder.delete()
    assert list(tmp_path.iterdir()) == []


def test_the_sound_server_stays_reachable_when_the_runtime_folder_moves(tmp_path: Path) -> None:
    (tmp_path / "pulse").mkdir()
    (tmp_path / "pulse" / "native").touch()
    folder = PrivateFolder(tmp_path)
    environ = folder.environment({"XDG_RUNTIME_DIR": str(tmp_path)})

    assert environ["PULSE_SERVER"] == f"unix:{tmp_path}/pulse/native"
    assert environ["XDG_RUNTIME_DIR"] == str(folder.path / "runtime")


def test_folders_of_a_dead_supervisor_are_swept_and_those_of_a_live_one_kept(
    tmp_path: Path,
) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    (tmp_path / f"{PREFIX}{dead.pid}-abc").mkdir()
    alive = PrivateFolder(tmp_path)

    assert sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == [alive.path]
