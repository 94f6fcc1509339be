"""From the start of a process to its first picture, and its memory, beside Chromium's.

    python -m bench.start [RUNS]

A terminal process as the supervisor starts it, and ``chromium --kiosk`` (Debian's, where it
is installed) with a page of the same words, in turn on the same screen, each with an empty
private folder. The picture is there when the middle of the screen has more than one colour:
text on its ground. The first run of each warms the disk and is printed by itself. Memory is
the proportional set size: of the terminal process with its spare behind it, as always in
operation, and of all processes of Chromium, some seconds after the picture.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench._pixels import Pixels
from kiosk.private import PrivateFolder
from kiosk.terminal_process import TerminalProcess
from tests.harness.portal_server import PortalServer

WANTED_MS = 500.0
MOST_MIB = 200.0
LIMIT = 60.0
SETTLED = 5.0
"""Seconds after which everything is loaded."""

PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>一站</title>
<style>body{background:#f6f1e6;color:#1f1d1a;font:46px 'Noto Sans CJK SC';text-align:center}
h1{font:700 132px 'Noto Serif CJK SC'} a{display:block;margin:1em;padding:1em;color:#fff;
background:#1f5c4d;border-radius:14px}</style><h1>一站</h1><p>触摸屏幕开始办事</p>
<a href="#">简体中文</a><a href="#">繁體中文</a><a href="#">English</a></html>"""


def main(arguments: list[str]) -> int:
    """Exit code 1 where the terminal is slower or larger than is wanted."""
    runs = int(arguments[0]) if arguments else 7
    chromium = shutil.which("chromium")
    ours, theirs = [], []
    pixels = Pixels()
    with PortalServer() as portal:
        for _ in range(runs + 1):
            with terminal(pixels, portal.base_url) as measured:
                ours.append(measured)
            if chromium:
                with browser(pixels, chromium) as measured:
                    theirs.append(measured)
    slow = told("terminal", ours)
    if chromium:
        told("chromium --kiosk", theirs)
    else:
        print("chromium is not installed: nothing to compare with")
    return int(slow)


Measured = tuple[float, float]
"""Milliseconds to the first picture, and MiB."""


@contextmanager
def terminal(pixels: Pixels, portal: str) -> Iterator[Measured]:
    """One terminal process, shown as soon as it is ready."""
    environ = {**os.environ, "YIZHAN_PORTAL": portal, "YIZHAN_SCREEN_READER": "absent"}
    clear(pixels)
    began = time.monotonic()
    process = TerminalProcess(environ)
    asked = False

    def show() -> None:
        nonlocal asked
        process.receive()
        if process.ready and not asked:
            asked = True
            process.channel.send("show")

    try:
        came = pixels.until(drawn, show, limit=LIMIT)
        with spare(environ):
            yield 1000 * (came - began), memory(process.pid)
    finally:
        process.kill()
        process.finish()


@contextmanager
def spare(environ: dict[str, str]) -> Iterator[None]:
    """The process that waits behind the one that is shown."""
    process = TerminalProcess(environ)
    try:
        time.sleep(SETTLED)
        yield
    finally:
        process.kill()
        process.finish()


@contextmanager
def browser(pixels: Pixels, program: str) -> Iterator[Measured]:
    """Chromium, without what a first start asks."""
    folder = PrivateFolder()
    page = Path(tempfile.mkdtemp(dir=folder.path)) / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    command = [program, "--kiosk", "--no-first-run", "--no-sandbox", "--disable-gpu"]
    command += ["--window-size=1920,1080", "--window-position=0,0"]
    command += [f"--user-data-dir={folder.path / 'profile'}", page.as_uri()]
    clear(pixels)
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        env=folder.environment(os.environ),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        came = pixels.until(drawn, limit=LIMIT)
        time.sleep(SETTLED)
        yield 1000 * (came - began), memory(process.pid)
    finally:
        for pid in [process.pid, *below(process.pid)]:
            kill(pid)
        process.wait()
        folder.delete()


def drawn(colours: frozenset[int]) -> bool:
    """Whether there is more than an empty ground."""
    return len(colours) > 1


def clear(pixels: Pixels) -> None:
    """Wait until the last one is gone from the screen."""
    pixels.until(lambda colours: not drawn(colours), limit=LIMIT)


def memory(pid: int) -> float:
    """MiB of a process and all that it has started."""
    found = 0
    for one in [pid, *below(pid)]:
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        found += next(int(r.split()[1]) for r in rollup.splitlines() if r.startswith("Pss:"))
    return found / 1024


def below(pid: int) -> list[int]:
    """Processes that a process has started, and those that these have."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, left = [], [pid]
    while left:
        children = parents.get(left.pop(), [])
        found += children
        left += children
    return found


def kill(pid: int) -> None:
    """End one process."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def told(name: str, measured: list[Measured]) -> bool:
    """Print it; True where it is more than is wanted of a terminal."""
    first, *rest = [ms for ms, _ in measured]
    rest.sort()
    size = statistics.median(mib for _, mib in measured)
    median = statistics.median(rest)
    print(
        f"{name:18} start to first picture: first {first:6.0f}  median {median:6.0f}  "
        f"max {rest[-1]:6.0f} ms  n={len(rest)};  memory {size:5.0f} MiB PSS"
    )
    return median > WANTED_MS or size > MOST_MIB


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
