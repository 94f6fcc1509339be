from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from a11y.document import Action, Document, Node, Role, State
from locales.languages import Language
from locales.project import Projector
from locales.text import Text
from locales.words import Words
from tests.harness import sample_matters as matters
from tests.harness import sample_pages as samples
from views.compose.form_check import check
from views.compose.form_state import fresh
from views.compose.frame import with_frame
from views.compose.models import FrameModel
from views.compose.pages import compose_page
from views.widgets.flow import TextFlow
from views.widgets.view import DocumentView
from views.widgets.viewport import FINGER_MS

WORDS = Words(Language.ZH_HANS)
SUBJECT = "/consult/new#subject"


def line(view: DocumentView, node_id: str) -> QLineEdit:
    found = view.widget_of(node_id)
    assert isinstance(found, QLineEdit)
    return found


def test_typing_caret_and_focus_outlive_an_update(view: DocumentView) -> None:
    form = samples.form()
    view.show_document(compose_page(form, WORDS))
    view.focus_node(SUBJECT)
    field = line(view, SUBJECT)
    QTest.keyClicks(field, "abcdef")
    field.setCursorPosition(3)
    view.update_document(compose_page(form, WORDS, check(form, fresh(form))))
    assert line(view, SUBJECT) is field
    assert (field.text(), field.cursorPosition()) == ("abcdef", 3)
    assert QApplication.focusWidget() is field
    assert view.widget_of("/consult/new#:problems.1") is not None


def test_nothing_is_measured_at_a_width_that_it_never_has(
    view: DocumentView, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[int] = []
    height = TextFlow.height

    def asked(flow: TextFlow, width: int) -> int:
        widths.append(width)
        return height(flow, width)

    monkeypatch.setattr(TextFlow, "height", asked)
    view.show_document(compose_page(samples.home(), WORDS))
    assert widths
    assert min(widths) > 0


def test_typing_outlives_a_change_of_language(view: DocumentView) -> None:
    view.show_document(compose_page(samples.form(), WORDS))
    view.focus_node(SUBJECT)
    field = line(view, SUBJECT)
    QTest.keyClicks(field, "abc")
    view.set_projection(Projector(Language.EN).show)
    view.update_document(compose_page(samples.form(en=True), Words(Language.EN)))
    assert line(view, SUBJECT) is field
    assert field.text() == "abc"
    assert field.accessibleName() == "Subject"


def test_a_field_commits_when_it_is_left(view: DocumentView, qtbot: QtBot) -> None:
    view.show_document(compose_page(samples.form(), WORDS))
    view.focus_node(SUBJECT)
    QTest.keyClicks(line(view, SUBJECT), "abc")
    with qtbot.waitSignal(view.edited) as edited:
        view.focus_node("/consult/new#text")
    assert edited.args == [SUBJECT, "abc"]
    text = view.widget_of("/consult/new#text")
    assert isinstance(text, QPlainTextEdit)
    QTest.keyClicks(text, "xyz")
    with qtbot.waitSignal(view.edited) as edited:
        view.focus_node(SUBJECT)
    assert edited.args == ["/consult/new#text", "xyz"]


def test_a_new_value_reaches_a_field_that_nobody_is_at(view: DocumentView) -> None:
    form = samples.form()
    view.show_document(compose_page(form, WORDS))
    view.update_document(compose_page(form, WORDS, fresh(form).with_value("subject", "住房")))
    assert line(view, SUBJECT).text() == "住房"


def test_an_option_shows_what_the_document_says(view: DocumentView, qtbot: QtBot) -> None:
    form = samples.form()
    view.show_document(compose_page(form, WORDS))
    option = view.widget_of("/consult/new#kind.ask")
    assert option is not None
    with qtbot.waitSignal(view.edited) as edited:
        QTest.mouseClick(option, Qt.MouseButton.LeftButton)
    assert edited.args == ["/consult/new#kind.ask", "ask"]
    assert not option.isChecked()  # type: ignore[attr-defined]  # a radio button
    view.update_document(compose_page(form, WORDS, fresh(form).with_value("kind", "ask")))
    assert option.isChecked()  # type: ignore[attr-defined]  # a radio button


def test_a_link_is_pressed_by_touch_and_by_key(view: DocumentView, qtbot: QtBot) -> None:
    view.show_document(compose_page(samples.home(), WORDS))
    tile = view.widget_of("/#columns:list.news")
    assert tile is not None
    with qtbot.waitSignal(view.activated) as pressed:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert pressed.args == ["/#columns:list.news"]
    with qtbot.waitSignal(view.activated):
        QTest.keyClick(tile, Qt.Key.Key_Return)


def test_a_disabled_button_does_nothing_but_keeps_the_focus(
    view: DocumentView, qtbot: QtBot
) -> None:
    form = samples.form()
    state = fresh(form)
    view.show_document(compose_page(form, WORDS, state))
    view.focus_node("/consult/new#:submit")
    view.update_document(compose_page(form, WORDS, state.sent()))
    button = view.widget_of("/consult/new#:submit")
    assert QApplication.focusWidget() is button
    with qtbot.assertNotEmitted(view.activated):
        press(Qt.Key.Key_Return)


def test_only_the_visitors_own_focus_moves_are_reported(view: DocumentView, qtbot: QtBot) -> None:
    view.show_document(compose_page(samples.form(), WORDS))
    with qtbot.assertNotEmitted(view.focus_moved):
        assert view.focus_node(SUBJECT)
    text = view.widget_of("/consult/new#text")
    assert text is not None
    with qtbot.waitSignal(view.focus_moved) as moved:
        text.setFocus()
    assert moved.args == ["/consult/new#text"]
    assert not view.focus_node("/consult/new#:title")


def test_tab_goes_through_the_document_in_reading_order(view: DocumentView) -> None:
    document = with_frame(compose_page(samples.form(), WORDS), FrameModel(), WORDS)
    view.show_document(document)
    stops = [
        n.id
        for n in document.nodes
        if State.FOCUSABLE in n.states and State.DISABLED not in n.states
    ]
    view.focus_node(stops[0])
    visited = [view.focused]
    for _ in stops:
        press(Qt.Key.Key_Tab)
        visited.append(view.focused)
    assert visited == [*stops, stops[0]]


def test_a_live_page_grows_without_moving_what_is_read(view: DocumentView) -> None:
    def live(posts: int) -> Document:
        return compose_page(matters.thread(live=True, posts=posts), WORDS)

    view.show_document(live(30))
    view.set_reading("/live/1#post20:text")
    before = on_screen(view, "/live/1#post20:text")
    page = matters.thread(live=True, posts=31)
    newest_first = replace(page, posts=(page.posts[-1], *page.posts[:-1]))
    view.update_document(compose_page(newest_first, WORDS))
    assert on_screen(view, "/live/1#post20:text") == before
    assert view.widget_of("/live/1#post31:text") is not None


def test_reading_scrolls_to_the_node_and_marks_only_it(view: DocumentView) -> None:
    view.show_document(compose_page(samples.article(paragraphs=60), WORDS))
    for node_id in ("/disclosures/d1#p50", "/disclosures/d1#p1"):
        view.set_reading(node_id, (0, 4))
        assert 0 <= on_screen(view, node_id) < view.height()
        marked = [w.objectName() for w in view.findChildren(QWidget) if is_marked(w)]
        assert marked == [node_id]


def test_a_changed_role_makes_a_new_widget(view: DocumentView) -> None:
    def doc(role: Role) -> Document:
        child = Node(
            "/x#a", role, Text("a"), states=frozenset({State.FOCUSABLE}), action=Action("open", "/")
        )
        return Document("/x", Node("/x#:page", Role.DOCUMENT, Text("x"), children=(child,)))

    view.show_document(doc(Role.LINK))
    before = view.widget_of("/x#a")
    view.update_document(doc(Role.BUTTON))
    after = view.widget_of("/x#a")
    assert after is not None
    assert after is not before


def test_only_what_is_near_is_built(view: DocumentView) -> None:
    view.show_document(compose_page(samples.article(paragraphs=300), WORDS))
    built = {w.objectName() for w in view.findChildren(QWidget)}
    assert "/disclosures/d1#p1" in built
    assert "/disclosures/d1#p299" not in built
    far = view.widget_of("/disclosures/d1#p299")
    assert far is not None
    assert far.height() > 0


def test_what_is_gone_to_next_is_built_while_nothing_else_is_done(
    view: DocumentView, qtbot: QtBot
) -> None:
    view.show_document(compose_page(samples.article(paragraphs=300), WORDS))
    view.set_reading("/disclosures/d1#p30")
    port = view.areas.viewport
    bar, seen = port.verticalScrollBar(), port.viewport().height()
    place = on_screen(view, "/disclosures/d1#p30")
    at_once = len(view.findChildren(QWidget))

    def built() -> set[str]:
        return {w.objectName() for w in view.findChildren(QWidget)}

    qtbot.waitUntil(lambda: not port._idle.isActive() and len(built()) > at_once, timeout=5_000)
    assert on_screen(view, "/disclosures/d1#p30") == place
    ready = built()
    for by in (seen, -2 * seen):
        bar.setValue(bar.value() + by)
        assert built() == ready
    assert "/disclosures/d1#p299" not in ready


def test_a_document_of_twenty_thousand_nodes_can_be_read_to_its_end(view: DocumentView) -> None:
    items = tuple(Node(f"/x#n{n}", Role.PARAGRAPH, Text(f"第{n}段")) for n in range(20_000))
    view.show_document(Document("/x", Node("/x#:page", Role.DOCUMENT, Text("x"), children=items)))
    view.set_reading("/x#n19999")
    assert 0 <= on_screen(view, "/x#n19999") < view.height()
    assert len(view.findChildren(QWidget)) < 2_000


def test_none_keeps_its_references(view: DocumentView) -> None:
    """PySide6 6.12.0 loses one in every void call and aborts after some thousand."""
    view.show_document(compose_page(samples.home(), WORDS))
    before = sys.getrefcount(None)
    for _ in range(3_000):
        view.update()
        QApplication.processEvents()
    assert sys.getrefcount(None) > before - 1_000


def on_screen(view: DocumentView, node_id: str) -> int:
    widget = view.widget_of(node_id)
    assert widget is not None
    return widget.mapTo(view, widget.rect().topLeft()).y()


def is_marked(widget: QWidget) -> bool:
    mark = getattr(widget, "mark", None)
    return mark is not None and mark.on


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_what_a_finger_put_off_gives_way_to_what_is_to_be_seen_now(
    view: DocumentView, qtbot: QtBot
) -> None:
    """A button that sends is pressed, and what is wrong is further up: that must stay in sight."""
    page = matters.thread(posts=40)
    view.show_document(compose_page(page, WORDS))
    first, last = (f"{page.address}#post{n}:text" for n in (2, 40))
    surface = view.areas.viewport.viewport()
    QTest.mousePress(surface, Qt.MouseButton.LeftButton)
    view.set_reading(last)
    assert view.areas.viewport.verticalScrollBar().value() == 0  # nothing moves under a finger
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton)
    view.set_reading(first)
    qtbot.wait(3 * FINGER_MS)
    assert 0 <= on_screen(view, first) < view.areas.viewport.height()


def test_who_scrolls_after_a_touch_is_not_taken_back(view: DocumentView, qtbot: QtBot) -> None:
    """A finger touches and then pushes the page, quicker than a busy machine shows the touch."""
    page = matters.thread(posts=40)
    view.show_document(compose_page(page, WORDS))
    bar = view.areas.viewport.verticalScrollBar()
    surface = view.areas.viewport.viewport()
    QTest.mousePress(surface, Qt.MouseButton.LeftButton)
    view.set_reading(f"{page.address}#post2:text")
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton)
    bar.setValue(bar.maximum())
    qtbot.wait(3 * FINGER_MS)
    assert on_screen(view, f"{page.address}#post2:text") < 0
