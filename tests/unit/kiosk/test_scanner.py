"""A scanner or a reader of cards that types like a keyboard, told from a person's typing."""

from __future__ import annotations

import pytest

from a11y.keys import KeyChord, Modifier
from kiosk.gate import Effects, HandSettings, Key, KeyGate
from kiosk.manner.burst import MANY
from kiosk.manner.scanner import AFTER, DRAIN, GAP, Scanner
from kiosk.repeats import Repeats
from tests.harness.clock import FakeClock

PHYSICAL = {"Shift": Key(50, modifier=Modifier.SHIFT)}


class Desk:
    """The keys from the filter on, with a scanner before them."""

    def __init__(self, settings: HandSettings | None = None) -> None:
        self.clock = FakeClock()
        self.pressed: list[str] = []
        self.codes: list[str] = []
        self.free = True
        effects = Effects(self._press, lambda _: False, lambda _: None, lambda _: None)
        gate = KeyGate(self.clock, settings or HandSettings(), effects)
        keys = Repeats(self.clock, gate)
        self.scanner = Scanner(self.clock, keys, lambda: self.free, self.codes.append)
        self.at = 0

    def _press(self, chord: KeyChord) -> bool:
        self.pressed.append(str(chord))
        return True

    def type(self, text: str, seconds: float = 0.01) -> Desk:
        """Each character as a scanner sends it: capitals with Shift."""
        for char in text:
            if char.isupper():
                self._key(Key(50, modifier=Modifier.SHIFT))
            name = {"\n": "Return", "\t": "Tab"}.get(char, char.lower())
            held = {Modifier.SHIFT} if char.isupper() else set()
            self._key(Key(ord(char), KeyChord(name, frozenset(held))))
            self.clock.advance(seconds)
            self.at += round(seconds * 1000)
        return self

    def _key(self, key: Key) -> None:
        self.scanner.down(key, self.at)
        self.scanner.up(key, self.at + 5)


CODE = "/AEBAGBAEAUDAOCAJBIFQYDIOAAAAAABBBB2222ZZ"


@pytest.mark.parametrize("ending", ["\n", "\t", "\r", ""])
def test_a_code_is_taken_whole_and_presses_nothing(ending: str) -> None:
    desk = Desk().type(CODE + ending)
    desk.clock.advance(GAP + DRAIN)
    assert [code.upper() for code in desk.codes] == [CODE]
    assert desk.pressed == []


@pytest.mark.parametrize("settings", [HandSettings(slow=1.0), HandSettings(bounce=1.0)], ids=str)
def test_slow_and_bounce_keys_do_not_spoil_a_code(settings: HandSettings) -> None:
    desk = Desk(settings).type(CODE + "\n")
    assert [code.upper() for code in desk.codes] == [CODE]


def keys(desk: Desk, *names: str) -> Desk:
    """Keys by their names, as a scanner sends them."""
    for name in names:
        desk._key(Key(hash(name) % 1000, KeyChord.parse(name)))
        desk.clock.advance(0.01)
        desk.at += 10
    return desk


def test_enter_sent_twice_presses_nothing_and_enter_by_hand_does() -> None:
    desk = Desk().type(CODE + "\n\n")
    assert [code.upper() for code in desk.codes] == [CODE]
    assert desk.pressed == []
    desk.at += AFTER + 1
    assert desk.type("\n").pressed == ["Return"]


def test_a_scanner_that_switches_caps_lock_spoils_nothing() -> None:
    desk = keys(Desk(), "/", "CapsLock").type(CODE[1:])
    assert [code.upper() for code in keys(desk, "CapsLock", "Return").codes] == [CODE]


def test_digits_of_a_pad_are_digits() -> None:
    desk = Desk()
    for char in CODE:
        keys(desk, f"KP_{char}" if char.isdecimal() else char.lower())
    assert [code.upper() for code in keys(desk, "Return").codes] == [CODE]


def test_wide_characters_are_the_same() -> None:
    """As an input method makes them; a key event then has the wide character as its key."""
    wide = "".join(chr(ord(char) + 0xFEE0) for char in CODE.lower())
    assert [code.upper() for code in Desk().type(wide + "\n").codes] == [CODE]


@pytest.mark.parametrize("cut", ["/aeb", "/aebagbaea"])
@pytest.mark.parametrize("ending", ["\n", ""])
def test_what_a_scanner_cut_off_is_no_keys(cut: str, ending: str) -> None:
    desk = Desk().type(cut + ending)
    desk.clock.advance(GAP + DRAIN)
    assert (desk.codes, desk.pressed) == ([cut], [])


def test_a_short_stroke_by_hand_keeps_its_enter() -> None:
    desk = Desk().type("/h", 0.2).type("\n")
    desk.clock.advance(1)
    assert (desk.codes, desk.pressed) == ([], ["/", "H", "Return"])


@pytest.mark.parametrize(
    "text",
    [
        "https://pay.example.cn/qr/7f3a9c2e15b8",
        CODE.replace("/", "&").lower().replace("y", "*").replace("z", "y"),  # German keys
        "134812345678901234",  # a payment, at the counter's scanner
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\n\n", ""])
def test_any_other_code_does_little_and_is_refused(text: str, ending: str) -> None:
    desk = Desk().type(text + ending)
    desk.clock.advance(GAP + DRAIN)
    assert len(desk.pressed) < MANY
    assert "Return" not in desk.pressed
    assert len(desk.codes) == 1
    desk.at += AFTER + 1
    assert desk.type("k").pressed[-1] == "K"


@pytest.mark.parametrize(
    ("text", "seconds"), [("hjkhjkhjkhjkhjkhjk", 0.04), ("h" * 60, 0.02), ("k", 0.01)]
)
def test_quick_hands_and_stuck_keys_are_no_machine(text: str, seconds: float) -> None:
    desk = Desk().type(text, seconds)
    assert desk.codes == []
    assert len(desk.pressed) == len(text)


def test_in_a_field_a_scanner_types() -> None:
    desk = Desk()
    desk.free = False
    assert "".join(desk.type("invoice 4711 of may").pressed) == "INVOICE 4711 OF MAY"


def test_typing_by_hand_is_not_taken() -> None:
    desk = Desk().type("/h", 0.2)
    desk.clock.advance(GAP + DRAIN)
    desk.type("k")
    desk.clock.advance(1)
    assert (desk.codes, desk.pressed) == ([], ["/", "H", "K"])


def test_while_somebody_types_a_text_it_goes_there() -> None:
    desk = Desk()
    desk.free = False
    desk.type("/abc")
    desk.clock.advance(1)
    assert (desk.codes, desk.pressed) == ([], ["/", "A", "B", "C"])


def test_what_is_far_too_long_is_cut_and_given_to_be_refused() -> None:
    desk = Desk().type("/" + "A" * 5000 + "\n")
    assert [len(code) for code in desk.codes] == [320]


def test_keys_after_a_code_are_keys_again() -> None:
    desk = Desk().type(CODE + "\n").type("k")
    desk.clock.advance(1)
    assert desk.pressed == ["K"]


CARD = "6217004400123456"


def read_card(desk: Desk, text: str = CARD, seconds: float = 0.01, end: str = "\n") -> list[str]:
    cards: list[str] = []
    desk.scanner._card = lambda: cards.append
    desk.type(text + end, seconds)
    desk.clock.advance(GAP + DRAIN)
    return cards


@pytest.mark.parametrize("settings", [HandSettings(), HandSettings(slow=1.0)], ids=str)
def test_a_card_is_taken_whole_and_presses_nothing(settings: HandSettings) -> None:
    desk = Desk(settings)
    assert read_card(desk) == [CARD]
    assert desk.pressed == []


@pytest.mark.parametrize(
    ("text", "seconds", "end"),
    [
        ("12345", 0.01, "\n"),  # too short
        ("1", 0.01, "\n"),  # an entry of a list, and Enter
        (CARD, 0.2, "\n"),  # by hand
        (CARD, 0.01, ""),  # without Enter
        ("1234567/", 0.01, "\n"),
    ],
)
def test_what_is_typed_by_hand_is_no_card_and_arrives(text: str, seconds: float, end: str) -> None:
    desk = Desk()
    assert read_card(desk, text, seconds, end) == []
    assert "".join(desk.pressed).replace("Return", "\n") == text + end


def test_a_card_where_none_is_wanted_is_refused_and_its_enter_presses_nothing() -> None:
    desk = Desk().type(CARD + "\n")
    assert len(desk.pressed) < len(CARD)  # nobody would have typed the rest of it either
    assert "Return" not in desk.pressed
    assert len(desk.codes) == 1


def test_letters_are_never_the_beginning_of_a_card() -> None:
    desk = Desk()
    cards: list[str] = []
    desk.scanner._card = lambda: cards.append
    desk.type("h", 0.0)
    assert desk.pressed == ["H"]  # at once: reading by headings does not wait
