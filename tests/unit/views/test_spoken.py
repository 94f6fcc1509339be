"""What is read out of a screen and what other screen readers find in it are the same things."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from a11y.cursor import ReadingCursor
from a11y.document import Document, Node
from a11y.kinds import is_stop
from a11y.narrator import Narrator
from a11y.reader import Reader
from a11y.speech.utterance import Utterance
from locales.languages import Language
from locales.project import Projector
from locales.words import Words
from tests.harness.sample_screens import screens
from views.theme import theme_for
from views.widgets.view import DocumentView


def spoken(document: Document, language: Language) -> list[tuple[str, str]]:
    """Node id and words of every item, as the reader says them one after another."""
    utterances: list[Utterance] = []
    moves: list[Node] = []
    reader = Reader(
        document,
        Narrator(Words(language), utterances.append),
        lambda node, _span: moves.append(node),
    )
    reader.to_end(-1)
    said = []
    while True:
        said.append((reader.node.id, utterances[-1].text))
        before = len(moves)
        cursor = ReadingCursor(document)
        cursor.go(reader.node.id)
        stops = [node.id for node in document.nodes if is_stop(node)]
        place = stops.index(reader.node.id)
        if place + 1 == len(stops):
            return said
        reader.arrive(stops[place + 1])
        assert len(moves) == before + 1


@pytest.mark.parametrize(
    "language",
    [Language.ZH_HANS, pytest.param(Language.ZH_HANT_HK, marks=pytest.mark.long), Language.EN],
)
def test_every_item_is_read_and_found_under_one_id(qtbot: QtBot, language: Language) -> None:
    show = Projector(language).show
    view = DocumentView(theme_for(1920, 1080, language=language.value))
    qtbot.addWidget(view)
    view.resize(1920, 1080)
    view.set_projection(show)
    view.show()
    for name, document in screens(language):
        view.show_document(document)
        for node_id, words in spoken(document, language):
            node = document.find(node_id)
            widget = view.widget_of(node_id)
            assert node is not None
            assert widget is not None, (name, node_id)
            found = QAccessible.queryAccessibleInterface(widget)
            assert found.text(QAccessible.Text.Name) == show(node.name), (name, node_id)
            assert node.name.source in words, (name, node_id)
