"""Reading a lock file of requirements, and what must hold for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==(?P<version>[^\s;]+)")
_HASH = re.compile(r"--hash=(sha256:[0-9a-f]{64})(?=\s|$)")
_PLACE = re.compile(r"://|@\s|--(?:index|extra-index|find-links|trusted-host)|^-[fi]\b")


@dataclass(frozen=True, slots=True)
class Locked:
    """A package as a lock file fixes it."""

    version: str
    hashes: frozenset[str]


def normal(name: str) -> str:
    """One spelling for a package's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(text: str) -> list[str]:
    """The requirements of ``text``: comments gone, continued lines joined."""
    kept = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(kept).replace("\\\n", " ")
    return [" ".join(line.split()) for line in joined.splitlines() if line.strip()]


def faults(text: str) -> list[str]:
    """Requirements without an exact version or a hash, and any that name a place."""
    return [
        f"{entry.partition(' ')[0]}: {fault}" for entry in entries(text) if (fault := _fault(entry))
    ]


def _fault(entry: str) -> str:
    if _PLACE.search(entry):
        return "names a place"
    if not _PINNED.match(entry):
        return "is not pinned"
    return "" if _HASH.search(entry) else "has no hash"


def read(text: str) -> dict[str, Locked]:
    """The packages of a lock file without faults, by normal name."""
    found = {}
    for entry in entries(text):
        pinned = _PINNED.match(entry)
        if pinned:
            hashes = frozenset(_HASH.findall(entry))
            found[normal(pinned["name"])] = Locked(pinned["version"], hashes)
    return found


def asked(text: str) -> dict[str, str | None]:
    """What a ``.in`` file asks for, by normal name: the exact version, or None for any."""
    found: dict[str, str | None] = {}
    for entry in entries(text):
        name = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", entry)
        if name:
            pinned = _PINNED.match(entry)
            found[normal(name[0])] = pinned["version"] if pinned else None
    return found
