from __future__ import annotations

import time
from dataclasses import dataclass, field, replace

import pytest

from a11y.keys import KeyChord, Modifier
from kiosk.gate import Effects, HandSettings, Key, KeyGate
from kiosk.repeats import Repeats
from tests.harness.clock import FakeClock

LETTER, PAD = 38, 90
MODIFIERS = {"Shift": (50, Modifier.SHIFT), "Alt": (64, Modifier.ALT), "Ctrl": (37, Modifier.CTRL)}


@dataclass
class Hands:
    """A person's fingers at the gate, and what came of it."""

    settings: HandSettings = field(default_factory=HandSettings)
    wanted: bool = True
    waits: bool = False
    log: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = FakeClock()
        self.passed = 0
        effects = Effects(
            *(self._press, self._holds, self._sound, self._latched, lambda: self.waits),
            *(self._pass, lambda: self.log.append("hold longer")),
        )
        self.gate = KeyGate(self.clock, self.settings, effects)

    def _pass(self) -> None:
        self.passed += 1

    def _press(self, chord: KeyChord) -> bool:
        self.log.append(str(chord))
        return self.wanted

    def goes_elsewhere(self, chord: KeyChord) -> bool:
        self.waits = True
        return self._press(chord)

    def _holds(self, chord: KeyChord) -> bool:
        return chord.key == "KP_0"

    def _sound(self, name: str) -> None:
        self.log.append(f"({name})")

    def _latched(self, on: bool) -> None:
        self.log.append("latch on" if on else "latch off")

    def key(self, name: str) -> Key:
        if name in MODIFIERS:
            code, modifier = MODIFIERS[name]
            return Key(code, modifier=modifier)
        chord = KeyChord.parse(name)
        return Key(sum(map(ord, chord.key)), chord, replay=self._replay)

    def _replay(self, chord: KeyChord) -> None:
        self.log.append(f"replay {chord}")

    def tap(self, *names: str, seconds: float = 0.05) -> Hands:
        for name in names:
            self.gate.down(self.key(name))
            self.clock.advance(seconds)
            self.gate.up(self.key(name))
            self.clock.advance(0.05)
        return self


def test_a_key_passes_at_once() -> None:
    assert Hands().tap("H").log == ["H"]


def test_what_nobody_wants_goes_to_the_widget() -> None:
    assert not Hands(wanted=False).gate.down(Hands().key("A"))


def test_modifiers_one_after_another_make_a_combination() -> None:
    hands = Hands(HandSettings(latch=True)).tap("Alt", "Shift", "T", "T")

    assert hands.log == ["(latch)", "(latch)", "Alt+Shift+T", "T"]


def test_a_second_tap_locks_and_a_third_lets_go() -> None:
    hands = Hands(HandSettings(latch=True)).tap("Shift", "Shift", "H", "H", "Shift", "H")

    assert hands.log == ["(latch)", "(lock)", "Shift+H", "Shift+H", "(release)", "H"]


def test_a_latched_modifier_lets_go_by_itself() -> None:
    hands = Hands(HandSettings(latch=True)).tap("Alt")
    hands.clock.advance(5.1)

    assert hands.tap("H").log == ["(latch)", "H"]


def test_a_modifier_that_was_used_is_no_tap() -> None:
    hands = Hands(HandSettings(latch=True))
    hands.gate.down(hands.key("Alt"))
    hands.tap("H")
    hands.gate.up(hands.key("Alt"))

    assert hands.log == ["H"]
    assert hands.tap("K").log == ["H", "K"]


def test_a_latched_letter_is_typed_as_meant() -> None:
    hands = Hands(HandSettings(latch=True), wanted=False).tap("Shift", "A")

    assert hands.log == ["(latch)", "Shift+A", "replay Shift+A"]


def test_five_taps_of_shift_switch_the_latch() -> None:
    hands = Hands().tap(*["Shift"] * 5)
    hands.tap("Alt", "H", *["Shift"] * 5)

    assert hands.log[:3] == ["latch on", "(latch)", "Alt+H"]
    assert hands.log[-1] == "latch off"
    assert hands.tap("Shift", "H").log[-1] == "H"


@pytest.mark.parametrize(("seconds", "log"), [(0.1, ["(edge)"]), (0.7, ["(masked)", "H"])])
def test_a_slow_key_counts_when_it_was_down_long_enough(seconds: float, log: list[str]) -> None:
    assert Hands(HandSettings(slow=0.6)).tap("H", seconds=seconds).log == log


def test_who_presses_too_shortly_again_and_again_is_told() -> None:
    hands = Hands(HandSettings(slow=0.6)).tap("H", "K").tap("L", seconds=0.7)
    assert hands.log == ["(edge)", "(edge)", "(masked)", "L"]
    hands.log.clear()
    assert hands.tap("H", "K", "L", "H").log == [*["(edge)"] * 3, "hold longer", "(edge)"]


def test_a_slow_letter_is_typed_late() -> None:
    hands = Hands(HandSettings(slow=0.3), wanted=False)

    assert hands.tap("A", seconds=0.5).log == ["(masked)", "A", "replay A"]


def test_a_bouncing_key_counts_once_and_another_key_always() -> None:
    hands = Hands(HandSettings(bounce=0.5)).tap("H", "H", "K")
    hands.clock.advance(1)

    assert hands.tap("H").log == ["H", "(edge)", "K", "H"]


@pytest.mark.parametrize(("seconds", "log"), [(0.1, ["KP_0"]), (1.0, ["Hold+KP_0"])])
def test_a_held_key_means_something_else(seconds: float, log: list[str]) -> None:
    assert Hands().tap("KP_0", seconds=seconds).log == log


def test_a_stuck_key_is_one_press_and_stops_no_other() -> None:
    hands = Hands()
    hands.gate.down(hands.key("H"))
    hands.clock.advance(60)

    assert hands.tap("K", "K").log == ["H", "K", "K"]


def test_a_key_whose_release_was_lost_works_again() -> None:
    hands = Hands()
    hands.gate.down(hands.key("H"))
    hands.gate.down(hands.key("H"))

    assert hands.log == ["H", "H"]


def test_losing_the_keyboard_lets_everything_go() -> None:
    hands = Hands(HandSettings(latch=True)).tap("Shift", "Shift")
    hands.gate.down(hands.key("KP_0"))
    hands.gate.reset()
    hands.clock.advance(5)

    assert hands.tap("H").log == ["(latch)", "(lock)", "H"]


def repeated(hands: Hands, times: int) -> None:
    """As an X server repeats a held key: a release and a press of one time."""
    keys, key = Repeats(hands.clock, hands.gate), hands.key("KP_0")
    keys.down(key, 0)
    for n in range(times):
        hands.clock.advance(0.04)
        keys.up(key, 40 * n)
        keys.down(key, 40 * n)
    keys.up(key, 40 * times)
    hands.clock.advance(0.1)


@pytest.mark.parametrize(("times", "log"), [(3, ["KP_0"]), (60, ["Hold+KP_0"])])
def test_repeats_are_no_presses(times: int, log: list[str]) -> None:
    hands = Hands()
    repeated(hands, times)

    assert hands.log == log


def test_two_quick_presses_are_two() -> None:
    hands = Hands()
    keys, key = Repeats(hands.clock, hands.gate), hands.key("H")
    for at in (0, 12):
        keys.down(key, at)
        keys.up(key, at + 1)
        hands.clock.advance(0.001)
    hands.clock.advance(1)

    assert hands.log == ["H", "H"]


def test_a_thousand_keys_a_second_are_kept_up_with() -> None:
    hands = Hands(HandSettings(latch=True))
    keys = [hands.key(name) for name in "abcdefghij"]
    began = time.perf_counter()
    for n in range(5000):
        hands.gate.down(keys[n % 10])
        hands.gate.up(keys[n % 10])

    assert len(hands.log) == 5000
    assert time.perf_counter() - began < 2.5


def test_keys_wait_for_a_field_and_come_in_their_order() -> None:
    hands = Hands(wanted=False, waits=True)
    hands.tap("a", "b", "Tab")
    assert hands.log == []
    hands.waits = False
    hands.clock.advance(0.02)
    assert hands.log == ["A", "replay A", "B", "replay B", "Tab", "replay Tab"]
    assert hands.gate.down(hands.key("c")) is False


def test_a_key_that_sends_the_others_elsewhere_makes_them_wait_again() -> None:
    hands = Hands(waits=True)
    hands.tap("Tab", "a")
    hands.waits = False
    hands.gate._effects = replace(hands.gate._effects, press=hands.goes_elsewhere)
    hands.clock.advance(0.02)
    assert hands.log == ["Tab"]
    hands.waits = False
    hands.clock.advance(0.02)
    assert hands.log == ["Tab", "A"]


@pytest.mark.parametrize("waits", [False, True])
@pytest.mark.parametrize("settings", [HandSettings(), HandSettings(slow=0.02)])
def test_a_page_is_told_of_each_key_that_goes_to_it_once(
    settings: HandSettings, *, waits: bool
) -> None:
    hands = Hands(settings, wanted=False, waits=waits)
    hands.tap("A", "Shift", "B")
    hands.waits = False
    hands.clock.advance(0.1)
    assert hands.passed == 2
    hands.wanted = True
    hands.tap("C")
    assert hands.passed == 2


def test_no_key_waits_longer_than_three_seconds() -> None:
    hands = Hands(waits=True)
    hands.tap("a")
    hands.clock.advance(2.8)
    assert hands.log == []
    hands.clock.advance(0.3)
    assert hands.log == ["A"]


@pytest.mark.parametrize(("seconds", "log"), [(1.1, "KP_0"), (1.5, "Hold+KP_0")])
def test_a_slow_key_is_held_after_it_has_counted(seconds: float, log: str) -> None:
    hands = Hands(HandSettings(slow=0.6))
    keys, key = Repeats(hands.clock, hands.gate), hands.key("KP_0")
    keys.down(key, 7000)
    hands.clock.advance(seconds)
    keys.up(key, 7000 + round(1000 * seconds))
    hands.clock.advance(0.1)
    assert hands.log == ["(masked)", log]


def late(hands: Hands, name: str, seconds: float) -> list[str]:
    """A key that was down for so long, of which a busy machine hears all at once."""
    keys, key = Repeats(hands.clock, hands.gate), hands.key(name)
    keys.down(key, 7000)
    keys.up(key, 7000 + round(1000 * seconds))
    hands.clock.advance(0.1)
    return hands.log


def test_a_key_was_held_however_late_that_is_heard() -> None:
    assert late(Hands(), "KP_0", 0.9) == ["Hold+KP_0"]
    assert late(Hands(), "KP_0", 0.7) == ["KP_0"]


def test_a_slow_key_was_down_long_enough_however_late_that_is_heard() -> None:
    slow = HandSettings(slow=0.6)
    assert late(Hands(slow), "H", 0.5) == ["(edge)"]
    assert late(Hands(slow), "H", 0.7) == ["(masked)", "H"]
    assert late(Hands(slow), "KP_0", 1.3) == ["(masked)", "KP_0"]
    assert late(Hands(slow), "KP_0", 1.5) == ["(masked)", "Hold+KP_0"]
