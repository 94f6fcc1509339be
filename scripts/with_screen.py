"""Runs a command with a screen and a sound server of its own, seen and heard by nobody.

    python -m scripts.with_screen [--size 1920x1080] [--record-dir FOLDER] -- COMMAND...

``--record-dir`` keeps what was played as ``sound.wav``. The exit code is the command's.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from scripts import children, display, sound
from scripts.desk import private_folder
from scripts.problem import ProblemError


def main(arguments: list[str]) -> int:
    """Runs the command; a signal that arrives here is handed to it and waited for."""
    options = _parse(arguments)
    children.adopt_orphans()
    children.stop_on_signals()
    try:
        with private_folder() as folder:
            try:
                return _run(options, folder)
            finally:
                children.end_descendants()
    except children.StoppedError as stopped:
        return 128 + stopped.signum


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="with_screen", description=__doc__)
    parser.add_argument("--size", type=_size, default=(1920, 1080), metavar="WxH")
    parser.add_argument("--record-dir", type=Path, metavar="FOLDER")
    parser.add_argument("command", nargs="+")
    return parser.parse_args(arguments)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def _run(options: argparse.Namespace, folder: Path) -> int:
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    with children.Children() as started:
        env = {**os.environ, "XDG_RUNTIME_DIR": str(runtime)}
        env |= display.start_hidden(started, folder, options.size).env
        env["PULSE_SERVER"] = sound.start_private(started, folder)
        if options.record_dir:
            _record(started, options.record_dir, env)
        command = started.start(options.command, env=env, own_session=False)
        return _wait(command)


def _record(started: children.Children, folder: Path, env: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    command = ["parec", f"--device={sound.SINK}.monitor", "--latency-msec=50"]
    started.start([*command, "--file-format=wav", str(folder / "sound.wav")], env=env)


def _wait(command: subprocess.Popen[bytes]) -> int:
    try:
        code = command.wait()
    except children.StoppedError as stopped:
        typed = stopped.signum == signal.SIGINT and sys.stdin.isatty()  # it got Ctrl+C itself
        code = command.wait(children.GRACE) if typed else children.end(command, stopped.signum)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ProblemError as problem:
        print(f"with_screen: {problem}", file=sys.stderr)
        sys.exit(1)
