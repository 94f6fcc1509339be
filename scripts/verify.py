"""The checks, step by step: ``python -m scripts.verify lint tests coverage | long``.

``long:NAME`` is one of the long `JOBS` alone.

Every step runs, also after one failed, so that one run shows all there is to cure; the
exit code is 1 if any failed. Tests that measure time or use the sound and screen servers
run one at a time and are not traced for coverage: both would falsify what they measure.
Journeys wait more than they work, and each has a screen, a sound server, a portal and
folders of its own: two of them run at a time, of the long ones three.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scripts import children
from scripts.desk import private_folder, runtime_folder

ROOT = Path(__file__).resolve().parents[1]
NO_TESTS = 5
"""pytest's exit code for "no tests collected"."""

_ROOMS = ("kiosk", "views", "auth", "portal", "a11y", "locales", "server")
_PYTEST = (sys.executable, "-m", "pytest", "-q", "--color=no", "--durations=5")
_ON_SCREEN = (sys.executable, "-m", "scripts.with_screen", "--")
_COVERAGE = ("--cov", "--cov-config=scripts/coverage.ini", "--cov-report=")
_SERIAL = "audio or screen"
_JOURNEYS = "tests/journeys"
_TWO = ("-n", "2")


@dataclass(frozen=True, slots=True)
class Step:
    """One command of the checks."""

    name: str
    command: tuple[str, ...]
    may_be_empty: bool = False
    """True for a kind of test that the project may have none of."""

    def passed(self, code: int) -> bool:
        """True if the exit code means that nothing is wrong."""
        return code == 0 or (self.may_be_empty and code == NO_TESTS)


def lint() -> list[Step]:
    """What can be said without running the project."""
    typed = [name for name in (*_ROOMS, "scripts", "tests", "bench", "main.py") if _python(name)]
    return [
        Step("ruff check", ("ruff", "check", "--output-format=concise", ".")),
        Step("ruff format", ("ruff", "format", "--check", ".")),
        Step("mypy --strict", (sys.executable, "-m", "mypy", "--strict", *typed)),
        Step("import contracts", ("lint-imports", "--no-cache")),
        Step("words and scripts", (sys.executable, "-m", "locales.build", "--check")),
    ]


def tests() -> list[Step]:
    """Everything that is not marked long: side by side, the journeys, one at a time."""
    alone = (*_PYTEST, f"--ignore={_JOURNEYS}", "-m", f"not long and ({_SERIAL})")
    return [
        Step(
            "tests, side by side",
            (*_PYTEST, *_TWO, *_COVERAGE, "-m", f"not long and not ({_SERIAL})"),
        ),
        Step("journeys", (*_PYTEST, *_TWO, "-m", "not long", _JOURNEYS)),
        Step("tests, one at a time", (*_ON_SCREEN, *alone), may_be_empty=True),
    ]


def coverage() -> list[Step]:
    """The core files keep their floors; measured by ``tests``."""
    return [Step("coverage of the core", (sys.executable, "-m", "scripts.check_coverage"))]


JOBS: dict[str, tuple[str, ...]] = {
    "journeys": (_JOURNEYS,),
    "looks": ("tests/unit/views",),
    "portal": ("tests/unit/server", "tests/long/server", "--ignore=tests/unit/server/pg"),
    "postgresql": ("tests/unit/server/pg",),
    "identity": ("tests/long/identity",),
    "a11y": ("tests/long/a11y",),
    "monkey": ("tests/long/monkey",),
}
"""The long jobs by name: what pytest is given. ``rest`` is whatever none of them holds."""
_SIDE_BY_SIDE = {"journeys": ("-n", "3"), "looks": _TWO}
"""Long journeys wait for phones, for idleness and for speech: three of them fill two cores."""
_CITY = ("env", "YIZHAN_SAMPLE_SCALE=190")
"""The systems' journeys meet as much content as the city has."""


def job(name: str) -> list[Step]:
    """The long tests of one job, see `JOBS`; or of ``rest``."""
    pytest = (*_PYTEST, "-m", "long", "--timeout", "3000")
    if name == "rest":
        held = (path for job in JOBS.values() for path in job if not path.startswith("-"))
        where = ("tests", *(f"--ignore={path}" for path in held))
    else:
        where = JOBS[name]
    beside = _SIDE_BY_SIDE.get(name)
    how = (*pytest, *beside) if beside else (*_ON_SCREEN, *pytest)
    how = (*_CITY, *how) if name == "journeys" else how
    return [Step(f"long: {name}", (*how, *where), may_be_empty=True)]


def long() -> list[Step]:
    """What ``make check`` adds: every job, one after another."""
    return [step for name in (*JOBS, "rest") for step in job(name)]


PARTS: dict[str, Callable[[], list[Step]]] = {
    "lint": lint,
    "tests": tests,
    "coverage": coverage,
    "long": long,
    **{f"long:{name}": partial(job, name) for name in (*JOBS, "rest")},
}


def main(names: list[str]) -> int:
    """Runs the steps of the parts ``names``; prints a line for each at the end."""
    children.adopt_orphans()
    children.stop_on_signals()
    os.chdir(ROOT)
    Path("build").mkdir(exist_ok=True)
    steps = [step for name in names for step in PARTS[name]()]
    try:
        with private_folder() as folder:
            env = environment(os.environ, folder)
            results = [_take(step, env) for step in steps]
    except children.StoppedError as stopped:
        children.end_descendants()
        return 128 + stopped.signum
    print("\n== summary", *(line for _, line in results), sep="\n", flush=True)
    return int(not all(passed for passed, _ in results))


def _take(step: Step, env: dict[str, str]) -> tuple[bool, str]:
    """Whether ``step`` passed, and its line of the summary."""
    print(f"\n== {step.name}", flush=True)
    began = time.monotonic()
    code, closing = run(step.command, env)
    passed = step.passed(code)
    word = "ok" if passed else f"FAILED ({code})"
    return passed, f"{word:11} {step.name:22} {time.monotonic() - began:6.1f} s  {closing}"


def run(command: tuple[str, ...], env: dict[str, str]) -> tuple[int, str]:
    """Runs ``command``, showing what it prints; returns its exit code and its last line."""
    last = ""
    with subprocess.Popen(
        command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            for line in process.stdout or ():
                print(line, end="", flush=True)
                last = line.strip() or last
        except children.StoppedError as stopped:
            typed = stopped.signum == signal.SIGINT and sys.stdin.isatty()
            if not typed:  # Ctrl+C has reached it already
                process.send_signal(stopped.signum)
            raise
    return process.returncode, last


def environment(given: Mapping[str, str], private: Path) -> dict[str, str]:
    """Tests that need a screen get one of their own, never the one somebody works at."""
    kept = {k: v for k, v in given.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    ours = {"COVERAGE_FILE": "build/coverage", "PYTHONUNBUFFERED": "1"}
    ours["PATH"] = f"{Path(sys.executable).parent}:{given.get('PATH', '')}"
    runtime = runtime_folder({}, private)
    return {"QT_QPA_PLATFORM": "offscreen", **kept, **runtime, **ours}


def _python(name: str) -> bool:
    path = ROOT / name
    return path.is_file() or any(path.rglob("*.py"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(PARTS)))
