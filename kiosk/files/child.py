"""The process that reads one attachment: ``python -m kiosk.files.child``, asked by a pipe.

A line of JSON asks, a line answers; bytes follow the line that tells their number. It opens no
file and no connection of its own, and may take only so much memory and time.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from kiosk.files import docx, odt
from kiosk.files.ofd import ENTRY, Ofd
from kiosk.files.package import MAGIC as PACKED
from kiosk.files.package import opened
from kiosk.files.vocabulary import Block, Unreadable

MEMORY = 512 * 1024 * 1024
"""Bytes of data; pdfium takes some 60 MB for a large sheet."""

CPU_SECONDS = 60
"""For one file and all its pictures; the terminal starts another process after that."""

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38  # linux/prctl.h
Answer = tuple[dict[str, Any], bytes]
Sheet = tuple[list[Block], bool]


def main() -> None:
    """Answers until nobody asks any more."""
    _limit()
    _serve(sys.stdin.buffer, sys.stdout.buffer)


def _limit() -> None:
    system = ctypes.CDLL(None)
    system.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    for what, most in (
        (resource.RLIMIT_DATA, MEMORY),  # not RLIMIT_AS: pdfium reserves addresses it never uses
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def _serve(asked: BinaryIO, told: BinaryIO) -> None:
    file: _File | None = None
    for line in asked:
        ask = json.loads(line)
        if "size" in ask:
            file = _File(asked.read(ask["size"]))
        if file is None:
            raise LookupError("no file to read from")
        answer, data = _answer(file, ask)
        told.write(json.dumps(answer).encode("ascii") + b"\n" + data)
        told.flush()


def _answer(file: _File, ask: dict[str, Any]) -> Answer:
    try:
        if "picture" in ask:
            picture = file.picture(ask["picture"])
            return {"size": len(picture)}, picture
        return file.read(ask["first"], ask["most"]), b""
    except Unreadable as error:
        return {"reason": error.reason}, b""
    except (MemoryError, RecursionError):
        return {"reason": "large"}, b""


class _File:
    """What a file is, its first bytes tell; what the portal calls it counts for nothing."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._opened: Any = None

    def read(self, first: int, most: int) -> dict[str, Any]:
        """The blocks of a text, or up to ``most`` sheets from number ``first``."""
        if self._data.startswith(PACKED):
            return self._packed(first, most)
        return self._sheets(self._pdf(), first, most)

    def _packed(self, first: int, most: int) -> dict[str, Any]:
        """Which office format it is, the parts tell that only one of them has."""
        with opened(self._data) as package:
            names = frozenset(package.namelist())
        if ENTRY in names:
            if self._opened is None:
                self._opened = Ofd(self._data)
            return {**self._sheets(self._opened, first, most), "pictures": False}
        read = docx.blocks if "[Content_Types].xml" in names else odt.blocks
        blocks, whole = read(self._data)
        return {"blocks": blocks, "whole": whole}

    def _sheets(self, document: Any, first: int, most: int) -> dict[str, Any]:
        found = {
            number: document.sheet(number)
            for number in range(first, min(first + most - 1, document.total) + 1)
        }
        if not any(found.values()):
            raise Unreadable("faulty")
        sheets: dict[int, Sheet] = {number: made or ([], True) for number, made in found.items()}
        return {
            "total": document.total,
            "sheets": [{"number": n, "blocks": blocks} for n, (blocks, _) in sheets.items()],
            "whole": all(whole for _, whole in sheets.values()),
        }

    def picture(self, number: int) -> bytes:
        """Sheet ``number`` as PNG."""
        if self._data.startswith(PACKED):
            raise Unreadable("kind")
        picture: Callable[[int], bytes] = self._pdf().picture
        return picture(number)

    def _pdf(self) -> Any:
        from kiosk.files.pdf import MAGIC, Pdf  # noqa: PLC0415 - a text needs no pdfium

        if docx.is_locked(self._data):
            raise Unreadable("locked")
        if MAGIC not in self._data[:1024]:  # some programs put a line of their own before it
            raise Unreadable("kind")
        if self._opened is None:
            self._opened = Pdf(self._data)
        return self._opened


if __name__ == "__main__":
    main()
