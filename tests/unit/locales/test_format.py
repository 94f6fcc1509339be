from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from locales.format import Formatter
from locales.languages import Language

CHINESE = [Language.ZH_HANS, Language.ZH_HANT_HK, Language.ZH_HANT_TW]
MOMENT = datetime.datetime(2026, 3, 5, 14, 30, tzinfo=datetime.UTC)
ENGLISH = Formatter(Language.EN)


@pytest.mark.parametrize("language", CHINESE)
def test_chinese_dates_are_long(language: Language) -> None:
    assert Formatter(language).moment(MOMENT) == "2026年3月5日 14:30"
    assert Formatter(language).weekday(MOMENT.date()) == "星期四"


def test_english_dates() -> None:
    assert ENGLISH.moment(MOMENT) == "5 March 2026 14:30"
    assert ENGLISH.weekday(MOMENT.date()) == "Thursday"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("amount", "written"),
    [(Decimal("1234.5"), "¥1,234.50"), (0, "¥0.00"), (Decimal("-3"), "-¥3.00")],
)
def test_money_is_yuan_in_every_language(
    language: Language, amount: Decimal | int, written: str
) -> None:
    assert Formatter(language).yuan(amount) == written


@pytest.mark.parametrize("language", Language)
def test_numbers_are_grouped_by_thousands(language: Language) -> None:
    assert Formatter(language).number(34180) == "34,180"


@pytest.mark.parametrize(("share", "written"), [(0.8954, "89.5%"), (0.85, "85%"), (1, "100%")])
def test_shares_have_one_decimal_at_most(share: float, written: str) -> None:
    assert Formatter(Language.ZH_HANS).percent(share) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (Language.ZH_HANS, "甲、乙和丙"),
        (Language.ZH_HANT_HK, "甲、乙及丙"),
        (Language.ZH_HANT_TW, "甲、乙和丙"),
        (Language.EN, "甲, 乙 and 丙"),
    ],
)
def test_lists(language: Language, written: str) -> None:
    assert Formatter(language).listing(["甲", "乙", "丙"]) == written
