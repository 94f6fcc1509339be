"""What text three times as large must leave: room for the page, and each language its type."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from a11y.document import Document, Node, Role
from kiosk.shots.camera import FORMATS
from kiosk.shots.own import VISITOR
from locales.languages import Language
from locales.text import EMPTY, Text
from locales.words import Words
from portal.models import Field, Option
from tests.harness import sample_pages as samples
from tests.harness.clipping import build_all, faults
from tests.harness.windows import window_of
from views.compose.frame import with_frame
from views.compose.models import LANGUAGES, AttractModel
from views.compose.pages import compose_page
from views.compose.screens import compose_attract
from views.compose.seen import BAR
from views.compose.touch_board import NUMBER, Composed, board
from views.sight import Sight
from views.theme import FIXED, TYPE, enlarged, theme_for
from views.widgets.keys_place import put_keys
from views.widgets.tables import TableWidget

SUBJECT = "/consult/new#subject"
LARGE = [Sight(text=2.0), Sight(text=3.0)]


def framed(language: Language, *, page: str = "form") -> Document:
    words = Words(language)
    made = getattr(samples, page)(language is Language.EN)
    return with_frame(compose_page(made, words), VISITOR, words)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("sight", LARGE, ids=["twice", "thrice"])
@pytest.mark.parametrize("form", FORMATS)
def test_the_bar_leaves_four_fifths_of_the_screen(
    qtbot: QtBot, form: str, sight: Sight, language: Language
) -> None:
    window = window_of(qtbot, FORMATS[form], language, sight)
    window.show_screen(framed(language))
    bar = window.top.widget_of(BAR)
    assert bar is not None
    assert bar.height() <= window.height() * 0.25
    rows = {child.y() for child in bar.children() if hasattr(child, "y")}
    assert len(rows) <= 2


@pytest.mark.parametrize("size", [style.size for name, style in TYPE.items() if name not in FIXED])
def test_every_step_grows_and_none_becomes_smaller_than_the_text(size: float) -> None:
    sizes = [enlarged(size, grown) for grown in (1.0, 1.25, 1.3, 1.5, 2.0, 2.5, 3.0)]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == len(sizes)
    body = TYPE["body"].size
    assert (enlarged(size, 3.0) >= enlarged(body, 3.0)) == (size >= body)
    if size <= body:
        assert enlarged(size, 3.0) == size * 3


@pytest.mark.parametrize("way", ["pinyin", NUMBER])
@pytest.mark.parametrize("form", FORMATS)
def test_reading_the_label_does_not_push_the_field_under_the_keys(
    qtbot: QtBot, form: str, way: str
) -> None:
    language = Language.ZH_HANS
    window = window_of(qtbot, FORMATS[form], language, Sight(text=3.0))
    window.show_screen(framed(language))
    window.screen_view.focus_node(SUBJECT)
    put_keys(window, board(Composed(way, ("pinyin", "latin")), Words(language)), SUBJECT)
    window.set_reading("/consult/new#:title")
    window.set_reading(SUBJECT, (0, 1))
    field = window.top.widget_of(SUBJECT)
    assert field is not None
    assert field.visibleRegion().boundingRect().height() == field.height()


@pytest.mark.parametrize("way", ["pinyin", NUMBER])
@pytest.mark.parametrize("size", [2.0, 2.5, 3.0])
@pytest.mark.parametrize("form", FORMATS)
def test_above_the_keys_a_field_is_seen_with_its_label(
    qtbot: QtBot, form: str, size: float, way: str
) -> None:
    """Where the bar leaves too little room it goes, and comes back with the keys' end."""
    for language in (Language.ZH_HANS, Language.EN):
        window = window_of(qtbot, FORMATS[form], language, Sight(text=size))
        window.show_screen(framed(language))
        put_keys(window, board(Composed(way, ("pinyin", "latin")), Words(language)), SUBJECT)
        window.top.focus_node(SUBJECT)
        window.set_reading(SUBJECT)
        field, bar = window.top.areas.view_of(SUBJECT), window.top.widget_of(BAR)
        assert field is not None
        assert bar is not None
        shown = field.visibleRegion().boundingRect()
        label = field.drawing(field.width()).pieces[0]
        assert shown.top() <= label.y + label.flow.line_height // 7
        assert shown.bottom() == field.rect().bottom()
        put_keys(window, None)
        assert bar.isVisible()


@pytest.mark.parametrize("widget", ["checkbox", "radio"])
@pytest.mark.parametrize("form", FORMATS)
def test_no_option_is_torn_in_the_middle_of_a_word(qtbot: QtBot, form: str, widget: str) -> None:
    named = "Telecommunications administration"
    options = (Option("a", named), Option("b", "Incompatibilities")) if widget == "radio" else ()
    asked = Field("x", named, widget=widget, options=options, required=True)
    document = compose_page(replace(samples.form(True), fields=(asked,)), Words(Language.EN))
    window = window_of(qtbot, FORMATS[form], Language.EN, Sight(text=3.0))
    window.show_screen(document)
    build_all(window)
    assert list(faults(window.top)) == []


def cells(rows: list[list[str]]) -> Document:
    made = tuple(
        Node(
            f"/x#r{n}",
            Role.ROW,
            children=tuple(
                Node(
                    f"/x#r{n}.c{column}",
                    Role.CELL if n else Role.COLUMNHEADER,
                    Text(text),
                    row=n + 1,
                    column=column,
                )
                for column, text in enumerate(row, 1)
            ),
        )
        for n, row in enumerate(rows)
    )
    table = Node("/x#t", Role.TABLE, EMPTY, children=made)
    return Document("/x", Node("/x#:page", Role.DOCUMENT, Text("x"), children=(table,)))


def test_figures_stand_one_below_the_other_by_their_ends(qtbot: QtBot) -> None:
    window = window_of(qtbot, (1920, 1080), Language.ZH_HANS, Sight())
    rows = [
        ["单位", "收到", "按时率", "答复"],
        ["南海", "1,204", "98.5%", "2026年10月"],
        ["禅城", "83", "100%", "9 天"],
        ["高明", "—", "—", "12"],
    ]
    window.show_screen(cells(rows))
    table = window.top.areas.built("/x#t")
    assert isinstance(table, TableWidget)
    assert table.figures() == {2, 3}
    ends: dict[int, set[int]] = {}
    for n in range(len(rows)):
        for column in (1, 2, 3, 4):
            view = window.top.areas.view_of(f"/x#r{n}.c{column}")
            assert view is not None
            piece = view.drawing(view.width()).pieces[0]
            left = view.mapTo(window, QPoint(piece.x, 0)).x()
            ends.setdefault(column, set()).add(
                left + piece.flow.widest if column in (2, 3) else left
            )
    assert all(max(found) - min(found) <= 2 for found in ends.values())


@pytest.mark.parametrize("language", list(Language))
def test_each_language_invites_in_its_own_type(language: Language) -> None:
    theme = theme_for(1920, 1080, language=language.value)
    document = compose_attract(AttractModel(), [Words(one) for one in LANGUAGES])
    found = {
        node.id.rpartition(".")[2]: theme.font_family("sans", theme.written_in(node.name))
        for node in document.nodes
        if node.look == "invite"
    }
    traditional = "TC" if language is Language.ZH_HANT_TW else "HK"
    assert found == {
        "zh-hans": "Noto Sans CJK SC",
        "zh-hant-hk": f"Noto Sans CJK {traditional}",
        "en": "Noto Sans CJK SC",
    }


def test_a_kept_name_and_english_are_in_their_own_type_on_a_traditional_screen() -> None:
    theme = theme_for(1920, 1080, language="zh-Hant-TW")
    assert theme.written_in(Text("政务公开")) == "zh-Hant-TW"
    assert theme.written_in(Text("张*", convert=False)) == "zh-Hans"
    assert theme.written_in(Text("Housing fund", "en")) == "en"
    assert theme.written_in(Text("BJ-2026", "und")) == "zh-Hant-TW"
    english = theme_for(1920, 1080, language="en")
    assert english.written_in(Text("政务咨询")) == "zh-Hans"
