"""Writes the lock files anew: ``make lock``, or ``make lock ARGS=--upgrade`` for newer versions.

requirements/*.in say what we ask for, requirements/*.txt what exactly is installed, with
hashes. dev.txt is resolved under run.txt, so that what is tested is what runs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from scripts import environment
from scripts.places import Places, Purpose
from scripts.problem import ProblemError

_OPTIONS = (
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-annotate",
    "--custom-compile-command=make lock",
    "--quiet",
)


def main(arguments: list[str]) -> int:
    """Compiles both lock files; ``arguments`` go to ``uv pip compile``."""
    places = Places.here(Purpose.TEST)
    os.umask(0o022)
    environment.create(places)
    folder = places.checkout / "requirements"
    _ensure_uv(places, folder / "dev.in")
    for name, extra in (("run", []), ("dev", ["--constraint=run.txt"])):
        command = ["pip", "compile", *_OPTIONS, *extra, *arguments, f"{name}.in", "-o"]
        uv = places.venv / "bin" / "uv"
        if subprocess.run([uv, *command, f"{name}.txt"], cwd=folder, check=False).returncode:
            raise ProblemError(f"requirements/{name}.in could not be resolved")
    return 0


def _ensure_uv(places: Places, wanted: Path) -> None:
    found = re.search(r"^uv==\S+", wanted.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise ProblemError("requirements/dev.in must pin uv")
    environment.pip(places, found[0])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ProblemError as problem:
        print(f"yizhan: {problem}", file=sys.stderr)
        sys.exit(1)
