"""The languages of the screen, as BCP 47 tags."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """What the visitor reads; script and voice are separate choices."""

    ZH_HANS = "zh-Hans"
    ZH_HANT_HK = "zh-Hant-HK"
    ZH_HANT_TW = "zh-Hant-TW"
    EN = "en"

    @property
    def edition(self) -> str:
        """The portal's edition that this language shows."""
        return "en" if self is Language.EN else "zh-Hans"

    @property
    def traditional(self) -> bool:
        """True where Chinese text is shown in traditional characters."""
        return self in (Language.ZH_HANT_HK, Language.ZH_HANT_TW)
