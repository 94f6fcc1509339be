"""Printing is asked first; what hinders it is said in words, and nothing stays in the queue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from a11y.document import Privacy
from kiosk.assist.sharing import Sharing
from kiosk.assist.veil import veiled
from kiosk.config import BadConfig, load
from kiosk.print_job import EACH_PAGE, LONGEST
from kiosk.print_queue import hindrance, message, printers
from kiosk.print_source import CODE
from kiosk.screens import Screen
from kiosk.surface import NO_VEIL
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from tests.harness.cups import Cups, until
from tests.harness.own_terminal import OwnTerminal
from tests.harness.printing import button, facts, open_page, terminal_with, watch
from tests.harness.sample_matters import pages
from views.compose.dialogs import compose_leave
from views.compose.pages import compose_page
from views.compose.printing import Paper, PrintModel, compose_print, printed
from views.compose.take import compose_settings_code

WORDS = Words(Language.ZH_HANS)
NOTHING = "没有可用的打印机"


@pytest.fixture
def terminal(cups: Cups, tmp_path: Path) -> Iterator[OwnTerminal]:
    del cups
    own = terminal_with(tmp_path, Paper.A4, Paper.RECEIPT80)
    yield own
    own.close()


@pytest.mark.usefixtures("qapp")
def test_a_page_is_shown_and_said_before_it_is_printed(terminal: OwnTerminal, cups: Cups) -> None:
    open_page(terminal, "article")
    assert "打印预览" in " ".join(terminal.press("Ctrl+P"))
    assert (facts(terminal)["纸张"], facts(terminal)["个人信息"]) == ("A4 纸", "没有")
    assert cups.sheets == []
    assert "改用 80 毫米小票，1 页" in button(terminal, "print.paper")
    assert facts(terminal)["纸张"] == "80 毫米小票"
    said = button(terminal, "print.send")
    assert said[-2:] == ["正在送往打印机", "正在打印，请不要离开"]
    assert watch(terminal, "打印完成，请取走纸张")
    assert len(cups.sheets) == 1
    assert cups.queued == ""


@pytest.mark.usefixtures("qapp")
def test_out_of_paper_is_said_the_job_taken_back_and_tried_again(
    terminal: OwnTerminal, cups: Cups
) -> None:
    open_page(terminal, "article")
    cups.put("empty")
    terminal.press("Ctrl+P")
    button(terminal, "print.send")
    watch(terminal, "打印机没有纸了，没有打印")
    until(lambda: cups.queued == "")
    names = [node.name.source for node in terminal.terminal.desk.reader.document.nodes]
    assert {"再试一次", "呼叫工作人员"} <= set(names)
    cups.let("empty")
    assert cups.sheets == []
    button(terminal, "print.send")
    watch(terminal, "打印完成，请取走纸张")
    assert len(cups.sheets) == 1


@pytest.mark.usefixtures("qapp")
def test_who_leaves_takes_back_what_is_not_out(terminal: OwnTerminal, cups: Cups) -> None:
    open_page(terminal, "article")
    cups.put("slow")
    terminal.press("Ctrl+P")
    button(terminal, "print.send")
    desk = terminal.terminal.desk
    assert desk.printing.busy
    terminal.press("Shift+Escape")
    said = [node.name.source for node in desk.reader.document.nodes]
    assert "还有一页正在打印。现在结束，它会被取消。" in said
    leave = desk.printing.leave()
    assert leave is not None
    assert leave()
    cups.let("slow")
    until(lambda: cups.spooled == [])
    assert (cups.queued, cups.sheets) == ("", [])


@pytest.mark.usefixtures("qapp")
def test_a_job_that_takes_too_long_is_said_again_and_taken_back(
    terminal: OwnTerminal, cups: Cups
) -> None:
    open_page(terminal, "article")
    cups.put("slow")
    terminal.press("Ctrl+P")
    button(terminal, "print.send")
    for _ in range(11):
        terminal.clock.advance(1)
    assert terminal.said == ["正在打印，请不要离开"]
    terminal.clock.advance(LONGEST + EACH_PAGE)
    assert terminal.said[-2:] == ["没有打印出来，任务已取消", "再试一次，按钮"]
    until(lambda: cups.queued == "")


@pytest.mark.usefixtures("qapp")
def test_what_a_visit_before_left_is_gone_before_anybody_comes(cups: Cups, tmp_path: Path) -> None:
    cups.put("slow")
    cups.run("lp", "-d", "paper", __file__)
    own = terminal_with(tmp_path, Paper.A4)
    try:
        own.terminal.desk.printing.empty()
        until(lambda: cups.queued == "")
    finally:
        own.close()


@pytest.mark.usefixtures("cups", "qapp")
def test_a_printer_that_is_not_there_is_said_at_once_with_another_way(tmp_path: Path) -> None:
    own = terminal_with(tmp_path, Paper.A4, queue="elsewhere")
    try:
        open_page(own, "article")
        assert own.press("Ctrl+P")[-2:] == [NOTHING, "再试一次，按钮"]
        assert any(node.look == "qr" for node in own.terminal.desk.reader.document.nodes)
        assert own.terminal.desk.printing.leave() is None
    finally:
        own.close()


@pytest.mark.usefixtures("qapp")
def test_a_terminal_without_printers_offers_none(tmp_path: Path) -> None:
    own = terminal_with(tmp_path)
    try:
        open_page(own, "article")
        document = own.terminal.desk.reader.document
        assert not [node for node in document.nodes if node.id.endswith("#:print")]
        assert own.press("Ctrl+P") == ["这台终端没有打印机"]
    finally:
        own.close()


@pytest.mark.usefixtures("qapp")
def test_each_page_offers_to_be_printed_where_it_is_taken_along(terminal: OwnTerminal) -> None:
    for kind in ("article", "case", "collection", "thread"):
        open_page(terminal, kind)
        document = terminal.terminal.desk.reader.document
        [button] = [node for node in document.nodes if node.id.endswith("#:print")]
        assert button.name.source == "打印本页"
        assert next(iter(document.ancestors(button.id))).id.endswith("#:along")


@pytest.mark.usefixtures("qapp")
def test_where_there_is_no_page_nothing_is_printed(terminal: OwnTerminal) -> None:
    terminal.terminal.browser.shown.fetched = None
    assert terminal.press("Ctrl+P")[-1:] == ["这里没有可以打印的内容，请先打开一页"]


@pytest.mark.usefixtures("qapp")
def test_while_staff_looks_on_only_what_is_shared_is_on_the_paper(terminal: OwnTerminal) -> None:
    open_page(terminal, "case")
    own = terminal.terminal
    page = own.browser.page
    assert page is not None
    number = page.case.no if hasattr(page, "case") else page.no  # type: ignore[attr-defined]  # a case
    terminal.press("Ctrl+P")
    assert number in str(own.desk.reader.document)
    own.desk.stage.pop(say=False)
    own.surface.veil = replace(
        NO_VEIL, page=lambda document: veiled(document, Sharing(), own.stage.words)
    )
    terminal.press("Ctrl+P")
    assert own.stage.screen is not None
    assert own.stage.screen.name == "print"
    assert number not in str(own.desk.reader.document)


@pytest.mark.usefixtures("qapp")
def test_the_code_of_the_settings_is_printed_on_the_roll(terminal: OwnTerminal, cups: Cups) -> None:
    open_page(terminal, "article")
    code = "/" + "ABCDEFGH" * 20
    composed = Screen(CODE, lambda words: compose_settings_code(code, words, printing=True), False)
    terminal.terminal.stage.push(composed, say=False)
    terminal.at("screen:code#:print")
    terminal.press("Return")
    assert facts(terminal)["纸张"] == "80 毫米小票"
    model = terminal.terminal.desk.printing._model
    assert model is not None
    assert (model.code, model.address, model.personal) == (code, "", False)
    button(terminal, "print.send")
    watch(terminal, "打印完成，请取走纸张")
    assert len(cups.sheets) == 1


def test_a_page_of_the_visitors_own_says_so_and_keeps_its_privacy() -> None:
    document = compose_print(PrintModel(Text("我的办件"), (), Paper.A4, personal=True), WORDS)
    assert "有，打印后请立即取走" in [node.value.source for node in document.nodes]
    whose = [node for node in document.nodes if "我的办件" in node.name.source]
    assert whose
    assert all(node.privacy is Privacy.PERSONAL for node in whose)


def test_a_secret_is_never_printed() -> None:
    document = compose_page(next(page for page in pages() if page.kind == "case"), WORDS)
    secret = next(node for node in document.nodes if node.value)
    hidden = replace(
        document,
        root=replace(
            document.root,
            children=(replace(secret, privacy=Privacy.SECRET), *document.root.children),
        ),
    )
    assert printed(hidden) == printed(document)


@pytest.mark.parametrize(
    ("alerts", "code"),
    [
        ("none", ""),
        ("media-low-warning", ""),
        ("media-empty-report", ""),
        ("connecting-to-device", ""),
        ("media-low media-empty-error", "no_paper"),
        ("media-needed", "no_paper"),
        ("media-jam-error", "jam"),
        ("cover-open-error", "open"),
        ("toner-empty-error", "no_ink"),
        ("offline-report offline-error", "unreachable"),
        ("paused", "stopped"),
    ],
)
def test_what_hinders_a_job_has_a_name(alerts: str, code: str) -> None:
    assert hindrance(f"printer p is idle.  enabled since …\n\tAlerts: {alerts}\n") == code


def test_what_the_driver_says_is_its_message() -> None:
    told = "printer p is idle.  enabled since …\n\tFilter failed\n\tForm mounted:\n"
    assert message(told) == "Filter failed"
    assert message(told.replace("\tFilter failed\n", "")) == ""


def test_papers_come_from_the_configuration() -> None:
    environ = {"YIZHAN_PRINTER_A4": "a4", "YIZHAN_PRINTER_RECEIPT": "roll"}
    assert list(printers(load(environ))) == [Paper.A4, Paper.RECEIPT80]
    roll = {"YIZHAN_PRINTER_RECEIPT": "roll", "YIZHAN_RECEIPT_WIDTH": "58"}
    assert list(printers(load(roll))) == [Paper.RECEIPT58]
    assert printers(load({})) == {}
    for wrong in ("57", "wide"):
        with pytest.raises(BadConfig) as refused:
            load({**roll, "YIZHAN_RECEIPT_WIDTH": wrong})
        assert refused.value.name == "receipt_width"


def test_leaving_speaks_of_paper_only_where_there_is_some() -> None:
    said = [node.name.source for node in compose_leave(WORDS, signed_in=False).nodes]
    assert not [text for text in said if "打印" in text]
