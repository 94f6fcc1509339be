"""A sheet goes through a real CUPS; what comes out says what the page says."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument

from kiosk.paper import Sheet, render
from kiosk.print_queue import Printer, PrintFailed
from locales.languages import Language
from locales.project import Projector
from locales.words import Words
from tests.harness.cups import Cups
from tests.harness.sample_matters import pages
from views.compose.pages import compose_page
from views.compose.printing import Paper, printed

pytestmark = pytest.mark.long
SHEET = Sheet(b"%PDF-1.4", 1, "A4")


@pytest.fixture
def cups(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cups]:
    with Cups(tmp_path_factory.mktemp("cups")) as found:
        for name, value in found.environment.items():
            monkeypatch.setenv(name, value)
        yield found


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _text(pdf: bytes) -> str:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = "".join(document.getAllText(n).text() for n in range(document.pageCount()))
    document.close()
    return _folded(found)


def _folded(text: str) -> str:
    """Without space; a PDF may give a character as the radical that looks the same."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _alike(text: str) -> str:
    """A pattern; where NFKC leaves a radical (CJK Radicals Supplement) it is taken as well."""
    return "".join(f"[{re.escape(one)}\u2e80-\u2eff]" for one in _folded(text))


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.usefixtures("qapp")
def test_what_is_printed_says_what_the_page_says(cups: Cups, paper: Paper) -> None:
    page = next(page for page in pages(False) if page.kind == "article")
    document = compose_page(page, Words(Language.ZH_HANS))
    show = Projector(Language.ZH_HANS).show
    text = printed(document)
    printer = Printer()
    job = printer.send(render(document.title, text, paper, "https://yizhan.example/x", show))
    _wait(lambda: not printer.waiting(job))
    _wait(lambda: len(cups.sheets) == 1)
    found = _text(cups.sheets[0])
    said = [node.name for one in text for node in one.walk() if not node.children and node.name]
    assert len(said) > 3
    for name in said:
        assert re.search(_alike(show(name)), found), show(name)
    assert cups.run("lpstat", "-W", "not-completed", "-o") == ""
    _wait(lambda: cups.spooled == [])


@pytest.mark.usefixtures("qapp")
def test_a_job_of_a_stopped_printer_is_told_and_taken_back_with_its_data(cups: Cups) -> None:
    document = compose_page(pages(False)[0], Words(Language.ZH_HANS))
    show = Projector(Language.ZH_HANS).show
    printer = Printer("paper")
    cups.run("cupsdisable", "paper")
    job = printer.send(render(document.title, printed(document), Paper.A4, "", show))
    with pytest.raises(PrintFailed) as hindered:
        printer.waiting(job)
    assert hindered.value.code == "stopped"
    assert printer.drop(job)
    assert cups.run("lpstat", "-W", "not-completed", "-o") == ""
    assert cups.sheets == []
    assert cups.spooled == []


def test_without_a_printer_of_that_name_it_is_said(cups: Cups) -> None:
    with pytest.raises(PrintFailed) as failed:
        Printer("elsewhere").send(SHEET)
    assert failed.value.code == "no_printer"
    cups.run("lpadmin", "-x", "paper")
    with pytest.raises(PrintFailed) as failed:
        Printer().send(SHEET)
    assert failed.value.code == "no_printer"
