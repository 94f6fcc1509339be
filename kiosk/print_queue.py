"""The printer, through the commands of CUPS: ``lp``, ``lpstat`` and ``cancel``.

Each is called with fixed arguments and a limit of ``PATIENCE`` seconds; the PDF goes
through standard input. No title, file or page around the job names anybody.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from kiosk.paper import Sheet

PATIENCE = 8.0
COMMANDS = Path("/usr/bin")
_QUEUED = re.compile(r"request id is (\S+-\d+) ")
_DEFAULT = re.compile(r"system default destination: (\S+)")


class PrintFailed(Exception):
    """Why nothing is printed: ``no_printer``, ``stopped``, ``no_paper`` or ``failed``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Printer:
    """One destination of CUPS; safe to use from several threads."""

    def __init__(
        self,
        name: str = "",
        commands: Path = COMMANDS,
        record: Callable[[], None] = lambda: None,
    ) -> None:
        self._name = name
        self._commands = commands
        self._record = record

    def send(self, sheet: Sheet) -> str:
        """Hand a sheet over; returns the job's id. Raises PrintFailed."""
        name = self._destination()
        options = ("-o", "job-sheets=none", "-o", f"media={sheet.media}")
        done = self._run("lp", "-d", name, "-t", "yizhan", *options, "-", data=sheet.pdf)
        found = _QUEUED.search(done.stdout)
        if done.returncode or found is None:
            raise PrintFailed("stopped" if "not accepting" in done.stderr else "no_printer")
        self._record()
        return found.group(1)

    def waiting(self, job: str) -> bool:
        """Whether a job is still to come out; raises PrintFailed where something hinders it."""
        name = job.rpartition("-")[0]
        listed = self._run("lpstat", "-W", "not-completed", "-o", name)
        if listed.returncode:
            raise PrintFailed("no_printer")
        if job not in (line.partition(" ")[0] for line in listed.stdout.splitlines()):
            return False
        told = self._run("lpstat", "-l", "-p", name).stdout
        if "media-empty" in told or "media-needed" in told:
            raise PrintFailed("no_paper")
        if f"printer {name} disabled" in told:
            raise PrintFailed("stopped")
        return True

    def drop(self, job: str) -> bool:
        """Take a job back with its data; True once it is no longer in the queue."""
        try:
            self._run("cancel", "-x", job)
            listed = self._run("lpstat", "-W", "not-completed", "-o", job.rpartition("-")[0])
        except PrintFailed:
            return False
        return not listed.returncode and job not in listed.stdout.split()

    def _destination(self) -> str:
        if self._name:
            return self._name
        found = _DEFAULT.search(self._run("lpstat", "-d").stdout)
        if found is None:
            raise PrintFailed("no_printer")
        return found.group(1)

    def _run(
        self, command: str, *arguments: str, data: bytes = b""
    ) -> subprocess.CompletedProcess[str]:
        try:
            done = subprocess.run(  # noqa: S603 - fixed commands, arguments from the configuration
                [self._commands / command, *arguments],
                input=data,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
                env={**os.environ, "LC_ALL": "C"},
            )
        except OSError as error:
            raise PrintFailed("no_printer") from error
        except subprocess.TimeoutExpired as error:
            raise PrintFailed("failed") from error
        out, err = (part.decode("utf-8", "replace") for part in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)
