from __future__ import annotations

import os
from pathlib import Path

import pytest

from scripts import system
from scripts.problem import ProblemError

ABSENT = "no-such-package-in-any-debian"


def test_comments_and_empty_lines_of_a_list_are_no_packages(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("# why\nlibc6  # the C library\n\npython3\n")
    assert system.wanted([path]) == ["libc6", "python3"]


def test_only_what_is_not_installed_is_missing() -> None:
    assert system.missing(["libc6", ABSENT]) == [ABSENT]


def test_without_rights_the_one_command_to_type_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.txt"
    path.write_text(ABSENT)
    monkeypatch.setattr(system, "_privilege", lambda: None)
    with pytest.raises(ProblemError, match=f"sudo apt-get .* {ABSENT}"):
        system.ensure([path])


def test_nginx_finds_the_folders_that_it_wants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)  # whose the folders are does not matter here
    (tmp_path / "body").mkdir()
    system.make_folders(tmp_path)
    system.make_folders(tmp_path)
    system.make_folders(tmp_path / "not-installed")
    made = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert made.keys() == set(system.NGINX_FOLDERS)
    assert made["scgi"] == 0o700
