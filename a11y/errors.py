"""Errors of a11y.

A11yError
└── KeymapError
    ├── UnknownCommand    a binding names a command that does not exist
    ├── BadChord          a key that cannot be written or read
    ├── DuplicateBinding  the same keys twice in one mode
    └── DeadPrefix        a sequence that can never be completed
"""

from __future__ import annotations


class A11yError(Exception):
    """Base of all errors of a11y."""


class KeymapError(A11yError):
    """A keymap that cannot be used; ``profile`` and ``keys`` say where."""

    def __init__(self, profile: str, keys: str, detail: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {profile}: {keys} {detail}".rstrip())
        self.profile = profile
        self.keys = keys
        self.detail = detail


class UnknownCommand(KeymapError):
    """A binding names a command that does not exist; ``detail`` is its name."""


class BadChord(KeymapError):
    """A key that cannot be read; ``detail`` is the part that is wrong."""


class DuplicateBinding(KeymapError):
    """The same keys are bound twice in one mode; ``detail`` is the second command."""


class DeadPrefix(KeymapError):
    """A sequence begins with keys that are bound themselves; ``detail`` is that binding."""
