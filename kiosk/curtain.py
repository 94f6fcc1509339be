"""The first picture: the attract screen, before the rest of the terminal is there.

Everything that a visit needs takes about twice as long to be loaded as this picture takes to
be drawn. So it is drawn, and on a cold start shown, first; keys and touches that come
meanwhile wait in Qt's queue for the terminal that is being made behind it.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kiosk.languages import Languages
from locales.languages import Language
from views.compose.models import LANGUAGES, AttractModel
from views.compose.screens import compose_attract
from views.widgets.window import MainWindow

EXPOSED = 0.3
"""Seconds for which the display is waited for; without one the rest goes on."""


def draw(window: MainWindow, languages: Languages) -> None:
    """The attract screen in a window of the screen's size, unseen."""
    first = Language.ZH_HANS
    window.setGeometry(QGuiApplication.primaryScreen().geometry())
    window.set_projection(languages.projector(first).show, first.value)
    words = [languages.words(language) for language in LANGUAGES]
    window.show_screen(compose_attract(AttractModel(), words))
    window.winId()


def lift(
    window: MainWindow, *, fullscreen: bool, now: Callable[[], float] = time.monotonic
) -> None:
    """Show the picture and wait until it is on the display."""
    if fullscreen:
        window.showFullScreen()
    else:
        window.show()
    deadline = now() + EXPOSED
    while now() < deadline:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if window.windowHandle().isExposed():
            return
        time.sleep(0.002)
