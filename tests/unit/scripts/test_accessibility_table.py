"""docs/accessibility.md: every requirement has its line, and every test named there exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TABLE = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| (A-\d\d) \| (.+) \|$", TABLE, re.MULTILINE))


def text_of(file: str) -> str:
    """What stands in the test files of that name; two rooms may have one each."""
    return "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob(file))


def named(row: str) -> list[tuple[str, str]]:
    """The tests of a row as file and function; ``::name`` alone belongs to the file before."""
    found, file = [], ""
    for part in re.findall(r"test_\w+\.py|::test_\w+", row):
        if part.startswith("::"):
            found.append((file, part[2:]))
        else:
            file = part
            found.append((file, ""))
    return found


def test_every_requirement_has_a_line_that_says_something() -> None:
    assert list(ROWS) == [f"A-{n:02}" for n in range(1, 46)]
    assert [row for row in ROWS.values() if "no test yet" in row] == []


def test_every_test_that_is_named_exists() -> None:
    missing = [
        f"{anchor}: {file}::{name}"
        for anchor, row in ROWS.items()
        for file, name in named(row)
        if f"def {name}" not in text_of(file)
    ]
    assert missing == []


def test_a_name_that_is_wrong_would_be_found() -> None:
    assert named("test_a.py::test_b, ::test_c; test_d.py") == [
        ("test_a.py", ""),
        ("test_a.py", "test_b"),
        ("test_a.py", "test_c"),
        ("test_d.py", ""),
    ]
