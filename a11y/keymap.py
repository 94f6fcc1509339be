"""Keymaps: data that binds key sequences to command ids, one TOML file a profile.

A lookup has three outcomes: nothing, part of a sequence, a command (after
qutebrowser's BindingTrie). The loader refuses unknown commands, duplicates and
sequences that could never be completed, naming each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from a11y.errors import (
    BadChord,
    Clash,
    DeadPrefix,
    DuplicateBinding,
    KeymapError,
    NoBindings,
    NotToml,
    UnknownCommand,
    UnknownMode,
    Unreadable,
    WrongShape,
)
from a11y.keys import KeyChord, Sequence, parse_sequence, write_sequence

FOLDER = Path(__file__).parent / "keymaps"
ALWAYS = "always"
"""The table of what holds in every mode."""

OVER = "over"
"""The switch of a profile that is laid over others (one switch beside a keyboard)."""


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

    def __init__(
        self, profile: str, bindings: Collection[Binding] = (), *, over: bool = False
    ) -> None:
        self.profile = profile
        self.over = over
        """Whether its keys come before those of other profiles, whatever these mean there."""

        self.bindings: tuple[Binding, ...] = ()
        self._roots: dict[Mode | None, _Branch] = {}
        for binding in bindings:
            self.add(binding)

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

    def add(self, binding: Binding, written: str = "") -> None:
        """One more, its keys as they are ``written``; raises DuplicateBinding or DeadPrefix."""
        branch = self._roots.setdefault(binding.mode, _Branch())
        where = (self.profile, written or write_sequence(binding.sequence))
        mode = binding.mode or ALWAYS
        for chord in binding.sequence:
            if branch.command:
                raise DeadPrefix(*where, branch.command, mode=mode)
            branch = branch.next.setdefault(chord, _Branch())
        if branch.command:
            raise DuplicateBinding(*where, binding.command, mode=mode)
        if branch.next:
            raise DeadPrefix(*where, binding.command, mode=mode)
        branch.command = binding.command
        self.bindings = (*self.bindings, binding)


def _follow(root: _Branch | None, sequence: Sequence) -> _Branch | None:
    branch = root
    for chord in sequence:
        if branch is None:
            return None
        branch = branch.next.get(chord)
    return branch


def path_of(name: str, folder: Path = FOLDER) -> Path:
    """The file of a profile: one that ships by its name, another by its path."""
    return Path(name) if name.endswith(".toml") else folder / f"{name}.toml"


def load(path: Path, commands: Collection[str]) -> Keymap:
    """Read a profile; raises KeymapError with file and line."""
    lines: Mapping[tuple[str, str], int] = {}
    try:
        text = _text(path)
        lines = _lines(text)
        return _keymap(path.stem, _tables(path.stem, text), commands)
    except KeymapError as error:
        error.file = str(path)
        entry = HEAD if isinstance(error, UnknownMode) else error.keys
        error.line = error.line or lines.get((error.mode, entry), 0)
        raise


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        detail = (error.strerror or "") if isinstance(error, OSError) else error.reason
        raise Unreadable(path.stem, detail=detail) from error


def _tables(profile: str, text: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        detail, _, place = str(error).partition(" (at ")
        number = re.match(r"line (\d+)", place)  # or "end of document"
        line = int(number[1]) if number else text.count("\n") + 1
        raise NotToml(profile, detail=detail, line=line) from error


HEAD = "[]"
"""Stands for the line that begins a table."""

_HEAD = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_ENTRY = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*=""")


def _lines(text: str) -> Mapping[tuple[str, str], int]:
    """On which line each entry of each table stands, and its ``HEAD``."""
    found: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            table = head[1].strip("\"'")
            found.setdefault((table, HEAD), number)
        elif entry := _ENTRY.match(line):
            written = next(part for part in entry.groups() if part is not None)
            found.setdefault((table, written.replace("\\\\", "\\")), number)
    return found


def _keymap(profile: str, tables: Mapping[str, object], commands: Collection[str]) -> Keymap:
    over = tables.get(OVER, False)
    if not isinstance(over, bool):
        raise WrongShape(profile, OVER, repr(over))
    keymap = Keymap(profile, over=over)
    for binding, written in _bindings(profile, tables):
        mode = binding.mode or ALWAYS
        if binding.command not in commands:
            raise UnknownCommand(profile, written, binding.command, mode=mode)
        keymap.add(binding, written)
    if not keymap.bindings:
        raise NoBindings(profile)
    return keymap


def _bindings(profile: str, tables: Mapping[str, object]) -> Iterator[tuple[Binding, str]]:
    """Each binding with its keys as they are written in the file."""
    for name, table in tables.items():
        if name == OVER:
            continue
        if not isinstance(table, dict):
            raise WrongShape(profile, name, repr(table))
        if name != ALWAYS and name not in set(Mode):
            raise UnknownMode(profile, "", f"[{name}]", mode=name)
        mode = None if name == ALWAYS else Mode(name)
        for written, command in table.items():
            if not isinstance(command, str):
                raise WrongShape(profile, written, repr(command), mode=name)
            try:
                sequence = parse_sequence(written, profile)
            except BadChord as error:
                raise BadChord(profile, written, error.detail, mode=name) from error
            yield Binding(sequence, command, mode), written


def merged(keymaps: Collection[Keymap]) -> Keymap:
    """Several profiles as one; raises Clash where two give the same keys different meanings.

    A profile that is laid over others comes first, and takes what it binds away from them.
    """
    found: dict[Sequence, list[tuple[Binding, Keymap]]] = {}
    for keymap in sorted(keymaps, key=lambda one: not one.over):
        for binding in keymap.bindings:
            others = [one for one in found.get(binding.sequence, ()) if one[1] is not keymap]
            there = next((one for one in others if _meet(one[0].mode, binding.mode)), None)
            if there is None:
                found.setdefault(binding.sequence, []).append((binding, keymap))
            elif there[0].command != binding.command and not there[1].over:
                keys = write_sequence(binding.sequence)
                raise Clash(keymap.profile, keys, there[1].profile, mode=binding.mode or ALWAYS)
    name = "+".join(keymap.profile for keymap in keymaps)
    return Keymap(name, [binding for those in found.values() for binding, _ in those])


def _meet(one: Mode | None, other: Mode | None) -> bool:
    """Whether there is a mode in which both hold."""
    return one is other or one is None or other is None


def load_all(names: Collection[str], commands: Collection[str]) -> tuple[Keymap, ...]:
    """The profiles of a terminal by name or path; raises KeymapError, of two together too."""
    keymaps = tuple(load(path_of(name), commands) for name in names)
    merged(keymaps)
    return keymaps
