"""Keymaps: data that binds key sequences to command ids, one TOML file a profile.

A lookup has three outcomes: nothing, part of a sequence, a command (after
qutebrowser's BindingTrie). The loader refuses unknown commands, duplicates and
sequences that could never be completed, naming each.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from a11y.errors import BadChord, DeadPrefix, DuplicateBinding, UnknownCommand
from a11y.keys import KeyChord, Sequence, parse_sequence, write_sequence

FOLDER = Path(__file__).parent / "keymaps"


class Mode(StrEnum):
    """Where keys go: reading, typing into a field, composing characters, learning the keys."""

    BROWSE = "browse"
    FOCUS = "focus"
    TYPE = "type"
    HELP = "help"


class Outcome(StrEnum):
    """What a lookup found."""

    NONE = "none"
    PARTIAL = "partial"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Match:
    """The outcome of a lookup; ``command`` is set for EXACT only."""

    outcome: Outcome
    command: str = ""


@dataclass(slots=True)
class _Branch:
    command: str = ""
    next: dict[KeyChord, _Branch] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Binding:
    """One line of a keymap; ``mode`` None holds in every mode."""

    sequence: Sequence
    command: str
    mode: Mode | None = None


class Keymap:
    """The bindings of one profile, of every mode."""

    def __init__(self, profile: str, bindings: Collection[Binding]) -> None:
        self.profile = profile
        self.bindings = tuple(bindings)
        self._roots: dict[Mode | None, _Branch] = {}
        for binding in bindings:
            self._add(binding)

    def match(self, sequence: Sequence, mode: Mode) -> Match:
        """Look a sequence up, the mode's own bindings before those of every mode."""
        partial = False
        for root in (self._roots.get(mode), self._roots.get(None)):
            branch = _follow(root, sequence)
            if branch and branch.command:
                return Match(Outcome.EXACT, branch.command)
            partial = partial or branch is not None
        return Match(Outcome.PARTIAL if partial else Outcome.NONE)

    def binds(self, chord: KeyChord, mode: Mode) -> bool:
        """Whether a mode itself, not every mode, binds a chord or begins a sequence with it."""
        return _follow(self._roots.get(mode), (chord,)) is not None

    def keys_of(self, command: str) -> tuple[Sequence, ...]:
        """Every sequence that calls a command, in the order of the file."""
        return tuple(b.sequence for b in self.bindings if b.command == command)

    def _add(self, binding: Binding) -> None:
        branch = self._roots.setdefault(binding.mode, _Branch())
        written = write_sequence(binding.sequence)
        for chord in binding.sequence:
            if branch.command:
                raise DeadPrefix(self.profile, written, branch.command)
            branch = branch.next.setdefault(chord, _Branch())
        if branch.command:
            raise DuplicateBinding(self.profile, written, binding.command)
        if branch.next:
            raise DeadPrefix(self.profile, written, binding.command)
        branch.command = binding.command


def _follow(root: _Branch | None, sequence: Sequence) -> _Branch | None:
    branch = root
    for chord in sequence:
        if branch is None:
            return None
        branch = branch.next.get(chord)
    return branch


def load(path: Path, commands: Collection[str]) -> Keymap:
    """Read a profile; raises KeymapError naming the line, or OSError."""
    profile = path.stem
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadChord(profile, "", str(error)) from error
    bindings = list(_bindings(profile, tables))
    for binding in bindings:
        if binding.command not in commands:
            raise UnknownCommand(profile, write_sequence(binding.sequence), binding.command)
    return Keymap(profile, bindings)


def _bindings(profile: str, tables: Mapping[str, Mapping[str, str]]) -> Iterator[Binding]:
    for name, table in tables.items():
        if name != "always" and name not in set(Mode):
            raise BadChord(profile, f"[{name}]")
        mode = None if name == "always" else Mode(name)
        for written, command in table.items():
            yield Binding(parse_sequence(written, profile), command, mode)


def merged(keymaps: Collection[Keymap]) -> Keymap:
    """Several profiles as one; where two bind the same keys in a mode, the first wins."""
    found: dict[tuple[Mode | None, Sequence], Binding] = {}
    for keymap in keymaps:
        for binding in keymap.bindings:
            found.setdefault((binding.mode, binding.sequence), binding)
    return Keymap("+".join(keymap.profile for keymap in keymaps), tuple(found.values()))
