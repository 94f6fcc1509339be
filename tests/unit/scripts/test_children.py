from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from scripts.children import Children

_ROOT = Path(__file__).resolve().parents[3]
_KEEPER = """
import subprocess, sys
from scripts import children
children.adopt_orphans()
children.stop_on_signals()
try:
    with children.Children() as started:
        started.start(["sh", "-c", "setsid sleep 60 & echo $!; exec sleep 60"])
        started.wait_for_any()
except children.StoppedError:
    children.end_descendants()
"""


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _gone(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while _alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not _alive(pid)


def test_the_last_started_ends_first(tmp_path: Path) -> None:
    said = tmp_path / "said"
    script = "trap 'echo {0} >> {1}; exit' TERM; echo up >> {1}; while :; do sleep 0.05; done"
    with Children() as started:
        for name in ("first", "second"):
            started.start(["sh", "-c", script.format(name, said)])
        while not said.exists() or said.read_text().count("up") < 2:
            time.sleep(0.02)
    assert said.read_text().split()[2:] == ["second", "first"]


def test_a_child_does_not_outlive_a_parent_that_was_killed() -> None:
    keeper = subprocess.Popen(
        [sys.executable, "-c", _KEEPER], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    )
    assert keeper.stdout
    stray = int(keeper.stdout.readline())
    [child] = Path(f"/proc/{keeper.pid}/task/{keeper.pid}/children").read_text().split()
    keeper.kill()
    keeper.wait()
    keeper.stdout.close()
    assert _gone(int(child))
    os.kill(stray, signal.SIGKILL)


def test_a_signal_ends_even_a_grandchild_that_left_its_session() -> None:
    keeper = subprocess.Popen(
        [sys.executable, "-c", _KEEPER], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    )
    assert keeper.stdout
    stray = int(keeper.stdout.readline())
    assert _alive(stray)
    keeper.terminate()
    keeper.wait(10)
    keeper.stdout.close()
    assert _gone(stray)
