"""Rules of the house about any text file, as functions from text to faults.

A fault is ``line: what``. Each rule is proved able to fail in test_text_rules.py.
"""

from __future__ import annotations

import re
from pathlib import Path

FILE_LINES = 400

_COUNTED = {".py", ".js", ".sh", ".css"}
_UNCOUNTED = {"tests", "migrations"}

# Written apart, so that this file keeps the rules it states.
_REGISTRIES = (
    r"\bpypi" + r"\.(?:org|python\.org)",
    r"python" + r"hosted\.org",
    r"\bnpm" + r"js\.(?:org|com)",
    r"\bcrates" + r"\.io",
    r"\brubygems" + r"\.org",
    r"\bproxy\.golang" + r"\.org",
    r"\b(?:docker|ghcr|quay)" + r"\.io",
)
_MACHINE_PATHS = (
    r"(?<![\w.~-])/" + r"(?:root|work|opt)/",
    r"(?<![\w.~-])/" + r"home/(?!somebody\b)\w",  # somebody: the made-up user of examples
    r"\.py" + r"env\b",
)


def counted(path: Path) -> bool:
    """True for a file whose length is limited: code outside tests and migrations."""
    return path.suffix in _COUNTED and not _UNCOUNTED & set(path.parts)


def too_long(text: str) -> list[str]:
    """A file of more than FILE_LINES lines."""
    lines = len(text.splitlines())
    return [f"{lines}: lines of {FILE_LINES}"] if lines > FILE_LINES else []


def registry_hosts(text: str) -> list[str]:
    """Names of package registries: where packages come from is the machine's matter."""
    return _found(_REGISTRIES, text)


def machine_paths(text: str) -> list[str]:
    """Paths that exist on one person's machine only."""
    return _found(_MACHINE_PATHS, text)


def _found(patterns: tuple[str, ...], text: str) -> list[str]:
    whole = re.compile("|".join(patterns))
    return [
        f"{number}: {found[0]}"
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := whole.search(line))
    ]
