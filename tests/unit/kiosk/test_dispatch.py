from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from a11y.command import Command, Topic
from a11y.keymap import Binding, Keymap, Mode
from a11y.keys import KeyChord, parse_sequence
from kiosk.dispatch import Dispatcher

BINDINGS = {
    "Down": "next",
    "H": "heading",
    "F6": "pause",
    "F1": "help.keys",
    "F9": "voice.toggle",
    "G T": "top",
}


@dataclass
class Desk:
    """A listener that writes down what it was told."""

    asleep: bool = False
    mode: Mode = Mode.BROWSE
    multiline: bool = False
    warned: bool = False
    listing: bool = False
    log: list[str] = field(default_factory=list)

    def activity(self) -> bool:
        return self.warned

    def within(self, key: str) -> bool:
        return self.multiline and key in ("Down", "Return")

    def wake(self, *, voice: bool) -> None:
        self.log.append(f"wake {'with' if voice else 'without'} voice")

    def hush(self) -> None:
        self.log.append("hush")

    def typed(self, chord: KeyChord) -> None:
        self.log.append(f"typed {chord}")

    def takes(self, chord: KeyChord) -> bool:
        taken = self.listing and chord.key.isdecimal()
        if taken:
            self.log.append(f"takes {chord}")
        return taken

    def learn(self, chord: KeyChord, command: Command | None) -> None:
        self.log.append(f"learn {chord} {command.id if command else 'nothing'}")


def press(desk: Desk, *keys: str) -> list[bool]:
    def run(name: str) -> Command:
        return Command(name, Topic.READING, lambda d: d.log.append(name), name == "pause")

    bindings = [Binding(parse_sequence(keys), name) for keys, name in BINDINGS.items()]
    commands = {name: run(name) for name in BINDINGS.values()}
    dispatcher = Dispatcher(lambda: Keymap("mine", bindings), commands, desk, desk.learn)
    return [dispatcher.press(KeyChord.parse(key)) for key in keys]


def test_a_command_silences_and_runs() -> None:
    desk = Desk()

    assert press(desk, "Down") == [True]
    assert desk.log == ["hush", "next"]


def test_a_command_about_speech_does_not_silence_it() -> None:
    desk = Desk()
    press(desk, "F6")

    assert desk.log == ["pause"]


def test_a_sequence_waits_for_its_rest_and_another_key_starts_anew() -> None:
    desk = Desk()
    press(desk, "G", "T", "G", "Down")

    assert [entry for entry in desk.log if entry != "hush"] == ["top", "next"]


@pytest.mark.parametrize(
    ("key", "voice"), [("Down", "without"), ("KP_5", "with"), ("F23", "with"), ("F9", "with")]
)
def test_on_the_attract_screen_any_key_wakes_and_a_pad_key_with_voice(key: str, voice: str) -> None:
    desk = Desk(asleep=True)

    assert press(desk, key) == [True]
    assert desk.log == [f"wake {voice} voice"]


def test_in_a_field_letters_are_typed_and_commands_still_work() -> None:
    desk = Desk(mode=Mode.FOCUS)

    assert press(desk, "H", "Down", "F6") == [False, True, True]
    assert desk.log == ["hush", "typed H", "hush", "next", "pause"]


def test_in_a_long_text_up_and_down_move_the_caret() -> None:
    desk = Desk(mode=Mode.FOCUS, multiline=True)

    assert press(desk, "Down", "Return", "Down") == [False, False, False]
    desk.multiline = False  # the caret is in its last line
    assert press(desk, "Down") == [True]


def test_key_learning_names_keys_and_runs_only_its_own_end() -> None:
    desk = Desk(mode=Mode.HELP)
    press(desk, "Down", "F7", "F1")

    assert desk.log == ["hush", "learn Down next", "hush", "learn F7 nothing", "hush", "help.keys"]


def test_answering_the_idle_warning_is_all_a_key_does() -> None:
    desk = Desk(warned=True)

    assert press(desk, "Down") == [True]
    assert desk.log == []
