"""The bar is the same on every page: what is in it is patched, and not built anew."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from a11y.document import Document, State
from locales.languages import Language
from locales.words import Words
from tests.harness import sample_pages as samples
from views.compose.frame import with_frame
from views.compose.models import FrameModel
from views.compose.pages import compose_page
from views.widgets.base import NodeView
from views.widgets.view import DocumentView

WORDS = Words(Language.ZH_HANS)
BACK, HOME, PERSON = "screen:frame#:back", "screen:frame#:home", "screen:frame#:person"


def home(frame: FrameModel) -> Document:
    return with_frame(compose_page(samples.home(), WORDS), frame, WORDS)


def form(frame: FrameModel) -> Document:
    return with_frame(compose_page(samples.form(), WORDS), frame, WORDS)


@pytest.fixture(autouse=True)
def _at_home(view: DocumentView) -> None:
    view.show_document(home(FrameModel(at_home=True)))


def button(view: DocumentView, node_id: str) -> NodeView:
    found = view.areas.built(node_id)
    assert found is not None
    return found


def test_its_buttons_stay_and_say_what_is_so_on_the_next_page(view: DocumentView) -> None:
    back, at_home = button(view, BACK), button(view, HOME)
    assert State.CURRENT in at_home.node.states
    before = back.shown_colours()[2]  # type: ignore[attr-defined]  # a button of the bar

    view.show_document(form(FrameModel(can_go_back=True)))

    assert button(view, BACK) is back
    assert button(view, HOME) is at_home
    assert back.shown_colours()[2] != before  # type: ignore[attr-defined]  # as above
    assert State.CURRENT not in at_home.node.states


def test_who_signs_in_comes_into_it_and_who_leaves_is_gone(view: DocumentView) -> None:
    view.show_document(form(FrameModel(signed_in="张三")))
    person, end = button(view, PERSON), button(view, "screen:frame#:end_visit")
    assert person.geometry().right() < end.geometry().left()
    assert person.height() == end.height()
    assert view.areas.built("screen:frame#:sign_in") is None

    view.show_document(home(FrameModel()))
    assert view.areas.built(PERSON) is None
    document = home(FrameModel())
    bar = document.find("screen:frame#:bar")
    assert bar is not None
    inside = [w.objectName() for w in button(view, bar.id).children()]
    assert inside == [child.id for child in bar.children]  # in the order in which they are read
    assert not [w for w in view.findChildren(QWidget) if "张三" in w.accessibleName()]


def test_neither_mark_nor_focus_stays_on_it(view: DocumentView) -> None:
    view.set_reading(HOME)
    view.focus_node(HOME)
    assert button(view, HOME).mark.on
    assert view.focused == HOME

    view.show_document(form(FrameModel(can_go_back=True)))

    assert not button(view, HOME).mark.on
    assert view.focused == ""
    assert QApplication.focusWidget() is None
    QTest.qWait(0)
    view.focusNextPrevChild(True)
    assert view.focused == HOME


def test_what_lies_over_the_page_keeps_the_keyboard(view: DocumentView) -> None:
    """A provider's page; the words around it change while somebody types into it."""
    page = QLineEdit(view)
    view.areas.overlay(page)
    page.setFocus()

    view.show_document(form(FrameModel(can_go_back=True)))

    assert page.hasFocus()


def test_it_is_there_for_a_screen_without_one_and_after_it(view: DocumentView) -> None:
    view.show_document(compose_page(samples.form(), WORDS))
    assert view.areas.built(HOME) is None
    assert not view.findChildren(QWidget, HOME)

    view.show_document(form(FrameModel(can_go_back=True)))
    assert button(view, HOME).isVisibleTo(view)
    assert button(view, HOME).width() > 0


def test_it_is_read_before_the_page(view: DocumentView) -> None:
    view.show_document(form(FrameModel(can_go_back=True)))
    bar = button(view, "screen:frame#:bar")
    children = [w for w in view.children() if isinstance(w, QWidget)]
    assert children.index(bar) < children.index(view.areas.viewport)
