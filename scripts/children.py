"""Processes that end with the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import IO, Self

GRACE = 10.0
"""Seconds between asking a process to end and ending it."""

_PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


class StoppedError(BaseException):
    """A signal asked this process to stop. No ``Exception``: nobody may swallow it."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


def stop_on_signals() -> None:
    """Turns the first SIGINT, SIGTERM or SIGHUP into StoppedError and ignores later ones.

    Later ones would interrupt the tidying up that the first one began.
    """
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(signum: int, _frame: FrameType | None) -> None:
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise StoppedError(signum)

    for each in signals:
        signal.signal(each, stop)


def adopt_orphans() -> None:
    """Makes this process the parent of any descendant whose own parent ends.

    So ``end_descendants`` finds them all, even after a supervisor was killed.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_descendants(grace: float = 2.0) -> None:
    """Ends every child that is left, and the children they leave."""
    deadline = time.monotonic() + grace
    while left := _own_children():
        late = time.monotonic() > deadline
        for pid in left:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL if late else signal.SIGTERM)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(0.05)


def _own_children() -> list[int]:
    task = Path("/proc/self/task")
    found: list[int] = []
    for thread in task.iterdir():
        with suppress(FileNotFoundError):  # a thread may end meanwhile
            found += map(int, (thread / "children").read_text(encoding="ascii").split())
    return found


class Children:
    """The processes started here, ended in the opposite order on leaving.

    The kernel ends them too if this process is killed (parent-death signal).
    """

    def __init__(self) -> None:
        self._started: list[subprocess.Popen[bytes]] = []

    def start(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        log: IO[bytes] | int | None = None,
        pass_fds: Sequence[int] = (),
        own_session: bool = True,
    ) -> subprocess.Popen[bytes]:
        """Starts ``command``.

        In a session of its own Ctrl+C does not reach it: it is ended in its turn.
        ``log`` takes both its outputs; None leaves them on ours.
        """
        process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", "--", *command],
            env=env,
            stdin=subprocess.DEVNULL if own_session else None,
            stdout=log,
            stderr=log,
            pass_fds=pass_fds,
            start_new_session=own_session,
        )
        self._started.append(process)
        return process

    def wait_for_any(self) -> subprocess.Popen[bytes]:
        """Waits until one of the started processes ends, and returns it."""
        while True:
            for process in self._started:
                if process.poll() is not None:
                    return process
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOWAIT)
            if ended and ended.si_pid not in {process.pid for process in self._started}:
                os.waitpid(ended.si_pid, 0)  # an adopted orphan

    def close(self) -> None:
        """Ends them, the last started first."""
        while self._started:
            end(self._started.pop())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def end(process: subprocess.Popen[bytes], signum: int = signal.SIGTERM) -> int:
    """Asks ``process`` to end, ends it after GRACE seconds; returns its exit code."""
    if process.poll() is None:
        process.send_signal(signum)
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()
