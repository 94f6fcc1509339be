"""Every state of the printing screen, by ear and by finger: what is next is under the hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.places import places
from kiosk.screens import Screen
from tests.harness.cups import Cups, until
from tests.harness.fingers import middle, tap
from tests.harness.own_terminal import OwnTerminal
from tests.harness.printing import button, facts, open_page, terminal_with, watch
from views.compose.dialogs import compose_leave
from views.compose.printing import Paper

AGAIN, CLOSE = "再试一次，按钮", "关闭，按钮"
DONE = "打印完成，请取走纸张"
PAPERS = [(Paper.A4, Paper.RECEIPT80), (Paper.RECEIPT80,)]
TROUBLE = [
    ("empty", "打印机没有纸了，没有打印"),
    ("jam", "打印机卡纸了，没有打完"),
    ("stopped", "打印机已停止，没有打印"),
]

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(params=PAPERS, ids=["a4", "receipt"])
def terminal(cups: Cups, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[OwnTerminal]:
    del cups
    own = terminal_with(tmp_path, *request.param)
    open_page(own, "article")
    yield own
    own.close()


def place(own: OwnTerminal) -> str:
    return own.terminal.desk.reader.node.id.partition("#:")[2]


@pytest.mark.parametrize(("trouble", "told"), TROUBLE)
def test_enter_goes_on_after_trouble(
    terminal: OwnTerminal, cups: Cups, trouble: str, told: str
) -> None:
    """Nobody looks for the button: the trouble is said, and then what Enter does now."""
    terminal.press("Ctrl+P")
    cups.put(trouble)
    said = button(terminal, "print.send")
    if AGAIN not in said:
        said += watch(terminal, AGAIN)
    assert said[-2:] == [told, AGAIN]
    assert place(terminal) == "print.send"
    cups.let(trouble)
    assert terminal.press("Return")[:1] == ["正在送往打印机"]
    assert place(terminal) == "state"
    until(lambda: cups.sheets != [])  # CUPS has a time of its own
    assert watch(terminal, CLOSE)[-2:] == [DONE, CLOSE]
    assert len(cups.sheets) == 1
    terminal.press("Return")
    assert terminal.terminal.stage.names == ("page",)


def test_a_printer_that_stands_still_is_told_before_anybody_waits(
    terminal: OwnTerminal, cups: Cups
) -> None:
    cups.put("stopped")
    said = terminal.press("Ctrl+P")
    assert said[0].startswith("打印预览")
    assert said[-2:] == ["打印机已停止，没有打印", AGAIN]
    assert place(terminal) == "print.send"


def test_who_reads_on_is_not_torn_away_and_hears_the_way(terminal: OwnTerminal, cups: Cups) -> None:
    terminal.press("Ctrl+P")
    cups.put("empty")
    button(terminal, "print.send")
    terminal.at("screen:print#:text")
    way = "可以再试一次，或者呼叫工作人员"
    assert watch(terminal, way)[-2:] == ["打印机没有纸了，没有打印", way]
    assert place(terminal) == "text"


def test_what_came_below_another_dialog_is_there_when_it_closes(
    terminal: OwnTerminal, cups: Cups
) -> None:
    terminal.press("Ctrl+P")
    cups.put("empty")
    button(terminal, "print.send")
    stage = terminal.terminal.stage
    stage.push(Screen("leave", lambda words: compose_leave(words, signed_in=False), False))
    watch(terminal, "打印机没有纸了，没有打印")
    stage.pop()
    assert {"再试一次", "呼叫工作人员"} <= {
        node.name.source for node in stage.reader.document.nodes
    }


def test_a_finger_alone_prints_and_tries_again(terminal: OwnTerminal, cups: Cups) -> None:
    """All it needs is in sight, without scrolling, before and after trouble."""
    window = terminal.window

    def touch(name: str) -> None:
        window.top.settle()
        QApplication.processEvents()
        tap(window, middle(window, places(window)[f"screen:print#:{name}"]))

    terminal.press("Ctrl+P")
    if "改用 80 毫米小票" in str(terminal.terminal.desk.reader.document):
        touch("print.paper")
        assert facts(terminal)["纸张"] == "80 毫米小票"
    cups.put("empty")
    touch("print.send")
    watch(terminal, "打印机没有纸了，没有打印")
    cups.let("empty")
    until(lambda: cups.queued == "")
    touch("print.send")
    watch(terminal, DONE)
    touch("stay")
    assert terminal.terminal.stage.names == ("page",)
    assert len(cups.sheets) == 1
