"""What each language needs of the toolkit, as facts: this room knows no toolkit.

Fonts: Qt picks regional glyph forms by the default locale, not by the family, so the
shell sets the default locale named here on every switch and repaints. Qt's own strings
exist in two Chinese forms only; Hong Kong gets the Taiwan ones. The script a person
reads says nothing about the voice they want: a voice is chosen apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from locales.languages import Language

PREVAILS = "screens.language.prevails"
"""Key of the notice that the simplified text prevails; shown in traditional editions."""


@dataclass(frozen=True, slots=True)
class Regional:
    """What the toolkit must be told for one language."""

    locale_name: str
    """For the default locale (``QLocale``); decides glyph forms."""

    qt_translation: str | None
    """File name of Qt's own strings in Qt's translation folder; None: they are English."""

    html_lang: str
    """For the ``lang`` attribute of web pages; a page without one shows Japanese forms."""

    families: tuple[str, ...]
    """Font families to ask for, in order."""

    prevails_notice: bool
    """True where what is shown was converted, so that the notice is due."""


_FACTS = {
    Language.ZH_HANS: Regional(
        "zh_CN", "qtbase_zh_CN.qm", "zh-Hans", ("Noto Sans CJK SC", "Microsoft YaHei"), False
    ),
    Language.ZH_HANT_HK: Regional(
        "zh_HK", "qtbase_zh_TW.qm", "zh-Hant-HK", ("Noto Sans CJK HK", "Microsoft JhengHei"), True
    ),
    Language.ZH_HANT_TW: Regional(
        "zh_TW", "qtbase_zh_TW.qm", "zh-Hant-TW", ("Noto Sans CJK TC", "Microsoft JhengHei"), True
    ),
    Language.EN: Regional("en_GB", None, "en", ("Noto Sans CJK SC", "Microsoft YaHei"), False),
}


def regional(language: Language) -> Regional:
    """The facts for ``language``."""
    return _FACTS[language]
