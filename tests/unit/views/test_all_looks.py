"""Every screen in every format, language and look: nothing clipped, nothing too small to touch."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from pytestqt.qtbot import QtBot

from kiosk.shots.camera import FORMATS, LOOKS, MORE_LOOKS
from locales.languages import Language
from locales.project import Projector
from tests.harness.clipping import build_all, faults
from tests.harness.sample_screens import screens
from views.compose.seen import seen
from views.sight import Sight
from views.widgets.window import MainWindow

TOGETHER = {
    "low-elder-thrice": Sight(low=True, elder=True, text=3.0),
    "low-left-twice": Sight(low=True, hand="left", text=2.0, colours="yellow-black"),
    "words-elder-right": Sight(words_only=True, elder=True, hand="right"),
    "contrast-thrice-left": Sight(colours="blue-yellow", text=3.0, hand="left"),
    "elder-twice": Sight(elder=True, text=2.0),
    "half-more": Sight(text=1.5, low=True),
}
"""What visitors may put together."""


def wrong(qtbot: QtBot, size: tuple[int, int], language: Language, sight: Sight) -> list[str]:
    window = MainWindow(sight)
    qtbot.addWidget(window)
    window.resize(*size)
    window.set_projection(Projector(language).show, language.value)
    window.show()
    found = []
    for name, full in screens(language):
        document = seen(full, sight)
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


def usual() -> Iterator[object]:
    """Looks and languages; traditional characters are as wide as simplified ones."""
    for look, language in product(LOOKS, Language):
        again = look != "standard" and language.value.startswith("zh-Hant")
        marks = (pytest.mark.long,) if again else ()
        yield pytest.param(look, language, marks=marks, id=f"{look}-{language.value}")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("look", "language"), list(usual()))
def test_every_usual_look_fits(qtbot: QtBot, form: str, look: str, language: Language) -> None:
    assert wrong(qtbot, FORMATS[form], language, LOOKS[look]) == []


@pytest.mark.long
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("look", MORE_LOOKS)
def test_every_other_look_fits(qtbot: QtBot, form: str, language: Language, look: str) -> None:
    assert wrong(qtbot, FORMATS[form], language, MORE_LOOKS[look]) == []


@pytest.mark.long
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("look", TOGETHER)
def test_looks_that_are_put_together_fit(
    qtbot: QtBot, form: str, language: Language, look: str
) -> None:
    assert wrong(qtbot, FORMATS[form], language, TOGETHER[look]) == []


def test_what_lies_upon_another_is_found(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    document = dict(screens(Language.EN))["home"]
    window.show_screen(document)
    build_all(window)
    bar = [node.id for node in document.nodes if node.look.startswith("bar icon=")]
    first, second = bar[:2]
    upper, lower = window.top.widget_of(first), window.top.widget_of(second)
    assert upper is not None
    assert lower is not None
    lower.setGeometry(upper.geometry())
    assert f"{first}: upon {second}" in list(faults(window.top))
