"""Tables on a narrow screen and in large text: as large as other words, and every word whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from a11y.document import Document, Role
from kiosk.shots.camera import FORMATS
from locales.languages import Language
from locales.words import Words
from portal.models import Table, TableRow
from tests.harness import sample_pages as samples
from tests.harness.clipping import build_all, faults
from tests.harness.windows import window_of
from views.compose.pages import compose_page
from views.sight import Sight
from views.widgets.tables import CellWidget, TableWidget
from views.widgets.window import MainWindow

HEADS = {
    Language.ZH_HANS: ("名称", "收到", "已答复", "答复率", "按时答复", "超期"),
    Language.EN: ("Name", "Received", "Answered", "Answer rate", "Answered in time", "Overdue"),
}
NAMES = {
    Language.ZH_HANS: ("政务咨询", "网络发言人话题"),
    Language.EN: ("Consultation", "Complaint about administration"),
}
FIGURES = ("1,204", "98", "98.5%", "96", "0")
SIZES = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0)


def shown(qtbot: QtBot, form: str, language: Language, size: float) -> tuple[MainWindow, Document]:
    """A window with a table of six columns in it."""
    rows = tuple(TableRow(f"r{n}", (name, *FIGURES)) for n, name in enumerate(NAMES[language]))
    table = Table("t", caption="", columns=HEADS[language], rows=rows, row_headers=True)
    page = replace(samples.article(language is Language.EN), blocks=(table,))
    document = compose_page(page, Words(language))
    window = window_of(qtbot, FORMATS[form], language, Sight(text=size))
    window.show_screen(document)
    build_all(window)
    return window, document


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", list(HEADS))
@pytest.mark.parametrize("form", FORMATS)
def test_no_word_of_a_table_is_smaller_than_a_little(
    qtbot: QtBot, form: str, language: Language, size: float
) -> None:
    window, document = shown(qtbot, form, language, size)
    assert list(faults(window.top)) == []
    theme = window.top.context.theme
    cells = window.top.findChildren(CellWidget)
    assert len(cells) == 6 * 3
    for cell in cells:
        line = theme.style("body").size * 1.4
        for piece in cell.drawing(cell.width()).pieces:
            quiet = 0.8 if len(cell.drawing(cell.width()).pieces) > 1 else 1.0
            assert piece.flow.line_height >= line * 0.7 * quiet, cell.node.name.source
    assert document.find("/disclosures/d1#t") is not None


def test_stacked_each_number_stands_with_the_head_of_its_column(qtbot: QtBot) -> None:
    window, _ = shown(qtbot, "portrait", Language.EN, 3.0)
    (table,) = window.top.findChildren(TableWidget)
    assert table.stacked
    for cell in window.top.findChildren(CellWidget):
        texts = [piece.flow.text for piece in cell.drawing(cell.width()).pieces]
        if cell.node.role is Role.CELL:
            assert texts == [HEADS[Language.EN][cell.node.column - 1], cell.node.name.source]
        else:
            assert texts == [cell.node.name.source]


def test_where_there_is_room_a_table_is_a_table(qtbot: QtBot) -> None:
    window, _ = shown(qtbot, "landscape", Language.ZH_HANS, 1.0)
    (table,) = window.top.findChildren(TableWidget)
    assert not table.stacked
    window.set_sight(Sight(text=3.0))
    window.resize(*FORMATS["portrait"])
    window.top.settle()
    assert table.stacked
    window.resize(*FORMATS["landscape"])
    window.set_sight(Sight())
    window.top.settle()
    assert not table.stacked
    assert list(faults(window.top)) == []
