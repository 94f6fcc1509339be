from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from views.theme import theme_for
from views.widgets.roles import install
from views.widgets.view import DocumentView


@pytest.fixture(scope="session", autouse=True)
def _accessible(qapp: QApplication) -> Iterator[None]:
    hook = install()
    yield
    assert hook


@pytest.fixture
def view(qtbot: QtBot) -> DocumentView:
    """An empty one on a screen of its own, with the keyboard."""
    found = DocumentView(theme_for(1920, 1080))
    qtbot.addWidget(found)
    found.resize(1920, 1080)
    found.show()
    qtbot.waitExposed(found)
    found.activateWindow()
    return found
