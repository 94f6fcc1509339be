from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts import sources


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    for name in ("main.py", "room/a.py", "build/made.txt", "room/__pycache__/a.pyc", "w.mo"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    (root / ".gitignore").write_text("/build/\n__pycache__/\n*.mo\n")
    return root


def _names(root: Path) -> list[str]:
    return [str(name) for name in sources.listed(root)]


def test_without_git_what_programs_made_is_left_out(checkout: Path) -> None:
    assert _names(checkout) == [".gitignore", "main.py", "room/a.py"]


def test_with_git_new_files_count_and_ignored_ones_do_not(checkout: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=checkout, check=True)
    assert _names(checkout) == [".gitignore", "main.py", "room/a.py"]


def test_a_copy_holds_the_same_and_the_second_time_nothing_changes(checkout: Path) -> None:
    copy = checkout.parent / "copy"
    assert sources.write(sources.read(checkout), copy)
    assert not sources.write(sources.read(checkout), copy)
    assert (copy / "room/a.py").read_text() == "room/a.py"


def test_what_has_gone_from_the_checkout_goes_from_the_copy(checkout: Path) -> None:
    copy = checkout.parent / "copy"
    sources.write(sources.read(checkout), copy)
    (copy / "result.txt").write_text("made by a test")
    (checkout / "room/a.py").unlink()
    assert sources.write(sources.read(checkout), copy)
    assert not (copy / "room/a.py").exists()
    assert (copy / "result.txt").exists()


def test_a_copy_can_be_read_and_started_by_others(checkout: Path) -> None:
    (checkout / "main.py").chmod(0o700)
    copy = checkout.parent / "copy"
    sources.write(sources.read(checkout), copy)
    assert (copy / "main.py").stat().st_mode & 0o777 == 0o755
    assert (copy / "room/a.py").stat().st_mode & 0o777 == 0o644
