"""Runs the terminal: on this machine's screen, or on a virtual one that can be watched.

Everything it starts ends with it. Started by ``make run`` in the prepared place; the
arguments go to ``main.py run``.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from scripts import children, display, sound
from scripts.desk import private_folder, runtime_folder
from scripts.problem import ProblemError

SIZE = (1920, 1080)


def main(arguments: list[str]) -> int:
    """Runs until the terminal ends or a signal asks to stop, which is success."""
    children.adopt_orphans()
    children.stop_on_signals()
    try:
        with private_folder() as folder:
            try:
                return _run(folder, arguments)
            finally:
                children.end_descendants()
    except children.StoppedError:
        print("\nyizhan: stopped", flush=True)
        return 0


def _run(folder: Path, arguments: list[str]) -> int:
    with children.Children() as started:
        env = {**os.environ, **runtime_folder(os.environ, folder)}
        env |= _sound(started, folder, env)
        env |= _screen(started, folder, env)
        command = [sys.executable, "main.py", "run", *arguments]
        terminal = started.start(command, env=env)
        ended = started.wait_for_any()
        if ended is not terminal:
            raise ProblemError("the virtual screen or the sound server ended by itself")
        return ended.returncode if ended.returncode >= 0 else 128 - ended.returncode


def _screen(started: children.Children, folder: Path, env: dict[str, str]) -> dict[str, str]:
    name = env.get("DISPLAY", "")
    if name and display.usable(name):
        print(f"yizhan: on the screen {name}", flush=True)
        return {}
    screen, watching = display.start_watched(started, folder, SIZE)
    width, height = screen.size
    print(f"yizhan: no screen here; on a virtual one of {width} x {height}.", flush=True)
    print(display.how_to_watch(watching), flush=True)
    return screen.env


def _sound(started: children.Children, folder: Path, env: dict[str, str]) -> dict[str, str]:
    server = sound.answering(env)
    if server:
        return {"PULSE_SERVER": server}
    print("yizhan: no sound server here; what is said is shown as captions", flush=True)
    try:
        return {"PULSE_SERVER": sound.start_private(started, folder)}
    except ProblemError as problem:
        print(f"yizhan: {problem}", file=sys.stderr, flush=True)
        return {}


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ProblemError as problem:
        print(f"yizhan: {problem}", file=sys.stderr)
        sys.exit(1)
