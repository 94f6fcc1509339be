from __future__ import annotations

from pathlib import Path

import pytest

from a11y.errors import BadChord, DeadPrefix, DuplicateBinding, KeymapError, UnknownCommand
from a11y.keymap import FOLDER, Binding, Keymap, Mode, Outcome, load
from a11y.keys import parse_sequence
from kiosk.commands import all_commands

COMMANDS = {"one", "two", "three"}


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_lookup_is_none_partial_or_exact(tmp_path: Path) -> None:
    keymap = load(write(tmp_path, '[always]\n"G H" = "one"\n[browse]\n"X" = "two"'), COMMANDS)

    def outcome(keys: str, mode: Mode = Mode.BROWSE) -> tuple[Outcome, str]:
        match = keymap.match(parse_sequence(keys), mode)
        return match.outcome, match.command

    assert outcome("G") == (Outcome.PARTIAL, "")
    assert outcome("G H") == (Outcome.EXACT, "one")
    assert outcome("X") == (Outcome.EXACT, "two")
    assert outcome("X", Mode.FOCUS) == (Outcome.NONE, "")


def test_the_modes_own_binding_wins_over_the_common_one(tmp_path: Path) -> None:
    keymap = load(write(tmp_path, '[always]\n"X" = "one"\n[focus]\n"X" = "two"'), COMMANDS)

    assert keymap.match(parse_sequence("X"), Mode.FOCUS).command == "two"
    assert keymap.match(parse_sequence("X"), Mode.BROWSE).command == "one"


@pytest.mark.parametrize(
    ("text", "error", "keys"),
    [
        ('[browse]\n"X" = "nothing"', UnknownCommand, "X"),
        ('[browse]\n"Strg+X" = "one"', BadChord, "Strg+X"),
        ('[browse]\n"X" = "one"\n"X Y" = "two"', DeadPrefix, "X Y"),
        ('[browse]\n"X Y" = "two"\n"X" = "one"', DeadPrefix, "X"),
        ('[browse]\n"Ctrl+Alt+X" = "one"\n"Alt+Ctrl+X" = "two"', DuplicateBinding, "Ctrl+Alt+X"),
        ('[reading]\n"X" = "one"', BadChord, "[reading]"),
        ("[browse", BadChord, ""),
    ],
)
def test_a_faulty_keymap_is_refused_and_the_line_named(
    tmp_path: Path, text: str, error: type[KeymapError], keys: str
) -> None:
    with pytest.raises(error) as caught:
        load(write(tmp_path, text), COMMANDS)

    assert (caught.value.profile, caught.value.keys) == ("mine", keys)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_profile_that_ships_loads(path: Path) -> None:
    assert load(path, all_commands()).bindings


def test_the_keys_of_a_command_are_found() -> None:
    binding = Binding(parse_sequence("Ctrl+X"), "one")

    assert Keymap("mine", [binding]).keys_of("one") == (parse_sequence("Ctrl+X"),)
