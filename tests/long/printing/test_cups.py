"""A sheet goes through a real CUPS; what comes out says what the page says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtPdf import QPdfDocument

from kiosk.paper import FAMILY, Sheet, render
from kiosk.print_queue import Printer, PrintFailed
from locales.languages import Language
from locales.project import Projector
from locales.text import Text
from locales.words import Words
from tests.harness.cups import Cups, until
from tests.harness.sample_matters import pages
from views.compose.pages import compose_page
from views.compose.printing import Paper, PrintModel, printed

pytestmark = pytest.mark.long
SHEET = Sheet(b"%PDF-1.4", 1, "A4")
ADDRESS = "https://yizhan.example/x"


@pytest.fixture
def cups(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cups]:
    with Cups(tmp_path_factory.mktemp("cups")) as found:
        for name, value in found.environment.items():
            monkeypatch.setenv(name, value)
        yield found


def _glyphs(text: str) -> list[int]:
    """What is on the paper: 长 and the radical ⻓ are one glyph, and a PDF may name either."""
    found: list[int] = QRawFont.fromFont(QFont(FAMILY)).glyphIndexesForString("".join(text.split()))
    return found


def _text(pdf: bytes) -> str:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = "".join(document.getAllText(n).text() for n in range(document.pageCount()))
    document.close()
    return found


def _model(kind: str, paper: Paper, language: Language = Language.ZH_HANS) -> PrintModel:
    page = next(page for page in pages(False) if page.kind == kind)
    document = compose_page(page, Words(language))
    note = Text("最后一行")
    return PrintModel(
        document.title, printed(document), paper, code=ADDRESS, address=ADDRESS, note=note
    )


def _within(wanted: list[int], found: list[int]) -> bool:
    return any(found[n : n + len(wanted)] == wanted for n in range(len(found)))


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.ZH_HANT_HK])
@pytest.mark.parametrize("kind", ["article", "case", "collection", "thread"])
@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.usefixtures("qapp")
def test_what_is_printed_says_what_the_page_says(
    paper: Paper, kind: str, language: Language
) -> None:
    show = Projector(language).show
    model = _model(kind, paper, language)
    found = _glyphs(_text(render(model, show).pdf))
    texts = [
        text
        for one in model.text
        for node in one.walk()
        for text in (node.name, node.value)
        if text and (not node.children or node.role == "listitem")
    ]
    assert len(texts) > 3
    for text in (*texts, model.note, Text(ADDRESS, "und")):
        assert _within(_glyphs(show(text)), found), show(text)


@pytest.mark.usefixtures("qapp")
def test_nothing_is_printed_twice() -> None:
    model = _model("article", Paper.A4)
    text = _text(render(model, Projector(Language.ZH_HANS).show).pdf)
    assert text.count("另") == 1
    assert len(_glyphs("《补贴办法》")) == 6
    glyphs, wanted = _glyphs(text), _glyphs("《补贴办法》")
    assert sum(glyphs[n : n + 6] == wanted for n in range(len(glyphs))) == 1


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.usefixtures("qapp")
def test_a_job_comes_out_and_leaves_nothing(cups: Cups, paper: Paper) -> None:
    sheet = render(_model("article", paper), Projector(Language.ZH_HANS).show)
    printer = Printer("paper")
    job = printer.send(sheet)
    until(lambda: not printer.waiting(job))
    assert cups.sheets == [sheet.pdf]
    assert cups.queued == ""
    until(lambda: cups.spooled == [])
    assert not printer.keeps_history()
    assert cups.sheets == [sheet.pdf]


@pytest.mark.parametrize(("what", "code"), [("empty", "no_paper"), ("jam", "jam")])
def test_a_printer_that_waits_for_somebody_says_for_what(cups: Cups, what: str, code: str) -> None:
    printer = Printer("paper")
    cups.put(what)
    job = printer.send(SHEET)
    with pytest.raises(PrintFailed) as hindered:
        until(lambda: not printer.waiting(job))
    assert hindered.value.code == code
    assert printer.drop(job)
    until(lambda: cups.queued == "")
    cups.let(what)
    until(lambda: cups.spooled == [])
    assert cups.sheets == []
    printer.check()  # what it said of that job does not stand in the way of another
    again = printer.send(SHEET)
    until(lambda: _out(printer, again))
    assert len(cups.sheets) == 1


def _out(printer: Printer, job: str) -> bool:
    """Whether it is out; at first the printer may still speak of the job before."""
    try:
        return not printer.waiting(job)
    except PrintFailed:
        return False


def test_a_printer_that_is_stopped_takes_nothing(cups: Cups) -> None:
    printer = Printer("paper")
    cups.put("slow")
    job = printer.send(SHEET)
    cups.run("cupsdisable", "paper")
    with pytest.raises(PrintFailed) as hindered:
        printer.waiting(job)
    assert hindered.value.code == "stopped"
    with pytest.raises(PrintFailed) as hindered:
        printer.send(SHEET)
    assert hindered.value.code == "stopped"
    assert printer.clear()
    until(lambda: cups.spooled == [])
    assert (cups.queued, cups.sheets) == ("", [])


def test_one_that_refuses_is_stopped_for_the_visitor_too(cups: Cups) -> None:
    cups.run("cupsreject", "paper")
    with pytest.raises(PrintFailed) as hindered:
        Printer("paper").send(SHEET)
    assert hindered.value.code == "stopped"


def test_a_job_that_cups_gives_up_is_not_called_printed(cups: Cups) -> None:
    cups.run("lpadmin", "-p", "paper", "-o", "printer-error-policy=abort-job")
    cups.put("broken")
    printer = Printer("paper")
    job = printer.send(SHEET)
    with pytest.raises(PrintFailed) as hindered:
        until(lambda: not printer.waiting(job))
    assert hindered.value.code == "failed"


def test_without_a_printer_of_that_name_it_is_said(cups: Cups) -> None:
    for call in (Printer("elsewhere").check, lambda: Printer("elsewhere").send(SHEET)):
        with pytest.raises(PrintFailed) as failed:
            call()
        assert failed.value.code == "no_printer"
    assert cups.sheets == []


def test_without_cups_the_printer_cannot_be_reached(cups: Cups) -> None:
    printer = Printer("paper")
    job = printer.send(SHEET)
    until(lambda: not printer.waiting(job))
    cups.stop()
    for call in (printer.check, lambda: printer.send(SHEET), lambda: printer.waiting(job)):
        with pytest.raises(PrintFailed) as failed:
            call()
        assert failed.value.code == "unreachable"
    assert not printer.drop(job)
    assert not printer.clear()
    cups.start()


def test_what_a_power_cut_leaves_does_not_come_out(cups: Cups) -> None:
    printer = Printer("paper")
    cups.put("slow")
    printer.send(SHEET)
    printer.send(SHEET)
    cups.stop()
    cups.start()
    assert len(cups.queued.splitlines()) == 2
    assert printer.clear()
    cups.let("slow")
    until(lambda: cups.spooled == [])
    assert (cups.queued, cups.sheets) == ("", [])


def test_a_queue_that_keeps_what_is_over_is_found_out(cups: Cups) -> None:
    settings = cups.folder / "etc/cupsd.conf"
    kept = settings.read_text().replace("PreserveJobHistory No", "PreserveJobHistory Yes")
    cups.stop()
    settings.write_text(kept)
    cups.start()
    assert Printer("paper").keeps_history()
    assert cups.sheets == []
