"""Which of our keys other programs use too: screen readers and the toolbars of Chinese sites.

Their keys are data (``keymaps/others``), each with where they are known from. A
meaning that is one of our command ids can agree with ours; anything else is a
conflict, which visitors who know the other program will meet.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from a11y.keymap import FOLDER, Keymap
from a11y.keys import Sequence, parse_sequence, write_sequence

OTHERS = FOLDER / "others"


@dataclass(frozen=True, slots=True)
class Other:
    """Another program's keys."""

    id: str
    name: str
    source: str
    """Where the keys are known from."""

    keys: Mapping[Sequence, str]
    """Keys and what they do: a command id of ours, or words."""

    unknown: str = ""
    """What of its keys nobody here knows: clashes with those are not found."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Keys that both use."""

    keys: str
    mode: str
    """The mode in which we use them; empty: in every mode."""

    ours: str
    theirs: str

    @property
    def agrees(self) -> bool:
        """Whether they mean the same."""
        return self.ours == self.theirs


def load_others(folder: Path = OTHERS) -> tuple[Other, ...]:
    """All programs known; raises BadChord for keys that cannot be read, or OSError."""
    return tuple(_other(path) for path in sorted(folder.glob("*.toml")))


def _other(path: Path) -> Other:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    keys = {parse_sequence(keys, path.stem): what for keys, what in table["keys"].items()}
    return Other(path.stem, table["name"], table["source"], keys, table.get("unknown", ""))


def shared(keymap: Keymap, other: Other) -> Iterator[Shared]:
    """The keys that a profile of ours has in common with another program."""
    for binding in keymap.bindings:
        theirs = other.keys.get(binding.sequence)
        if theirs is not None:
            mode = binding.mode.value if binding.mode is not None else ""
            yield Shared(write_sequence(binding.sequence), mode, binding.command, theirs)
