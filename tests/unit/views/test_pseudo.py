"""Words two fifths longer, with accents and in brackets, on every screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from a11y.document import Document, Node, Role
from locales.languages import Language
from locales.project import Projector
from locales.pseudo import PseudoWords
from locales.words import Words
from tests.harness.clipping import build_all, faults
from tests.harness.rare_screens import rare_screens, sample_boards
from tests.harness.sample_screens import screens
from views.sight import Sight
from views.theme import Style
from views.widgets.flow import TextFlow
from views.widgets.keys_place import put_keys
from views.widgets.window import MainWindow


def pseudo_words(language: Language) -> Words:
    words = PseudoWords()
    words.language = language  # the attract screen tells its languages apart by it
    return words


def pseudo_screens() -> Iterator[tuple[str, Document]]:
    """The usual ones, and those in states that are seldom met."""
    yield from screens(Language.EN, pseudo_words)
    yield from rare_screens(pseudo_words(Language.EN))


SIZES = [(1920, 1080), (1080, 1920)]


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_longer_words_fit_on_every_screen(
    qtbot: QtBot, size: tuple[int, int], text_scale: float
) -> None:
    window = _window(qtbot, size)
    window.set_sight(Sight(text=text_scale))
    found = {}
    for name, document in pseudo_screens():
        _show(window, document)
        found[name] = list(faults(window.top))
        if document.modal:
            window.pop_dialog()
    assert {name: these for name, these in found.items() if these} == {}


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_longer_words_fit_on_the_keys_on_the_screen(
    qtbot: QtBot, size: tuple[int, int], text_scale: float
) -> None:
    window = _window(qtbot, size)
    window.set_sight(Sight(text=text_scale))
    _show(window, dict(pseudo_screens())["form"])
    for one in sample_boards(pseudo_words(Language.EN)):
        put_keys(window, one)
        assert list(window.keys.clipped()) == []


def test_every_button_of_the_terminal_itself_is_worded_in_a_catalogue() -> None:
    plain = {
        (name, node.id, shown)
        for name, document in pseudo_screens()
        if document.address.startswith("screen:")
        for node in document.nodes
        if node.role in (Role.BUTTON, Role.HEADING)
        and "#:language." not in node.id  # each language by its own name, in all languages
        and "screen:print#:line." not in node.id  # what the page says that is printed
        and (node.action is None or node.action.verb not in ("pick", "letter", "go"))  # not ours
        and not (shown := _shown(node)).startswith("[")
    }
    assert plain == set()


def test_a_longer_word_in_a_narrow_widget_is_found_clipped(qtbot: QtBot) -> None:
    window = _window(qtbot, SIZES[0])
    document = dict(pseudo_screens())["home"]
    _show(window, document)
    bar = next(node for node in document.nodes if node.look == "bar icon=menu")
    widget = window.top.widget_of(bar.id)
    assert widget is not None
    widget.resize(60, widget.height())
    assert f"{bar.id}: clipped" in list(faults(window.top))


def test_an_accented_word_that_is_broken_counts_as_torn(qtbot: QtBot) -> None:
    flow = TextFlow("çöññéçţîöñ", Style(32), "Noto Sans CJK SC")
    assert flow.tears(flow.natural_width() // 2)
    assert not flow.tears(flow.natural_width())


def test_the_largest_bar_leaves_most_of_the_screen_to_the_page(qtbot: QtBot) -> None:
    window = _window(qtbot, (1080, 1920))
    window.set_sight(Sight(text=2.0))
    document = dict(pseudo_screens())["home"]
    _show(window, document)
    bar = next(node for node in document.root.children if node.look == "bar")
    widget = window.top.widget_of(bar.id)
    assert widget is not None
    assert widget.height() < 0.4 * 1920


def _shown(node: Node) -> str:
    return Projector(Language.EN).show(node.name)


def _show(window: MainWindow, document: Document) -> None:
    if document.modal:
        window.push_dialog(document)
    else:
        window.show_screen(document)
    build_all(window)


def _window(qtbot: QtBot, size: tuple[int, int]) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(*size)
    window.set_projection(Projector(Language.EN).show, Language.EN.value)
    window.show()
    return window
