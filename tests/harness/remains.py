"""What is left of a visitor: in files, logs and the memory of processes."""

from __future__ import annotations

import hashlib
import io
import os
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

_CHUNK = 1 << 16
_OVERLAP = 1 << 10
_ZEROS = bytes(_CHUNK + _OVERLAP)
"""Most of a process is this, and need not be searched."""

_MOST = 64 << 20
_SECRET = re.compile(rb"\0([A-Za-z0-9_-]{43})\0")
"""256 random bits in base64url, as our server writes its tokens; Python puts zeros around them."""


def forms(canary: str) -> tuple[bytes, ...]:
    """How a string lies in memory: UTF-8, Qt's and Python's two wider forms."""
    return (canary.encode(), canary.encode("utf-16-le"), canary.encode("utf-32-le"))


def memory(pid: int) -> Iterator[bytes]:
    """All that a process could have written to, piece by piece with an overlap."""
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as file:
        for line in maps:
            bounds, access, *_ = line.split()
            if not access.startswith("rw"):
                continue
            start, end = (int(part, 16) for part in bounds.split("-"))
            yield from _pieces(file, start, end)


def _pieces(file: io.FileIO, start: int, end: int) -> Iterator[bytes]:
    for at in range(start, end, _CHUNK):
        try:
            file.seek(at)
            piece = file.read(min(_CHUNK + _OVERLAP, end - at))
        except (OSError, ValueError, OverflowError):  # what cannot be read holds nothing of ours
            continue
        if piece != _ZEROS[: len(piece)]:
            yield piece


def in_memory(pid: int, canaries: Mapping[str, str]) -> set[str]:
    """The names of the canaries that the process holds; none if it is just ending."""
    wanted = {name: forms(text) for name, text in canaries.items()}
    found: set[str] = set()
    try:
        for piece in memory(pid):
            found |= {name for name, ways in wanted.items() if any(way in piece for way in ways)}
    except OSError:  # its memory goes before its number does
        if not _ends(pid):
            raise
        return set()
    return found


def _ends(pid: int, seconds: float = 5.0) -> bool:
    """Whether a process ends by itself within that time."""
    end = time.monotonic() + seconds
    while Path(f"/proc/{pid}/maps").exists() and time.monotonic() < end:
        try:
            if not Path(f"/proc/{pid}/cmdline").read_bytes():
                return True  # only its exit code is left
        except OSError:
            return True
        time.sleep(0.05)
    return not Path(f"/proc/{pid}/maps").exists()


def tokens_of(pid: int, digests: Collection[str]) -> set[str]:
    """The tokens that a process holds, known by their SHA-256 in the server's records."""
    candidates = {found for piece in memory(pid) for found in _SECRET.findall(piece)}
    named = {hashlib.sha256(each).hexdigest(): each.decode() for each in candidates}
    return {named[digest] for digest in digests if digest in named}


def in_files(
    folders: Iterable[Path], canaries: Mapping[str, str], since: float, without: Iterable[Path]
) -> set[str]:
    """``name in path`` for each file changed after ``since`` (POSIX seconds) that holds one."""
    left_out = tuple(without)
    found = set()
    for path in (path for folder in folders for path in _files(folder)):
        if any(path.is_relative_to(other) for other in left_out):
            continue
        for name in _read(path, canaries, since):
            found.add(f"{name} in {path}")
    return found


def _files(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):  # which passes over what vanishes meanwhile
        yield from (Path(place, name) for name in names)


def _read(path: Path, canaries: Mapping[str, str], since: float) -> set[str]:
    try:
        status = path.lstat()
        if not path.is_file() or path.is_symlink():
            return set()
        if status.st_mtime < since or status.st_size > _MOST:
            return set()
        held = path.read_bytes()
    except OSError:  # gone meanwhile
        return set()
    return {name for name, text in canaries.items() if any(way in held for way in forms(text))}


def family(pid: int) -> set[int]:
    """The processes that descend from ``pid``, with it."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found
