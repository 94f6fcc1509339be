"""Every reading command by every keyboard in three languages: keys in, exact phrases out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from a11y.keymap import FOLDER, Mode, load
from a11y.keys import KeyChord
from a11y.kinds import Unit
from kiosk.commands import all_commands
from locales.languages import Language
from tests.harness.own_terminal import OwnTerminal
from tests.harness.reading_page import reading_page

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "moves"
LANGUAGES = (Language.ZH_HANS, Language.ZH_HANT_HK, Language.EN)
HANDS = {
    "keyboard": ("keyboard", {}),
    "latch": ("keyboard", {}),
    "pad12-telephone": ("pad12", {"{down}": "KP_8", "{up}": "KP_2"}),
    "pad12-calculator": ("pad12", {"{down}": "KP_2", "{up}": "KP_8"}),
    "pad5": ("pad5", {}),
    "scan": ("scan", {}),
}
"""Which table holds for whom, and the keys that differ."""


def rows(hand: str) -> Iterator[tuple[str, list[str], str, str]]:
    name, keys = HANDS[hand]
    for line in (GOLDEN / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            start, pressed, chinese, english = line.split("\t")
            for written, key in keys.items():
                pressed = pressed.replace(written, key)
            yield start, pressed.split(), chinese, english


@pytest.fixture
def own(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Iterator[OwnTerminal]:
    del qtbot  # the application
    hand: str = request.param
    own = OwnTerminal(tmp_path, "keyboard" if hand == "latch" else hand)
    if hand == "latch":
        own.terminal.desk.settings.apply({"latch": "on"})
    yield own
    own.close()


def does(own: OwnTerminal, key: str, *, latch: bool) -> str:
    if key == "wait":
        return "".join(own.wait())
    return "".join(own.latched(key) if latch else own.press(key)).strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("own", "hand"), [(hand, hand) for hand in HANDS], indirect=["own"])
def test_each_key_says_exactly_this(own: OwnTerminal, hand: str, language: Language) -> None:
    wrong = []
    for start, keys, chinese, english in rows(hand):
        own.show(reading_page, language)
        own.terminal.desk.settings.apply({"verbosity": "normal"})
        own.at(f"/t#{start}")
        own.terminal.desk.scanning.start()
        said = " / ".join(does(own, key, latch=hand == "latch") for key in keys)
        expected = english if language is Language.EN else chinese
        if said != expected:
            wrong.append(f"{start} {keys}: expected {expected!r}, heard {said!r}")
    assert not wrong, "\n".join(wrong)


def test_the_tables_press_every_key_that_reads() -> None:
    """Each binding of a reading command of the full keyboard has a line."""
    keymap = load(FOLDER / "keyboard.toml", all_commands())
    pressed = {str(KeyChord.parse(key)) for _, keys, _, _ in rows("keyboard") for key in keys}
    ends = {f"{unit}.{way}" for unit in Unit for way in ("next", "previous")}
    missing = {
        str(binding.sequence[0])
        for binding in keymap.bindings
        if binding.command in ends and binding.mode in (None, Mode.BROWSE)
    } - pressed
    assert missing == set()


@pytest.mark.parametrize("own", ["keyboard"], indirect=True)
def test_what_is_shown_in_traditional_is_traditional_and_the_same_is_spoken(
    own: OwnTerminal,
) -> None:
    own.show(reading_page, Language.ZH_HANT_HK)
    own.at("/t#f2")
    own.terminal.stage.reader.say_node()
    [utterance] = own.utterances
    shown = [say.text.shown for say in utterance.says if say.text.shown]
    assert shown == ["複選框", "已選中"]
