"""A printer, through the commands of CUPS: ``lp``, ``lpstat`` and ``cancel``.

Each is called with fixed arguments and a limit of ``PATIENCE`` seconds; the PDF goes
through standard input. No title, file or page around the job names anybody.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock

from kiosk.config import Config
from kiosk.paper import Sheet
from views.compose.printing import Paper

PATIENCE = 8.0
COMMANDS = Path("/usr/bin")
TITLE = "yizhan"
"""Of every job: it may come to stand in a log."""

_QUEUED = re.compile(r"request id is (\S+-\d+) ")
_REASONS = {
    "media-empty": "no_paper",
    "media-needed": "no_paper",
    "media-jam": "jam",
    "cover-open": "open",
    "door-open": "open",
    "interlock-open": "open",
    "toner-empty": "no_ink",
    "marker-supply-empty": "no_ink",
    "offline": "unreachable",
    "timed-out": "unreachable",
    "shutdown": "unreachable",
    "paused": "stopped",
}
"""Reasons of a printer's state (RFC 8011 section 5.4.12) as a visitor knows them."""

HINDRANCES = tuple("no_printer unreachable stopped no_paper jam open no_ink failed".split())
"""All that can keep paper from coming out."""

_HARMLESS = ("-report", "-warning")
_TROUBLE = re.compile(r"fail|error|abort|unable|cannot|unsupported", re.IGNORECASE)
"""In what the queue says last of a job that is gone."""


class PrintFailed(Exception):
    """Why nothing is printed; ``code`` is one of ``HINDRANCES``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Printer:
    """One destination of CUPS; safe to use from several threads."""

    def __init__(
        self,
        name: str,
        commands: Path = COMMANDS,
        record: Callable[[], None] = lambda: None,
    ) -> None:
        self._name = name
        self._commands = commands
        self._record = record
        self._one = Lock()
        """Whoever empties the queue waits for a job that is just being handed over."""

    def check(self) -> None:
        """Raises PrintFailed where a job would not even begin.

        What a printer said during the job before (no paper) stands until the next, and is not
        asked here: nobody could ever print again.
        """
        if is_stopped(self._told()):
            raise PrintFailed("stopped")

    def send(self, sheet: Sheet) -> str:
        """Hand a sheet over; returns the job's id. Raises PrintFailed."""
        self.check()
        options = ("-o", "job-sheets=none", "-o", f"media={sheet.media}")
        with self._one:
            done = self._run("lp", "-d", self._name, "-t", TITLE, *options, "-", data=sheet.pdf)
        found = _QUEUED.search(done.stdout)
        if done.returncode or found is None:
            raise PrintFailed("stopped" if "not accepting" in done.stderr else "failed")
        self._record()
        return found.group(1)

    def waiting(self, job: str) -> bool:
        """Whether a job is still to come out; raises PrintFailed where something hinders it.

        In the first seconds that may be what hindered the job before.
        """
        listed = self._run("lpstat", "-W", "not-completed", "-o", self._name)
        told = self._told()
        found = hindrance(told)
        if found:
            raise PrintFailed(found)
        if job in _first_words(listed.stdout):
            return True
        if _TROUBLE.search(message(told)):
            raise PrintFailed("failed")
        return False

    def drop(self, job: str) -> bool:
        """Take a job back with its data; True once it is no longer in the queue."""
        return self._without("-x", job, gone=lambda listed: job not in listed)

    def clear(self) -> bool:
        """Take back everything that was sent from here; True once there is nothing."""
        with self._one:
            return self._without("-a", "-x", self._name, gone=lambda listed: not listed)

    def keeps_history(self) -> bool:
        """Whether the queue keeps jobs that are over; tried with one that is never printed.

        Raises PrintFailed.
        """
        self._told()
        held = self._run("lp", "-d", self._name, "-t", TITLE, "-H", "hold", "-", data=b"yizhan\n")
        found = _QUEUED.search(held.stdout)
        if found is None:
            raise PrintFailed("stopped" if "not accepting" in held.stderr else "failed")
        job = found.group(1)
        self._run("cancel", job)
        kept = self._run("lpstat", "-W", "completed", "-o", self._name).stdout
        self.drop(job)
        return job in _first_words(kept)

    def _without(self, *of: str, gone: Callable[[tuple[str, ...]], bool]) -> bool:
        try:
            self._run("cancel", *of)
            listed = self._run("lpstat", "-W", "not-completed", "-o", self._name)
        except PrintFailed:
            return False
        return not listed.returncode and gone(tuple(_first_words(listed.stdout)))

    def _told(self) -> str:
        """What is said of the printer. Raises PrintFailed where there is none."""
        found = self._run("lpstat", "-l", "-p", self._name)
        if found.returncode or not found.stdout.startswith("printer "):
            runs = self._run("lpstat", "-r").stdout
            raise PrintFailed("no_printer" if "is running" in runs else "unreachable")
        return found.stdout

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
            raise PrintFailed("unreachable") from error
        out, err = (part.decode("utf-8", "replace") for part in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def printers(config: Config, record: Callable[[], None] = lambda: None) -> dict[Paper, Printer]:
    """What a terminal prints on, by its paper; that of pages first."""
    receipt = Paper(f"receipt{config.receipt_width}")
    named = {Paper.A4: config.printer_a4, receipt: config.printer_receipt}
    return {paper: Printer(name, record=record) for paper, name in named.items() if name}


def hindrance(told: str) -> str:
    """What of ``lpstat -l -p`` keeps paper from coming out; empty for nothing."""
    lines = told.splitlines()
    alerts = next((one for one in lines if one.startswith("\tAlerts: ")), "").split()[1:]
    for alert in alerts:
        reason = next((one for one in _REASONS if alert.startswith(one)), "")
        if reason and not alert.endswith(_HARMLESS):
            return _REASONS[reason]
    return "stopped" if is_stopped(told) else ""


def is_stopped(told: str) -> bool:
    """Whether ``lpstat -l -p`` tells of a printer that begins no job or takes none."""
    first, *lines = told.splitlines() or [""]
    return " disabled since " in first or "\tRejecting Jobs" in lines


def message(told: str) -> str:
    """What ``lpstat -l -p`` says last of the printer in its driver's own words; may be empty."""
    line = told.splitlines()[1:2]
    return "" if not line or line[0].startswith("\tForm mounted") else line[0].strip()


def _first_words(listed: str) -> Iterator[str]:
    return (line.split(" ")[0] for line in listed.splitlines() if line and line[0] != "\t")
