"""Runs every program of bench/ and prints their figures; names as arguments choose some."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def programs(folder: Path, chosen: list[str]) -> list[Path]:
    """The benchmarks; a name that begins with ``_`` is a helper of others."""
    found = sorted(path for path in folder.glob("*.py") if not path.name.startswith("_"))
    return [path for path in found if not chosen or path.stem in chosen]


def main(chosen: list[str]) -> int:
    """Exit code 1 if one of them failed."""
    found, failed = programs(ROOT / "bench", chosen), False
    for path in found:
        print(f"\n== {path.stem}", flush=True)
        # as modules: they import the rooms
        code = subprocess.run([sys.executable, "-m", f"bench.{path.stem}"], cwd=ROOT, check=False)
        failed = failed or code.returncode != 0
    print(f"\n{len(found)} benchmarks{', some FAILED' if failed else ''}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
