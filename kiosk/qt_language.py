"""The toolkit's own share of a language: regional glyphs, and the words that Qt brings itself.

Qt's words are few here (what a button's action is called to a screen reader, the menu of a
text field), but they are read out beside ours.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from locales.languages import Language
from locales.regional import regional

log = logging.getLogger(__name__)


class QtLanguage:
    """One translator, which Qt needs kept; loading another file into it replaces its words."""

    def __init__(self) -> None:
        self._translator = QTranslator()

    def set(self, language: Language) -> None:
        """Everything Qt shows by itself is in ``language`` from now on.

        A file that is missing leaves Qt's English and is written to the log.
        """
        facts = regional(language)
        # Qt picks regional glyphs by the default locale, not by the font's family.
        QLocale.setDefault(QLocale(facts.locale_name))
        QCoreApplication.removeTranslator(self._translator)
        if facts.qt_translation is None:
            return
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(facts.qt_translation, folder):
            QCoreApplication.installTranslator(self._translator)
        else:
            log.error("Qt's words are missing: %s", facts.qt_translation)
