from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kiosk.qt_language import QtLanguage
from locales.languages import Language


@pytest.fixture
def qt(qtbot: QtBot) -> Iterator[QtLanguage]:
    before = QLocale()
    language = QtLanguage()
    yield language
    language.set(Language.EN)  # Qt's words are the whole process's
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "undo", "press"),
    [
        (Language.ZH_HANS, "撤消(&U)", "按下"),
        (Language.ZH_HANT_HK, "復原(&U)", "按下"),
        (Language.ZH_HANT_TW, "復原(&U)", "按下"),
        (Language.EN, "&Undo", "Press"),
    ],
)
def test_what_qt_says_itself_is_in_the_language(
    qt: QtLanguage, qtbot: QtBot, language: Language, undo: str, press: str
) -> None:
    button = QPushButton("x")
    qtbot.addWidget(button)
    qt.set(Language.ZH_HANT_TW)
    qt.set(language)

    assert QCoreApplication.translate("QWidgetTextControl", "&Undo") == undo
    interface = QAccessible.queryAccessibleInterface(button)
    assert interface is not None
    action = QAccessibleActionInterface.pressAction()
    assert interface.actionInterface().localizedActionName(action) == press


def test_the_default_locale_is_the_region_whose_glyphs_are_wanted(qt: QtLanguage) -> None:
    names = []
    for language in Language:
        qt.set(language)
        names.append(QLocale().name())

    assert names == ["zh_CN", "zh_HK", "zh_TW", "en_GB"]
