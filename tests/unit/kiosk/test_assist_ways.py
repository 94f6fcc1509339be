"""Every command on every kind of personal page, with staff there: nothing of it gets out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from portal import models as m
from tests.harness.helped import HelpedTerminal
from tests.harness.personal import CANARY, personal
from tests.harness.sample_matters import pages

PAGES = {page.kind + ("-live" if isinstance(page, m.Live) else ""): page for page in pages()}
LEAVING = frozenset("end_visit.now confirm.no help.lesson".split())


@pytest.fixture
def helped(tmp_path: Path, qtbot: QtBot, one_engine: None) -> Iterator[HelpedTerminal]:
    del qtbot, one_engine  # the application; its characters
    found = HelpedTerminal(tmp_path)
    yield found
    found.close()


@pytest.mark.parametrize(
    "kind", [one if one == "case" else pytest.param(one, marks=pytest.mark.long) for one in PAGES]
)
def test_no_command_lets_anything_out(
    helped: HelpedTerminal, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = replace(personal(PAGES[kind], labels=False), personal=True)
    helped.open(page)
    helped.terminal.desk.read_all()  # what was said before stays unsaid as well
    assert CANARY in "".join(helped.said)
    helped.from_elsewhere()
    leaks = []
    for name, command in helped.terminal._commands.items():
        if name in LEAVING:
            continue
        while helped.terminal.stage.dialog_open:
            helped.terminal.stage.pop(say=False)
        helped.terminal.signing_in.drop()
        helped.open(page)
        for _ in range(3):
            helped.press("Down")
        command.run(helped.terminal.desk)
        helped.beat(2)
        helped.press("Down", "Down")
        helped.beat(2)
        found = {
            "heard": helped.aloud,
            "seen": helped.seen,
            "sent": "".join(helped.link.outlines),
            "logged": caplog.text,
        }
        leaks += [
            f"{name}, {way}: {line}"
            for way, text in found.items()
            for line in text.splitlines()
            if CANARY in line
        ]
        helped.link.outlines.clear()
        caplog.clear()
    assert helped.terminal.desk.help.helping.on
    assert not leaks
