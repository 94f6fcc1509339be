"""Going down a page no line of words is cut through at the top of what is seen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from a11y.document import Document, Node, Role
from kiosk.shots.camera import FORMATS
from locales.languages import Language
from locales.text import Text
from tests.harness.windows import window_of
from views.sight import Sight
from views.widgets.window import MainWindow

LONG = "各单位应当在收到申请之日起五个工作日内答复，不能答复的应当说明理由。" * 2


def text_page() -> Document:
    """Paragraphs of one line and of several, in turn."""
    inside = tuple(
        Node(f"/x#p{n}", Role.PARAGRAPH, Text(LONG if n % 3 else f"第{n}条")) for n in range(24)
    )
    return Document("/x", Node("/x#:page", Role.DOCUMENT, Text("办法"), children=inside))


def top_row(window: MainWindow) -> set[int]:
    """The colours of the uppermost row of pixels of what scrolls."""
    image: QImage = window.screen_view.areas.viewport.viewport().grab().toImage()
    return {image.pixel(x, 0) for x in range(0, image.width(), 2)}


@pytest.mark.parametrize("size", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("form", FORMATS)
def test_going_down_cuts_no_line(qtbot: QtBot, form: str, size: float) -> None:
    window = window_of(qtbot, FORMATS[form], Language.ZH_HANS, Sight(text=size))
    document = text_page()
    window.show_screen(document)
    bar = window.screen_view.areas.viewport.verticalScrollBar()
    moved = 0
    for node in document.root.children:
        before = bar.value()
        window.set_reading(node.id)
        if before < bar.value() < bar.maximum() and before:
            moved += 1
            assert len(top_row(window)) == 1, node.id
    assert moved > 3
