"""Whose phone is asked: typed on any keyboard, or read from a card by a reader that types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from pytestqt.qtbot import QtBot

from a11y.document import Privacy
from a11y.keys import KeyChord
from kiosk.assist.veil import is_closed
from kiosk.identifier import FIELD, ask_who, taker
from kiosk.manner.scanner import DRAIN, GAP
from tests.harness.own_terminal import OwnTerminal
from tests.harness.reading_page import reading_page

CARD = "6217004400123456"


@pytest.fixture
def own(tmp_path: Path, qtbot: QtBot) -> Iterator[OwnTerminal]:
    del qtbot  # the application
    found = OwnTerminal(tmp_path, "keyboard", "pad12-telephone")
    found.show(reading_page)
    yield found
    found.close()


def asked(own: OwnTerminal) -> list[str]:
    """The question is open; what was answered."""
    answers: list[str] = []
    own.terminal.desk.identifier.ask(answers.append)
    assert "您是哪一位" in " ".join(own.said)
    return answers


def test_it_is_typed_and_sent_with_enter(own: OwnTerminal) -> None:
    answers = asked(own)
    own.press(*"13800138000")
    own._settle()
    assert all(one.privacy is Privacy.PERSONAL for one in own.utterances)
    own.press("Return")
    assert answers == ["13800138000"]
    assert not own.terminal.stage.dialog_open


def test_nothing_typed_is_said_and_the_question_stays(own: OwnTerminal) -> None:
    answers = asked(own)
    assert "请先输入手机号、账号或卡号" in " ".join(own.press("Return"))
    assert answers == []
    own.press("9", "Return")
    assert answers == ["9"]


def test_closed_nobody_is_asked(own: OwnTerminal) -> None:
    answers = asked(own)
    own.press("1", "Escape")
    assert (answers, own.terminal.stage.dialog_open) == ([], False)


def test_nothing_of_it_is_there_the_next_time(own: OwnTerminal) -> None:
    asked(own)
    own.press("7", "7", "Return")
    asked(own)
    field = own.terminal.stage.reader.document.find(FIELD)
    assert field is not None
    assert field.value.source == ""


def test_staff_elsewhere_sees_nothing_of_it(own: OwnTerminal) -> None:
    asked(own)
    assert is_closed(own.terminal.stage.reader.document)


def read_card(own: OwnTerminal, text: str = CARD, gap: float = 0.01) -> None:
    """As a reader types."""
    for char in [*text, "Return"]:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            own._event(KeyChord.parse(char), kind)
        own.clock.advance(gap)
    own.clock.advance(GAP + DRAIN)
    own._settle()


def at_the_code(own: OwnTerminal, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A code is shown, and the provider asks phones as well."""
    asked_of: list[str] = []
    signing_in = own.terminal.signing_in
    signing_in._on = True
    signing_in._model = replace(signing_in._model, ask_offered=True)
    monkeypatch.setattr(signing_in, "by_asking", asked_of.append)
    return asked_of


def test_a_card_at_the_code_asks_its_owners_phone(
    own: OwnTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_of = at_the_code(own, monkeypatch)
    own.utterances.clear()
    read_card(own)
    assert asked_of == [CARD]
    assert CARD[:4] not in " ".join(own.said)


def test_a_card_in_the_question_is_typed_and_sent(own: OwnTerminal) -> None:
    answers = asked(own)
    read_card(own)
    assert answers == [CARD]


def test_a_card_elsewhere_asks_nobody(own: OwnTerminal) -> None:
    assert taker(own.terminal.desk) is None


def test_without_such_a_provider_it_cannot_be_asked(own: OwnTerminal) -> None:
    own.terminal.signing_in._on = True
    ask_who(own.terminal.desk)
    assert not own.terminal.stage.dialog_open
