"""Printing is asked first, and a printer that cannot is said in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from a11y.document import Privacy
from kiosk.print_queue import Printer, PrintFailed
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from portal.client import Fetched
from tests.harness.own_terminal import OwnTerminal
from tests.harness.sample_matters import pages
from views.compose.printing import Paper, PrintModel, compose_print


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[OwnTerminal]:
    own = OwnTerminal(tmp_path, "keyboard")
    yield own
    own.close()


def _open(own: OwnTerminal, kind: str) -> None:
    page = next(page for page in pages() if page.kind == kind)
    shown = own.terminal.browser.shown
    shown.fetched = Fetched(page=page, etag="", age_seconds=0.0, from_cache=False)
    own.terminal.stage.show(shown.screen(), say=False)
    own.utterances.clear()


@pytest.mark.usefixtures("qapp")
def test_a_page_is_shown_before_it_is_printed_and_no_printer_is_said(
    terminal: OwnTerminal,
) -> None:
    _open(terminal, "article")
    said = " ".join(terminal.press("Ctrl+P"))
    assert "打印预览" in said
    desk = terminal.terminal.desk
    facts = {str(n.name.source): n.value.source for n in desk.reader.document.nodes if n.value}
    assert facts["纸张"] == "A4 纸"
    desk.printing.other_paper()
    assert any("80 毫米小票" in one for one in terminal.said)
    desk.printing.send()
    assert "没有可用的打印机" in terminal.said
    assert desk.printing.leave() is None


@pytest.mark.usefixtures("qapp")
def test_where_there_is_no_page_nothing_is_printed(terminal: OwnTerminal) -> None:
    terminal.terminal.browser.shown.fetched = None
    assert terminal.press("Ctrl+P")[-1:] == ["这里没有可以打印的内容，请先打开一页"]


def test_a_page_of_the_visitors_own_says_so_and_keeps_its_privacy() -> None:
    words = Words(Language.ZH_HANS)
    document = compose_print(PrintModel(Text("我的办件"), (), Paper.A4, 1, personal=True), words)
    assert "有，打印后请立即取走" in [node.value.source for node in document.nodes]
    whose = [node for node in document.nodes if "我的办件" in node.name.source]
    assert whose
    assert all(node.privacy is Privacy.PERSONAL for node in whose)
    public = replace(
        PrintModel(Text("通知"), (), Paper.A4, 1), state="no_paper", address="https://x.example/"
    )
    assert "打印机没有纸了，没有打印" in [n.name.source for n in compose_print(public, words).nodes]


@pytest.mark.parametrize(
    ("told", "code"),
    [("Alerts: media-empty-error", "no_paper"), ("printer p disabled since", "stopped")],
)
def test_what_hinders_a_job_has_a_name(tmp_path: Path, told: str, code: str) -> None:
    fake = tmp_path / "lpstat"
    fake.write_text(f'#!/bin/sh\ncase "$*" in *-o*) echo "p-1 someone";; *) echo "{told}";; esac\n')
    fake.chmod(0o755)
    with pytest.raises(PrintFailed) as hindered:
        Printer("p", tmp_path).waiting("p-1")
    assert hindered.value.code == code
