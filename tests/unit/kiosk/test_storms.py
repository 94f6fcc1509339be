"""Hands that do what no key was made for: storms, stuck keys, a focus that is lost to nothing.

Keys come as Qt's events through the real filter to the real terminal; speech goes to the real
manager with an output that takes no time. What was typed is all there, the reading position is
where the keys led, and the next key is answered.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import MethodType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from a11y.document import Document, Node, Role, State
from a11y.keymap import FOLDER, load
from a11y.keys import KeyChord, Modifier
from kiosk import rime
from kiosk.commands import all_commands
from kiosk.screens import Screen
from kiosk.voice import Voice
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from tests.harness.own_terminal import OwnTerminal
from tests.harness.reading_page import reading_page

PROFILES = ("keyboard", "pad12-telephone", "pad12-calculator", "pad5", "scan")
RATE = 1000
"""Keys a second."""

SECONDS = [0.2, pytest.param(3, marks=pytest.mark.long)]
LEAVING = frozenset({"end_visit", "end_visit.now"})
ONWARD = {
    "keyboard": "Down",
    "pad12-telephone": "KP_8",
    "pad12-calculator": "KP_2",
    "pad5": "F14",
}

BACK = {
    "keyboard": "Up",
    "pad12-telephone": "KP_2",
    "pad12-calculator": "KP_8",
    "pad5": "F13",
}


@pytest.fixture
def begin(
    tmp_path: Path, qtbot: QtBot, engine: rime.Pinyin
) -> Iterator[Callable[..., OwnTerminal]]:
    del qtbot  # the application
    begun: list[OwnTerminal] = []

    def start(*keymaps: str) -> OwnTerminal:
        own = OwnTerminal(tmp_path, *keymaps)
        begun.append(own)
        own.terminal.desk.typing._open_pinyin = lambda: engine
        heard = own.terminal.voice.speak

        def both(_voice: Voice, utterance: object) -> None:
            heard(utterance)  # type: ignore[arg-type]  # written down …
            Voice.speak(own.terminal.voice, utterance)  # type: ignore[arg-type]  # … and spoken

        spoken = MethodType(both, own.terminal.voice)
        own.terminal.voice.speak = spoken  # type: ignore[method-assign]  # both ways
        own.show(reading_page)
        own.at("/t#h1")
        return own

    yield start
    for own in begun:
        own.close()


def lines(count: int) -> Callable[[Words], Document]:
    """A page of so many paragraphs."""
    children = tuple(
        Node(f"/t#p{n}", Role.PARAGRAPH, Text(f"第{n}段", "zh-Hans")) for n in range(count)
    )
    root = Node("/t#", Role.DOCUMENT, Text("长文", "zh-Hans"), children=children)
    return lambda _words: Document("/t", root, "zh-Hans", "article", start="/t#p0")


def storm(own: OwnTerminal, chords: list[KeyChord]) -> None:
    """A key a millisecond, each down and up; nobody waits for what comes of it."""
    for chord in chords:
        held = [m for m in (Modifier.CTRL, Modifier.ALT, Modifier.SHIFT) if m in chord.modifiers]
        for modifier in held:
            own._alone(modifier, QEvent.Type.KeyPress)
        own._event(chord, QEvent.Type.KeyPress)
        own.clock.advance(0.5 / RATE)
        own._event(chord, QEvent.Type.KeyRelease)
        for modifier in reversed(held):
            own._alone(modifier, QEvent.Type.KeyRelease)
        own.clock.advance(0.5 / RATE)


def waiting(own: OwnTerminal) -> int:
    """How many utterances are being said or wait to be."""
    manager = own.terminal.voice.manager
    return len(manager._queue) + (manager._current is not None)


def quiet(own: OwnTerminal) -> None:
    """Let what is being said come to its end: it has threads of its own."""
    most = time.monotonic() + 10
    while own.terminal.voice.busy and time.monotonic() < most:
        own._settle()
        time.sleep(0.01)


def known(own: OwnTerminal) -> bool:
    """Whether the reading position is in what is on top."""
    reader = own.terminal.stage.reader
    return reader.node.id in reader.document.index


@pytest.mark.parametrize("seconds", SECONDS)
@pytest.mark.parametrize("profile", PROFILES)
def test_a_storm_of_every_bound_key_breaks_nothing(
    begin: Callable[..., OwnTerminal],
    monkeypatch: pytest.MonkeyPatch,
    profile: str,
    seconds: float,
) -> None:
    own = begin(profile)
    monkeypatch.setattr(own.terminal.visit, "end", lambda _reason: None)  # nobody leaves
    keymap = load(FOLDER / f"{profile}.toml", all_commands())
    bound = [
        binding.sequence[0]
        for binding in keymap.bindings
        if Modifier.HOLD not in binding.sequence[0].modifiers and binding.command not in LEAVING
    ]
    hands = random.Random(profile)
    most = 0
    for _ in range(round(seconds * RATE) // 100):
        storm(own, hands.choices(bound, k=100))
        own._settle()
        most = max(most, waiting(own))
        assert known(own)
    assert most <= 4, "speech is cut short by the next key, not heaped up"
    assert not own.terminal.visit.ended

    own.clock.advance(1)
    own.said  # noqa: B018 - what was said until now
    own.show(reading_page)
    own.terminal.desk.settings.reset()
    own.terminal.desk.settings.apply({"voice": "on"})
    own.terminal.desk.learning.on = False
    own.terminal.desk.scanning.start()
    own.at("/t#h1")
    quiet(own)
    next_item = own.press(ONWARD[profile]) if profile in ONWARD else own.wait()
    assert next_item == ["年满六十周岁可以办理。免费。"]


@pytest.mark.parametrize("seconds", SECONDS)
@pytest.mark.parametrize("profile", list(ONWARD))
def test_each_key_of_a_storm_counts_and_is_said(
    begin: Callable[..., OwnTerminal], profile: str, seconds: float
) -> None:
    """There and back in turn; the same key again within 3 ms is the system's, no finger's."""
    own, keys = begin(profile), round(seconds * RATE) - 1
    own.show(lines(10))
    there, back = KeyChord.parse(ONWARD[profile]), KeyChord.parse(BACK[profile])
    storm(own, [there if n % 2 == 0 else back for n in range(keys)])
    own.clock.advance(1)
    own._settle()

    assert len(own.utterances) == keys
    assert own.terminal.stage.reader.node.id == "/t#p1"
    assert waiting(own) <= 1
    own.utterances.clear()
    assert own.press(ONWARD[profile]) == ["第2段"]


def test_one_key_a_thousand_times_a_second_is_one_press(
    begin: Callable[..., OwnTerminal],
) -> None:
    own = begin("keyboard")
    own.show(lines(10))
    storm(own, [KeyChord("Down")] * RATE)
    own.clock.advance(1)

    assert own.terminal.stage.reader.node.id == "/t#p1"


@pytest.mark.parametrize("seconds", SECONDS)
def test_no_letter_of_a_storm_is_lost(begin: Callable[..., OwnTerminal], seconds: float) -> None:
    own = begin("keyboard")
    own.at("/t#f1")
    turns = random.Random(6)  # never one twice running: that is a repeat
    letters = [turns.choice("abcd" if n % 2 else "efgh") for n in range(round(seconds * RATE))]
    storm(own, [KeyChord(letter) for letter in letters])
    own._settle()

    field = own.terminal.surface.field("/t#f1")
    assert field is not None
    assert field.text == "".join(letters)
    assert waiting(own) <= 1
    own.utterances.clear()
    assert own.press("End") == ["空白"]


@pytest.mark.parametrize("manner", ["repeats", "x11", "nothing more"])
@pytest.mark.parametrize("profile", list(ONWARD))
def test_a_stuck_key_is_one_press_and_stops_no_other(
    begin: Callable[..., OwnTerminal], profile: str, manner: str
) -> None:
    """The system repeats it as repeats, as releases and presses of one time, or not at all."""
    own = begin(profile)
    own.show(lines(50))
    key = KeyChord.parse(ONWARD[profile])
    own._event(key, QEvent.Type.KeyPress)
    for _ in range(0 if manner == "nothing more" else 200):
        own.clock.advance(0.03)
        if manner == "repeats":
            own._event(key, QEvent.Type.KeyPress, repeat=True)
        else:
            own._event(key, QEvent.Type.KeyRelease)
            own._event(key, QEvent.Type.KeyPress)
    own.clock.advance(1)
    own._settle()
    # held, a key of a pad means its second meaning, once
    moved = own.terminal.stage.reader.node.id
    own.clock.advance(60)
    own._settle()
    assert own.terminal.stage.reader.node.id == moved
    assert moved == ("/t#p1" if profile == "keyboard" else "/t#p0")

    own.utterances.clear()
    other = {"keyboard": "Alt+Shift+S", "pad5": "F18"}.get(profile, "KP_0")
    assert own.press(other), "another key works"
    own._event(key, QEvent.Type.KeyRelease)
    own.clock.advance(0.1)
    before = own.terminal.stage.reader.node.id
    own.press(ONWARD[profile])
    assert own.terminal.stage.reader.node.id != before, "and the same one, once it came up"


def test_with_the_window_the_keyboard_goes_and_nothing_stays_down(
    begin: Callable[..., OwnTerminal],
) -> None:
    own = begin("keyboard")
    own._alone(Modifier.CTRL, QEvent.Type.KeyPress)
    own._event(KeyChord("h"), QEvent.Type.KeyPress)
    out = QEvent(QEvent.Type.FocusOut)
    own.terminal._filter.eventFilter(own.window.windowHandle(), out)
    own.at("/t#h1")
    assert own.press("Down") == ["年满六十周岁可以办理。免费。"]
    assert own.press("H") == ["材料，2 级标题"]


@pytest.mark.parametrize("profile", list(ONWARD))
@pytest.mark.parametrize("start", ["/t#n1", "/t#f1", "/t#b"])
def test_a_focus_that_is_lost_to_nothing_costs_nothing(
    begin: Callable[..., OwnTerminal], profile: str, start: str
) -> None:
    own = begin(profile)
    own.at(start)
    lose_focus()
    assert own.terminal.stage.reader.node.id == start
    assert known(own)
    own.press(ONWARD[profile])
    lose_focus()
    assert own.press(BACK[profile]), "it is said where one is"
    assert known(own)


def test_what_is_typed_reaches_its_field_though_nothing_had_the_focus(
    begin: Callable[..., OwnTerminal],
) -> None:
    own = begin("keyboard")
    own.at("/t#f1")
    own.press("A")
    lose_focus()
    assert own.press("B") == ["b"]
    field = own.terminal.surface.field("/t#f1")
    assert field is not None
    assert field.text == "ab"


def test_the_field_one_is_in_goes_away_and_the_place_is_known(
    begin: Callable[..., OwnTerminal],
) -> None:
    """The widget that has Qt's focus is deleted with the node; the nearest one left is said."""
    own = begin("keyboard")

    def page(fields: int) -> Callable[[Words], Document]:
        first = Node("/t#p", Role.PARAGRAPH, Text("请填写。", "zh-Hans"))
        boxes = tuple(
            Node(
                f"/t#x{n}",
                Role.TEXTBOX,
                Text(f"第{n}栏", "zh-Hans"),
                states=frozenset({State.FOCUSABLE}),
            )
            for n in range(fields)
        )
        root = Node("/t#", Role.DOCUMENT, Text("表", "zh-Hans"), children=(first, *boxes))
        return lambda _words: Document("/t", root, "zh-Hans", "form")

    own.show(page(2), Language.ZH_HANS)
    own.at("/t#x1")
    own.press("A")
    stage = own.terminal.stage
    levels = stage._levels[0]
    levels.screen = Screen("page", page(1), False)
    stage.refresh()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert own.said == ["刚才的位置已不在本页", "第0栏，文本框，空白"]
    assert own.press("C") == ["c"]
    field = own.terminal.surface.field("/t#x0")
    assert field is not None
    assert field.text == "c"


def test_an_empty_page_is_said_to_be_empty_and_every_key_is_answered(
    begin: Callable[..., OwnTerminal],
) -> None:
    root = Node("/t#", Role.DOCUMENT)
    for profile, onward in ONWARD.items():
        own = begin(profile)
        own.show(lambda _words: Document("/t", root, "zh-Hans", "article"))
        assert own.press(onward) == ["后面没有内容了"]
        assert known(own)


@pytest.mark.parametrize("key", ["J", "Insert", "Delete", "Ctrl+Z", "F6", "-"])
def test_a_key_that_can_do_nothing_has_its_tone(
    begin: Callable[..., OwnTerminal], monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    own = begin("keyboard")
    own.terminal.voice.manager.forget()
    own.terminal.desk.voice.set_on(True, say=False)
    sounds: list[str] = []
    monkeypatch.setattr(own.terminal.voice, "sound", sounds.append)
    own._settle()
    assert own.press(key) == []
    own.clock.advance(1)
    assert sounds == ["edge"]
    own.press("Down")
    own.clock.advance(1)
    assert sounds == ["edge"], "a key that is answered has no tone besides"


def lose_focus() -> None:
    """Qt's focus goes to nothing, as when its widget is hidden by somebody else."""
    widget = QApplication.focusWidget()
    if widget is not None:
        widget.clearFocus()
    assert QApplication.focusWidget() is None
