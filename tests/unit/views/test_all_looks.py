"""Every screen in every format, language and look: nothing clipped, nothing too small to touch."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from kiosk.shots.camera import FORMATS, LOOKS, MORE_LOOKS
from locales.languages import Language
from locales.project import Projector
from tests.harness.clipping import build_all, faults
from tests.harness.sample_screens import screens
from views.sight import Sight
from views.widgets.window import MainWindow

EVERY = {**LOOKS, **MORE_LOOKS}


def wrong(qtbot: QtBot, size: tuple[int, int], language: Language, sight: Sight) -> list[str]:
    window = MainWindow(sight)
    qtbot.addWidget(window)
    window.resize(*size)
    window.set_projection(Projector(language).show, language.value)
    window.show()
    found = []
    for name, document in screens(language):
        if document.modal:
            window.push_dialog(document)
        else:
            window.show_screen(document)
        build_all(window)
        found += [f"{name}: {fault}" for fault in faults(window.top)]
        for node in document.nodes:
            widget = window.top.widget_of(node.id)
            if widget is None or node.action is None or node.action.verb == "set":
                continue
            if min(widget.width(), widget.height()) < 60 * min(1.0, min(size) / 1080):
                found.append(f"{name}: {node.id}: too small to touch")
        if document.modal:
            window.pop_dialog()
    return found


@pytest.mark.parametrize(
    ("form", "language", "look"),
    [
        ("portrait", Language.ZH_HANS, "elder"),
        ("small", Language.EN, "thrice"),
        ("portrait", Language.ZH_HANT_TW, "low"),
    ],
)
def test_a_few_looks_fit(qtbot: QtBot, form: str, language: Language, look: str) -> None:
    assert wrong(qtbot, FORMATS[form], language, EVERY[look]) == []


@pytest.mark.long
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("look", EVERY)
def test_every_look_fits(qtbot: QtBot, form: str, language: Language, look: str) -> None:
    assert wrong(qtbot, FORMATS[form], language, EVERY[look]) == []
