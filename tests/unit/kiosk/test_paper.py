"""What is printed is well set: pages end where a reader expects it, and nothing is lost."""

from __future__ import annotations

import re

import pypdfium2
import pytest

from a11y.document import Node, Role
from kiosk.paper import Sheet, render
from kiosk.paper_text import STYLE, html
from kiosk.shots.printed import sample
from locales.languages import Language
from locales.project import Projector
from locales.text import Text
from locales.words import Words
from tests.harness.sample_pages import collection
from views.compose.pages import compose_page
from views.compose.printing import Paper, PrintModel, printed

SHOW = Projector(Language.ZH_HANS).show
WORDS = Words(Language.ZH_HANS)
MARGIN = 18 / 25.4 * 72
"""Of A4, in points."""


def chapters(length: int, number: int = 40) -> PrintModel:
    """Forty headings, each with a paragraph of so many characters."""
    nodes: list[Node] = []
    for n in range(number):
        nodes.append(Node(f"/x#h{n}", Role.HEADING, Text(f"TITLE{n}", "en"), level=2))
        nodes.append(Node(f"/x#p{n}", Role.PARAGRAPH, Text("申请材料应当齐全。" * length)))
    return PrintModel(Text("办法"), tuple(nodes), Paper.A4)


def texts_of(sheet: Sheet) -> list[tuple[str, str]]:
    """What is seen of the text of every page, and at its foot, without spaces and line ends.

    A paragraph that goes on to another page is in both, cut by the edge of each.
    """
    document = pypdfium2.PdfDocument(sheet.pdf)
    found = []
    for page in document:
        text, (_, high) = page.get_textpage(), page.get_size()
        seen = text.get_text_bounded(bottom=MARGIN, top=high - MARGIN)
        foot = text.get_text_bounded(top=MARGIN - 8)
        found.append(("".join(seen.split()), "".join(foot.split())))
    document.close()
    return found


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("length", [4, 9, 14])
@pytest.mark.parametrize("size", [1.0, 1.5])
def test_no_heading_is_the_last_line_of_a_page(length: int, size: float) -> None:
    sheet = render(chapters(length), SHOW, size)
    pages = texts_of(sheet)
    assert sheet.pages == len(pages) > 1
    for number, (text, foot) in enumerate(pages, 1):
        # lines of the next page are there too, cut away by the edge of this one
        assert f"{number}/{len(pages)}" in re.sub(r"[^\d/]", "", foot)
        assert not re.search(r"TITLE\d+$", text), text
    found = re.findall(r"TITLE(\d+)", "".join(text for text, _ in pages))
    assert found == [str(n) for n in range(40)]


@pytest.mark.usefixtures("qapp")
def test_a_short_text_is_not_torn_by_the_end_of_a_page() -> None:
    pages = texts_of(render(chapters(9), SHOW))
    assert [text[:5] for text, _ in pages[1:]] == ["TITLE"] * (len(pages) - 1)


@pytest.mark.usefixtures("qapp")
def test_one_page_has_no_number() -> None:
    sheet = render(sample(Paper.A4, WORDS), SHOW)
    assert sheet.pages == 1
    assert texts_of(sheet)[0][1] == ""


def test_the_wide_space_behind_a_number_is_kept() -> None:
    text = html(sample(Paper.RECEIPT80, WORDS), SHOW)
    assert "第一章　总则" in text
    assert "white-space: pre-wrap" in STYLE


def test_what_only_a_screen_can_do_is_not_printed() -> None:
    document = compose_page(collection(False, 3), WORDS)
    nodes = [node for one in printed(document) for node in one.walk()]
    assert WORDS("screens.search.label").source in {node.name.source for node in document.nodes}
    parts = {node.id.partition("#")[2].split(".")[0] for node in nodes}
    assert parts.isdisjoint({":search", ":facets", ":facet"})
    assert len(nodes) > 3


def test_labels_stand_beside_their_values_where_there_is_room() -> None:
    facts = tuple(
        Node(f"/x#f{n}", Role.LISTITEM, Text(f"名{n}"), value=Text(f"值{n}"), look="fact")
        for n in range(2)
    )
    model = PrintModel(Text("办法"), (Node("/x#f", Role.LIST, children=facts),), Paper.A4)
    assert html(model, SHOW).count("<tr>") == 2
    narrow = PrintModel(model.title, model.text, Paper.RECEIPT58)
    assert "名0<br><b>值0</b>" in html(narrow, SHOW)
