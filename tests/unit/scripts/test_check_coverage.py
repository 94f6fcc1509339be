from __future__ import annotations

from typing import Any

import pytest

from scripts.check_coverage import Floor, faults, read_floors


def _measured(percent: float) -> dict[str, Any]:
    return {
        "summary": {"percent_covered": percent},
        "missing_lines": [3, 4],
        "missing_branches": [[7, 9]],
    }


def test_a_floor_is_a_path_and_a_percentage() -> None:
    assert read_floors("# why\na.py 100\n\nb.py 95.5  # why\n") == [
        Floor("a.py", 100),
        Floor("b.py", 95.5),
    ]


def test_a_line_without_a_percentage_is_refused() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        read_floors("a.py\n")


def test_a_file_at_its_floor_is_no_fault() -> None:
    assert faults([Floor("a.py", 90)], {"a.py": _measured(90)}) == []


def test_a_file_below_its_floor_is_named_with_what_is_missing() -> None:
    [fault] = faults([Floor("a.py", 90)], {"a.py": _measured(89.9)})
    assert fault == "a.py: 89.9 % of 90 %; not reached: 3, 4, 7->9"


def test_a_file_that_nothing_measured_is_a_fault() -> None:
    assert len(faults([Floor("gone.py", 0)], {})) == 1
