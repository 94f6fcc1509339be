from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from locales.languages import Language
from locales.project import Projector
from locales.words import Words
from tests.harness.clipping import build_all, faults
from tests.harness.sample_pages import home
from tests.harness.sample_screens import LANGUAGES, screens
from views.compose.pages import compose_page
from views.sight import Sight
from views.widgets.window import MainWindow


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1366, 768)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_has_clipped_text(
    qtbot: QtBot, language: Language, size: tuple[int, int]
) -> None:
    window = _window(qtbot, language, size)
    for name, document in screens(language):
        if document.modal:
            window.push_dialog(document)
        else:
            window.show_screen(document)
        build_all(window)
        assert list(faults(window.top)) == [], name
        picture = window.grab()
        assert (picture.width(), picture.height()) == size
        if document.modal:
            window.pop_dialog()


@pytest.mark.parametrize("language", [Language.ZH_HANT_HK, Language.EN])
def test_twice_the_text_size_still_fits(qtbot: QtBot, language: Language) -> None:
    window = _window(qtbot, language, (1080, 1920))
    window.set_sight(Sight(colours="black-yellow", text=2.0))
    for name, document in screens(language):
        if not document.modal:
            window.show_screen(document)
            build_all(window)
            assert list(faults(window.top)) == [], name


def test_what_is_pressed_is_large_enough(qtbot: QtBot) -> None:
    window = _window(qtbot, Language.ZH_HANS, (1920, 1080))
    for _, document in screens(Language.ZH_HANS):
        if document.modal:
            continue
        window.show_screen(document)
        for node in document.nodes:
            widget = window.top.widget_of(node.id)
            if node.action is not None and widget is not None and node.action.verb != "set":
                assert min(widget.width(), widget.height()) >= 60, node.id


def test_a_picture_is_really_painted(qtbot: QtBot) -> None:
    window = _window(qtbot, Language.ZH_HANS, (1920, 1080))
    blank = window.grab().toImage()
    window.show_screen(compose_page(home(), Words(Language.ZH_HANS)))
    assert window.grab().toImage() != blank


def _window(qtbot: QtBot, language: Language, size: tuple[int, int]) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(*size)
    window.set_projection(Projector(language).show, language.value)
    window.show()
    return window
