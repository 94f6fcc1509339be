"""Errors of a11y.

A11yError
└── KeymapError
    ├── Unreadable        the file is not there, cannot be read, or is no text
    ├── NotToml           the file is not written as TOML
    ├── NoBindings        the file binds nothing
    ├── WrongShape        something else than keys and the name of a command
    ├── UnknownMode       a table that is no mode
    ├── BadChord          a key that cannot be written or read
    ├── UnknownCommand    a binding names a command that does not exist
    ├── DuplicateBinding  the same keys twice in one mode
    ├── DeadPrefix        a sequence that can never be completed
    └── Clash             two profiles that cannot be used together
"""

from __future__ import annotations

import re


class A11yError(Exception):
    """Base of all errors of a11y."""


class KeymapError(A11yError):
    """A keymap that cannot be used; ``profile``, ``line`` (from 1; 0: unknown) and ``keys`` say
    where, ``file`` is set by the loader.
    """

    def __init__(
        self, profile: str, keys: str = "", detail: str = "", *, mode: str = "", line: int = 0
    ) -> None:
        super().__init__(profile, keys, detail)
        self.profile = profile
        self.keys = keys
        self.detail = detail
        self.mode = mode
        """The table it stands in."""

        self.line = line
        self.file = ""

    @property
    def kind(self) -> str:
        """The name of the class in small letters: ``unknown_command``."""
        return re.sub("(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()

    @property
    def place(self) -> str:
        """File and line, as compilers write them."""
        file = self.file or self.profile
        return f"{file}:{self.line}" if self.line else file

    def __str__(self) -> str:
        return f"{self.place}: {self.kind} {self.keys} {self.detail}".rstrip()


class Unreadable(KeymapError):
    """The file cannot be read; ``detail`` is the system's reason."""


class NotToml(KeymapError):
    """The file is not TOML, or has the same keys twice in a table; ``detail`` is the parser's."""


class NoBindings(KeymapError):
    """The file binds nothing."""


class WrongShape(KeymapError):
    """``keys`` stands for something that is not the name of a command (``detail``)."""


class UnknownMode(KeymapError):
    """A table that is no mode; ``detail`` names those there are."""


class UnknownCommand(KeymapError):
    """A binding names a command that does not exist; ``detail`` is its name."""


class BadChord(KeymapError):
    """A key that cannot be read; ``detail`` is the part that is wrong."""


class DuplicateBinding(KeymapError):
    """The same keys are bound twice in one mode; ``detail`` is the second command."""


class DeadPrefix(KeymapError):
    """A sequence begins with keys that are bound themselves; ``detail`` is that binding."""


class Clash(KeymapError):
    """Two profiles bind the same keys to different commands; ``detail`` is the other profile."""
