"""How what is written in figures and signs is said in Chinese: one small rule each.

A rule is named as its pattern in ``data/zh.toml``; ``CHINESE`` is their order: the
more of its surroundings a rule needs, the earlier it comes.
"""

from __future__ import annotations

import re
import unicodedata

from a11y.speech.figures import address, fours, trimmed, value_of
from a11y.speech.forms import Forms, Say
from a11y.speech.rules_names import FIRST, NAMES, groups
from a11y.speech.rules_units import MEASURES

Match = re.Match[str]


def mail(match: Match, zh: Forms) -> str:
    """info@foshan.gov.cn"""
    name, _, host = match.group().partition("@")
    return f" {_address(name, zh)} {zh['at']} {_address(host, zh)} "


def url(match: Match, zh: Forms) -> str:
    """www.foshan.gov.cn/sq; the scheme is not said, nor the sign before a port that ends it"""
    said = re.sub("^https?://|(?<=[A-Za-z]):(?=[0-9]+$)", "", match.group().rstrip("/."))
    return f" {_address(said, zh)} "


def document_number(match: Match, zh: Forms) -> str:
    """The 〔2009〕12号 of a document number: year in digits, number as a number"""
    year, number = zh.numerals.spell(match["year"]), zh.numerals.cardinal(match["no"])
    return f"{zh['pause']}{year}{zh['pause']}{number}{zh['number']}"


def identity_number(match: Match, zh: Forms) -> str:
    """440602198001011234 in the groups it is made of: place, birth, order"""
    written = match.group()
    return groups((written[:6], written[6:14], written[14:]), zh)


def date(match: Match, zh: Forms) -> str | None:
    """2009-10-01"""
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    spoken = (zh.numerals.spell(match["year"]), zh["year"], zh.numerals.cardinal(str(month)))
    return "".join((*spoken, zh["month"], zh.numerals.cardinal(str(day)), zh["day"]))


def phone(match: Match, zh: Forms) -> str:
    """0757-83281234"""
    parts = re.findall(r"\d+", match.group())
    return groups([group for part in parts for group in fours(part)], zh)


def mobile(match: Match, zh: Forms) -> str:
    """13812345678: three, four, four"""
    figures = re.sub(r"\D", "", match.group())
    return groups((figures[:3], figures[3:7], figures[7:]), zh)


def hotline(match: Match, zh: Forms) -> str:
    """拨打12315, 邮编528000: a number that names, after a word that says so"""
    return groups([four for part in match["say"].split("-") for four in fours(part)], zh)


def hotline_before(match: Match, zh: Forms) -> str:
    """12345热线"""
    return groups(fours(match["say"]), zh)


def code(match: Match, zh: Forms) -> str | None:
    """ZX-2026-000123; not a range such as 30-50"""
    parts = match.group().split("-")
    if parts[0].isdecimal() and len(parts) == 2 and not parts[1].startswith("0"):
        return None
    if not any(char.isdecimal() for char in match.group()):
        return None
    return groups(parts, zh)


def letters_digits(match: Match, zh: Forms) -> str:
    """A4, G105: the letters, then a short number or digits"""
    figures = match["digits"]
    sized = match["letters"] == zh["diameter"]
    short = sized or (len(figures) <= 2 and not figures.startswith("0"))
    said = zh.numerals.cardinal(figures) if short else zh.numerals.spell(figures)
    return f"{_letters(match['letters'])} {said}"


def time(match: Match, zh: Forms) -> str:
    """8:30, 14:05, 10:20:30"""
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    two = hour == 2
    said = (zh["two"] if two else zh.numerals.cardinal(str(hour))) + zh["hour"]
    if minute or second:
        said += _clock(minute, zh) + zh["minute"]
    return said + (_clock(second, zh) + zh["second"] if second else "")


def percent_range(match: Match, zh: Forms) -> str:
    """3-5%"""
    low, high = zh.numerals.number(match["low"]), zh.numerals.number(match["high"])
    return f"{_share(match['sign'], zh)}{low}{zh['to']}{high}"


def percent(match: Match, zh: Forms) -> str:
    """3.5%, 5‰"""
    return _minus(match, zh) + _share(match["sign"], zh) + zh.numerals.number(match["value"])


def money(match: Match, zh: Forms) -> str:
    """￥3.50: zeros at the end are not said"""
    amount = trimmed(match["value"]) if not match["scale"] else match["value"]
    counts = amount == "2"
    said = zh["two"] if counts else zh.numerals.number(amount)
    return said + (match["scale"] or "") + zh.tables["money"][match["sign"]]


def money_cents(match: Match, zh: Forms) -> str:
    """3.50元"""
    return zh.numerals.number(trimmed(match["value"] + match["zeros"]))


def temperature(match: Match, zh: Forms) -> str:
    """-5℃"""
    below = zh["below_zero"] if match["minus"] else ""
    return f"{below}{zh.numerals.number(match['value'])}{zh['celsius']}"


def fraction(match: Match, zh: Forms) -> str | None:
    """1/2; a larger number over a smaller is something else"""
    low, high = match["low"], match["high"]
    if not 0 < int(low) < int(high):
        return None
    return zh.numerals.cardinal(high) + zh["over"] + zh.numerals.cardinal(low)


def year(match: Match, zh: Forms) -> str:
    """2009年, 09年"""
    return zh.numerals.spell(match["say"])


def year_range(match: Match, zh: Forms) -> str:
    """The first year of 2009-2012年"""
    return zh.numerals.spell(match["say"])


def two_measure(match: Match, zh: Forms) -> str:
    """2个"""
    return zh["two"]


def enclosed(match: Match, zh: Forms) -> str:
    """①: its number and a pause"""
    return zh.numerals.cardinal(value_of(match.group())) + zh["pause"]


def roman(match: Match, zh: Forms) -> str:
    """Ⅳ"""
    return zh.numerals.cardinal(value_of(match.group()))


def vulgar(match: Match, zh: Forms) -> str:
    """½"""
    low, _, high = unicodedata.normalize("NFKC", match.group()).partition("\u2044")
    return zh.numerals.cardinal(high) + zh["over"] + zh.numerals.cardinal(low)


def version(match: Match, zh: Forms) -> str:
    """1.2.3"""
    return zh["point"].join(zh.numerals.cardinal(part) for part in match.group().split("."))


def thousands(match: Match, zh: Forms) -> str:
    """34,180"""
    return _minus(match, zh) + zh.numerals.number(match.group().lstrip("-−"))


def digit_run(match: Match, zh: Forms) -> str:
    """000123, and what is too long to be an amount"""
    return groups(fours(match.group()), zh)


def decimal(match: Match, zh: Forms) -> str:
    """3.14"""
    return _minus(match, zh) + zh.numerals.number(match["value"])


def cardinal(match: Match, zh: Forms) -> str:
    """120"""
    return _minus(match, zh) + zh.numerals.cardinal(match["value"])


def to_dash(match: Match, zh: Forms) -> str:
    """The dash of 3-5"""
    return zh["to"]


def ratio_sign(match: Match, zh: Forms) -> str:
    """The colon of 3:1"""
    return zh["ratio"]


def times_sign(match: Match, zh: Forms) -> str:
    """The cross of 3×4"""
    return zh["times"]


def acronym(match: Match, zh: Forms) -> str:
    """GDP, letter by letter"""
    return f" {_letters(match.group())} "


CHINESE: tuple[Say, ...] = (
    mail, url, document_number, identity_number, *FIRST, date, phone, mobile, hotline,
    hotline_before, *NAMES, code, time, percent_range, percent, money, money_cents,
    temperature, *MEASURES, fraction, year, year_range, letters_digits, two_measure,
    enclosed, roman, vulgar, version, thousands, digit_run, to_dash,
    ratio_sign, times_sign, decimal, cardinal, acronym,
)  # fmt: skip


def _address(written: str, zh: Forms) -> str:
    return address(written, zh, zh.numerals.spell)


def _letters(written: str) -> str:
    return " ".join(written)


def _clock(value: int, zh: Forms) -> str:
    lead = zh["digits"][0] if value < 10 else ""
    return lead + zh.numerals.cardinal(str(value)) if value else zh["digits"][0]


def _share(sign: str, zh: Forms) -> str:
    return zh["percent"] if sign == "%" else zh["permille"]


def _minus(match: Match, zh: Forms) -> str:
    return zh["minus"] if match["minus"] else ""
