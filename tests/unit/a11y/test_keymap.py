from __future__ import annotations

from pathlib import Path

import pytest

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
from a11y.keymap import (
    FOLDER,
    Binding,
    Keymap,
    Mode,
    Outcome,
    load,
    load_all,
    merged,
    path_of,
)
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


BAD = {
    "an unknown command": ('[browse]\n"X" = "nothing"', UnknownCommand, "X", 2),
    "an unknown modifier": ('[browse]\n\n"Strg+X" = "one"', BadChord, "Strg+X", 3),
    "an unknown key": ('[browse]\n"Q" = "one"\n"KP_Five" = "two"', BadChord, "KP_Five", 3),
    "no key after a plus": ('[browse]\n"Ctrl+" = "one"', BadChord, "Ctrl+", 2),
    "no keys at all": ('[browse]\n"" = "one"', BadChord, "", 2),
    "a dead prefix": ('[browse]\n"X" = "one"\n"X Y" = "two"', DeadPrefix, "X Y", 3),
    "a dead prefix before": ('[browse]\n"X Y" = "two"\n"X" = "one"', DeadPrefix, "X", 3),
    "the same keys written otherwise": (
        '[browse]\n"Ctrl+Alt+X" = "one"\n# again\n"Alt+Ctrl+X" = "two"',
        DuplicateBinding,
        "Alt+Ctrl+X",
        4,
    ),
    "the same keys as they are": ('[browse]\n"X" = "one"\n"X" = "two"', NotToml, "", 3),
    "an unknown mode": ('[browse]\n"X" = "one"\n[reading]\n"X" = "one"', UnknownMode, "", 3),
    "a command that is a number": ('[browse]\n"X" = 5', WrongShape, "X", 2),
    "a command that is a list": ('[focus]\n"X" = ["one", "two"]', WrongShape, "X", 2),
    "a binding outside of a table": ('"X" = "one"', WrongShape, "X", 1),
    "a switch that is a word": ('over = "yes"\n[browse]\n"X" = "one"', WrongShape, "over", 1),
    "no TOML": ('[always]\n"X" = "one"\n[browse', NotToml, "", 3),
    "binary": ("\x00\x01", NotToml, "", 1),
    "an empty file": ("", NoBindings, "", 0),
    "an empty table": ("# nothing yet\n[browse]\n", NoBindings, "", 0),
}


@pytest.mark.parametrize(("text", "error", "keys", "line"), BAD.values(), ids=list(BAD))
def test_a_faulty_keymap_is_refused_and_its_place_named(
    tmp_path: Path, text: str, error: type[KeymapError], keys: str, line: int
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(KeymapError) as caught:
        load(path, COMMANDS)

    assert type(caught.value) is error
    assert (caught.value.profile, caught.value.keys, caught.value.line) == ("mine", keys, line)
    assert caught.value.place == (f"{path}:{line}" if line else str(path))


@pytest.mark.parametrize("kind", ["missing", "a folder", "no UTF-8"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "mine.toml"
    if kind == "a folder":
        path.mkdir()
    elif kind == "no UTF-8":
        path.write_bytes(b'[browse]\n"\xff" = "one"')
    with pytest.raises(Unreadable) as caught:
        load(path, COMMANDS)

    assert caught.value.place == str(path)
    assert caught.value.detail


def test_two_profiles_that_give_a_key_two_meanings_are_refused(tmp_path: Path) -> None:
    """Also where one binds it in every mode and the other in one."""
    write(tmp_path, '[always]\n"KP_8" = "one"\n"F9" = "three"')
    other = tmp_path / "other.toml"
    other.write_text('[browse]\n"F9" = "three"\n"KP_8" = "two"', encoding="utf-8")
    keymaps = [load(path, COMMANDS) for path in (tmp_path / "mine.toml", other)]
    with pytest.raises(Clash) as caught:
        merged(keymaps)

    assert (caught.value.profile, caught.value.keys, caught.value.detail) == (
        "other",
        "KP_8",
        "mine",
    )
    with pytest.raises(Clash):
        load_all(["pad12-telephone", "pad12-calculator"], all_commands())


@pytest.mark.parametrize("names", [("keyboard", "scan"), ("scan", "pad12-telephone", "keyboard")])
def test_a_profile_that_is_laid_over_others_comes_first_in_any_order(
    names: tuple[str, ...],
) -> None:
    together = merged(load_all(names, all_commands()))
    assert together.match(parse_sequence("Space"), Mode.BROWSE).command == "scan.select"
    assert together.match(parse_sequence("Down"), Mode.BROWSE).command == "item.next"


@pytest.mark.parametrize("hand", ["pad12-telephone", "pad12-calculator", "pad5", "scan"])
def test_every_profile_goes_with_a_keyboard(hand: str) -> None:
    assert len(load_all(["keyboard", hand], all_commands())) == 2


def test_a_profile_is_named_or_is_a_file() -> None:
    assert path_of("pad5") == FOLDER / "pad5.toml"
    assert path_of("/etc/yizhan/ours.toml") == Path("/etc/yizhan/ours.toml")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_profile_that_ships_loads(path: Path) -> None:
    assert load(path, all_commands()).bindings


def test_the_keys_of_a_command_are_found() -> None:
    binding = Binding(parse_sequence("Ctrl+X"), "one")

    assert Keymap("mine", [binding]).keys_of("one") == (parse_sequence("Ctrl+X"),)
