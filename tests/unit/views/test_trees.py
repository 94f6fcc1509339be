from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from locales.languages import Language
from locales.project import Projector
from locales.text import Text
from tests.harness.sample_screens import screens
from tests.harness.trees import disagreements
from views.theme import theme_for
from views.widgets.view import DocumentView


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.ZH_HANT_HK, Language.EN])
def test_document_and_accessibility_tree_agree_on_every_screen(
    qtbot: QtBot, language: Language
) -> None:
    show = Projector(language).show
    view = DocumentView(theme_for(1920, 1080, language=language.value))
    qtbot.addWidget(view)
    view.resize(1920, 1080)
    view.set_projection(show)
    view.show()
    for name, document in screens(language):
        view.show_document(document)
        assert disagreements(view, show) == [], name


def test_a_wrong_name_is_found(qtbot: QtBot) -> None:
    view = DocumentView(theme_for(1920, 1080))
    qtbot.addWidget(view)
    view.show()
    view.show_document(dict(screens(Language.ZH_HANS))["home"])
    view.widget_of("/#:title").setAccessibleName("x")  # type: ignore[union-attr]  # it is there
    assert disagreements(view, lambda text: text.shown or text.source) == [
        "/#:title: name 'x', not '佛山市政府门户'"
    ]


def test_traditional_names_are_the_shown_ones(qtbot: QtBot) -> None:
    show = Projector(Language.ZH_HANT_HK).show
    view = DocumentView(theme_for(1920, 1080))
    qtbot.addWidget(view)
    view.set_projection(show)
    view.show_document(dict(screens(Language.ZH_HANT_HK))["home"])
    widget = view.widget_of("/#columns:list.affairs")
    assert widget is not None
    assert widget.accessibleName() == show(Text("政务公开")) == "政務公開"
