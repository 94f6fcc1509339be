"""The terminal's record of what happened, with nothing in it that is a person's.

One JSON object a line: time, terminal, event, error code, salted hash of the subject. The
types leave no room for a token, a name, a code or typed text.
"""

from __future__ import annotations

import json
import logging
import os
import re
import threading
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from auth.clock import Clock
from auth.errors import Code

_log = logging.getLogger(__name__)
MOST_BYTES = 1_000_000
"""After so many a new file begins."""

MOST_AGE = 30 * 86_400.0
"""After so many seconds too: nothing is kept for ever where few come."""

_SUBJECT = re.compile(r"[0-9a-f]{0,64}")


class AuditEvent(StrEnum):
    """What can be recorded."""

    SIGN_IN_STARTED = "sign_in_started"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    STEPPED_UP = "stepped_up"
    REFRESH_FAILED = "refresh_failed"
    ENDED = "ended"
    END_INCOMPLETE = "end_incomplete"
    VISITS_ENDED = "visits_ended"
    """After a crash, by the next process."""

    STAFF_SIGNED_IN = "staff_signed_in"
    ASSIST_BEGAN = "assist_began"
    ASSIST_UNMARKED = "assist_unmarked"
    """What is sent now does not say at the portal that staff helped; this line does."""

    ASSIST_ENDED = "assist_ended"

    PRINTED = "printed"
    """A job went to the printer; what is in it is not written down."""


class AuditLog:
    """Appends to ``path`` and keeps ``keep`` older files of ``most_bytes`` or ``most_age`` each.

    A disk that is full must not keep a visitor from leaving: a failure to write is logged.
    """

    def __init__(
        self,
        path: Path,
        terminal: str,
        clock: Clock,
        *,
        most_bytes: int = MOST_BYTES,
        most_age: float = MOST_AGE,
        keep: int = 5,
    ) -> None:
        self._path = path
        self._terminal = terminal
        self._clock = clock
        self._most_bytes = most_bytes
        self._most_age = most_age
        self._keep = keep
        self._lock = threading.Lock()

    def record(
        self,
        event: AuditEvent,
        *,
        code: Code | None = None,
        subject: str = "",
        actor: str = "",
    ) -> None:
        """Writes one line; ``subject`` is ``Visitor.sub_hash`` and nothing else.

        ``actor`` is the same of the member of staff who acts beside the subject.

        Raises:
            ValueError: ``subject`` or ``actor`` is not a hash.

        """
        if not (_SUBJECT.fullmatch(subject) and _SUBJECT.fullmatch(actor)):
            raise ValueError("subject")
        at = datetime.fromtimestamp(self._clock.wall(), UTC).isoformat(timespec="milliseconds")
        entry = {"at": at, "terminal": self._terminal, "event": event}
        if code is not None:
            entry["code"] = code
        if subject:
            entry["subject"] = subject
        if actor:
            entry["actor"] = actor
        with self._lock:
            try:
                self._append(json.dumps(entry, ensure_ascii=False) + "\n")
            except OSError:
                _log.exception("the audit log cannot be written")

    def _append(self, line: str) -> None:
        if self._size() + len(line.encode()) > self._most_bytes or self._age() > self._most_age:
            self._rotate()
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(self._path, flags, 0o600), "a", encoding="utf-8") as file:
            file.write(line)

    def _size(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    def _age(self) -> float:
        """Seconds since the first line; 0 where nobody knows."""
        try:
            with self._path.open(encoding="utf-8") as file:
                began = datetime.fromisoformat(json.loads(file.readline())["at"]).timestamp()
        except (OSError, ValueError, TypeError, KeyError):
            return 0.0
        return self._clock.wall() - began

    def _rotate(self) -> None:
        for number in range(self._keep, 0, -1):
            newer = self._older(number - 1)
            if newer.exists():
                newer.replace(self._older(number))

    def _older(self, number: int) -> Path:
        return self._path.with_name(f"{self._path.name}.{number}") if number else self._path
