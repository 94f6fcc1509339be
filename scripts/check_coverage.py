"""Holds the core files to their floors and lists the lines that no test reached.

tests/gates/core_files.txt names them: one path and one percentage a line. The figures are
coverage.py's, lines and branches together.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path("tests/gates/core_files.txt")
REPORT = Path("build/coverage.json")


@dataclass(frozen=True, slots=True)
class Floor:
    """What a core file must reach."""

    path: str
    percent: float


def read_floors(text: str) -> list[Floor]:
    """The floors in ``text``; ``#`` starts a comment. Raises ValueError for a broken line."""
    lines = (line.partition("#")[0].split() for line in text.splitlines())
    return [Floor(path, float(percent)) for path, percent in (line for line in lines if line)]


def faults(floors: list[Floor], files: dict[str, Any]) -> list[str]:
    """One sentence for each floor that is not reached, with the lines that are missing."""
    found = []
    for floor in floors:
        if floor.path not in files:
            found.append(f"{floor.path}: no test imports it, or it is not there")
            continue
        measured = files[floor.path]
        percent = measured["summary"]["percent_covered"]
        if percent < floor.percent:
            found.append(
                f"{floor.path}: {percent:.1f} % of {floor.percent:g} %; not reached: "
                f"{_places(measured)}"
            )
    return found


def _places(measured: dict[str, Any]) -> str:
    lines = [str(line) for line in measured["missing_lines"]]
    branches = [f"{start}->{end}" for start, end in measured.get("missing_branches", ())]
    return ", ".join(lines + branches)


def main() -> int:
    """Exit code 1 if a floor is not reached."""
    floors = read_floors(FLOORS.read_text(encoding="utf-8"))
    if not floors:
        print("no core file is named yet")
        return 0
    options = ["--rcfile=scripts/coverage.ini", "--data-file=build/coverage", "--quiet"]
    subprocess.run([sys.executable, "-m", "coverage", "json", *options], check=True)
    found = faults(floors, json.loads(REPORT.read_text(encoding="utf-8"))["files"])
    print(*found, f"{len(floors) - len(found)} of {len(floors)} core files stand", sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
