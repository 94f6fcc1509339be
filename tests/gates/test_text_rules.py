"""Each rule of text_rules.py is shown to fail where it must and to keep quiet where not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gates import text_rules


def test_a_file_may_have_four_hundred_lines_and_no_more() -> None:
    assert text_rules.too_long("x\n" * 400) == []
    assert text_rules.too_long("x\n" * 401) == ["401: lines of 400"]


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("portal/models.py", True),
        ("views/web/reader.js", True),
        ("tests/unit/portal/test_models.py", False),
        ("server/cases/migrations/0001_initial.py", False),
        ("LICENSE", False),
    ],
)
def test_the_length_of_code_is_limited_outside_tests_and_migrations(
    path: str, counts: bool
) -> None:
    assert text_rules.counted(Path(path)) is counts


@pytest.mark.parametrize("host", ["pypi" + ".org", "files.python" + "hosted.org", "ghcr" + ".io"])
def test_a_registry_is_found(host: str) -> None:
    assert text_rules.registry_hosts(f"a\n# from https://{host}/simple\n") == [f"2: {_tail(host)}"]


def _tail(host: str) -> str:
    return host.removeprefix("files.")


@pytest.mark.parametrize("path", ["/" + "root/x", "/" + "home/alice", "=/" + "opt/x/y"])
def test_a_path_of_one_machine_is_found(path: str) -> None:
    assert len(text_rules.machine_paths(f"path: {path}")) == 1


@pytest.mark.parametrize(
    "text", ["network/work/x", "https://example.org/home/", "/home/somebody/x", "/var/lib/x"]
)
def test_other_paths_are_left_alone(text: str) -> None:
    assert text_rules.machine_paths(text) == []
