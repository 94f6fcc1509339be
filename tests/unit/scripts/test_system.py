from __future__ import annotations

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
