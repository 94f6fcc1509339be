from __future__ import annotations

from pytestqt.qtbot import QtBot

from locales.languages import Language
from locales.project import Projector
from locales.words import Words
from tests.harness.sample_pages import home
from views.compose.pages import compose_page
from views.widgets.window import MainWindow


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
