"""Dates, times, numbers, money and lists as each language writes them.

Babel's data (CLDR), with two decisions of our own: Chinese dates are always in the
long form (2026年3月5日), and money is always yuan, written out: Babel gives CN¥ for
Hong Kong and QLocale gives HK$.
Results are shown and spoken alike; none needs script conversion.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from locales.languages import Language

_BABEL = {
    Language.ZH_HANS: "zh_Hans_CN",
    Language.ZH_HANT_HK: "zh_Hant_HK",
    Language.ZH_HANT_TW: "zh_Hant_TW",
    Language.EN: "en_GB",  # day before month, as the portal's English edition writes
}
_YUAN_SIGN = "¥"


class Formatter:
    """Writes values in ``language``."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._locale = Locale.parse(_BABEL[language])

    def date(self, day: datetime.date) -> str:
        """``2026年3月5日``, ``5 March 2026``."""
        return format_date(day, "long", self._locale)

    def time(self, moment: datetime.time | datetime.datetime) -> str:
        """``14:30`` in every language: a clock time that is heard must not need a.m. or p.m."""
        return format_time(moment, "HH:mm", locale=self._locale)

    def moment(self, moment: datetime.datetime) -> str:
        """Date and time; the time zone is that of ``moment`` and is not shown."""
        return f"{self.date(moment.date())} {self.time(moment.time())}"

    def weekday(self, day: datetime.date) -> str:
        """``星期四``, ``Thursday``."""
        return format_datetime(
            datetime.datetime.combine(day, datetime.time()), "EEEE", locale=self._locale
        )

    def number(self, value: int | float | Decimal) -> str:
        """With grouping: ``34,180``."""
        return format_decimal(value, locale=self._locale)

    def percent(self, value: float | Decimal) -> str:
        """A share of 1 as ``89.5%``; one decimal at most."""
        return f"{format_decimal(round(Decimal(str(value)) * 100, 1), '#,##0.#', self._locale)}%"

    def yuan(self, amount: Decimal | int) -> str:
        """``¥1,234.50``; always two decimals, always the sign that the four languages share."""
        sign = "-" if amount < 0 else ""
        return f"{sign}{_YUAN_SIGN}{format_decimal(abs(Decimal(amount)), '#,##0.00', self._locale)}"

    def listing(self, items: Sequence[str]) -> str:
        """``甲、乙和丙``, ``A, B and C``."""
        return format_list(list(items), locale=self._locale)
