"""A window as a screen of some size shows it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from locales.languages import Language
from locales.project import Projector
from views.sight import Sight
from views.widgets.window import MainWindow


def window_of(qtbot: QtBot, size: tuple[int, int], language: Language, sight: Sight) -> MainWindow:
    """On the screen; the test's end closes it."""
    window = MainWindow(sight)
    qtbot.addWidget(window)
    window.resize(*size)
    window.set_projection(Projector(language).show, language.value)
    window.show()
    return window
