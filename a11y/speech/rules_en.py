"""How what is written in figures and signs is said in English: one small rule each.

Named and ordered as those of ``rules_zh``; patterns and words are in ``data/en.toml``.
"""

from __future__ import annotations

import re
import unicodedata

from a11y.speech.figures import address, fours, trimmed, value_of
from a11y.speech.forms import Forms, Say

Match = re.Match[str]


def mail(match: Match, en: Forms) -> str:
    """info@foshan.gov.cn"""
    name, _, host = match.group().partition("@")
    return f" {_address(name, en)} {en['at']} {_address(host, en)} "


def url(match: Match, en: Forms) -> str:
    """www.foshan.gov.cn/sq; the scheme is not said"""
    return f" {_address(re.sub('^https?://', '', match.group()).rstrip('/.'), en)} "


def number_sign(match: Match, en: Forms) -> str:
    """No. 12"""
    return f"{en['number']} {en.english.cardinal(match['value'])}"


def identity_number(match: Match, en: Forms) -> str:
    """440602198001011234 in the groups it is made of: place, birth, order"""
    written = match.group()
    return _groups([written[:6], written[6:14], written[14:]], en)


def date(match: Match, en: Forms) -> str | None:
    """2009-10-01"""
    month, day = int(match["month"]), int(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    name = en["months"].split()[month - 1]
    return f"{en.english.cardinal(str(day))} {name} {en.english.year(match['year'])}"


def phone(match: Match, en: Forms) -> str:
    """0757-83281234"""
    parts = re.findall(r"\d+", match.group())
    return _groups([group for part in parts for group in fours(part)], en)


def mobile(match: Match, en: Forms) -> str:
    """13812345678: three, four, four"""
    figures = re.sub(r"\D", "", match.group())
    return _groups([figures[:3], figures[3:7], figures[7:]], en)


def hotline(match: Match, en: Forms) -> str:
    """A number that names, after a word that says so: call 12345"""
    return _groups(fours(match["say"]), en)


def code(match: Match, en: Forms) -> str | None:
    """ZX-2026-000123; not a range such as 30-50"""
    parts = match.group().split("-")
    if parts[0].isdecimal() and len(parts) == 2 and not parts[1].startswith("0"):
        return None
    return _groups(parts, en) if re.search(r"\d", match.group()) else None


def letters_digits(match: Match, en: Forms) -> str:
    """A4, G105: the letters, then a short number or digits"""
    figures = match["digits"]
    short = len(figures) <= 2 and not figures.startswith("0")
    said = en.english.cardinal(figures) if short else en.english.spell(figures)
    return f"{' '.join(match['letters'])} {said}"


def time(match: Match, en: Forms) -> str:
    """8:30, 14:05, 9:00"""
    hour = en.english.cardinal(match["hour"])
    minute, second = int(match["minute"]), int(match["second"] or 0)
    said = f"{hour} {_clock(minute, en)}" if minute or second else f"{hour} {en['oclock']}"
    return f"{said} {_clock(second, en)}" if second else said


def percent(match: Match, en: Forms) -> str:
    """3.5%, 5‰"""
    share = en["percent"] if match["sign"] == "%" else en["permille"]
    return f"{_minus(match, en)}{en.english.number(match['value'])} {share}"


def money(match: Match, en: Forms) -> str:
    """RMB 3.50: zeros at the end are not said"""
    amount = match["value"] if match["scale"] else trimmed(match["value"])
    scale = f" {match['scale']}" if match["scale"] else ""
    return f" {en.english.number(amount)}{scale} {en.tables['money'][match['sign']]}"


def temperature(match: Match, en: Forms) -> str:
    """-5℃"""
    return f"{_minus(match, en)}{en.english.number(match['value'])} {en['celsius']}"


def unit(match: Match, en: Forms) -> str:
    """5 km"""
    return f"{en.english.number(match['value'])} {en.tables['units'][match['unit']]}"


def fraction(match: Match, en: Forms) -> str | None:
    """1/2; a larger number over a smaller is something else"""
    low, high = match["low"], match["high"]
    if not 0 < int(low) < int(high):
        return None
    if (low, high) == ("1", "2"):
        return f"{en.english.cardinal(low)} {en['half']}"
    return f"{en.english.cardinal(low)} {en['over']} {en.english.cardinal(high)}"


def year(match: Match, en: Forms) -> str:
    """A year after a word that says so: in 2026"""
    return en.english.year(match["say"])


def ordinal(match: Match, en: Forms) -> str:
    """21st"""
    return en.english.ordinal(match["value"])


def enclosed(match: Match, en: Forms) -> str:
    """①: its number and a pause"""
    return f"{en.english.cardinal(value_of(match.group()))}{en['pause']}"


def roman(match: Match, en: Forms) -> str:
    """Ⅳ"""
    return f" {en.english.cardinal(value_of(match.group()))} "


def vulgar(match: Match, en: Forms) -> str:
    """½"""
    low, _, high = unicodedata.normalize("NFKC", match.group()).partition("\u2044")
    if (low, high) == ("1", "2"):
        return f" {en.english.cardinal(low)} {en['half']} "
    return f" {en.english.cardinal(low)} {en['over']} {en.english.cardinal(high or '0')} "


def version(match: Match, en: Forms) -> str:
    """1.2.3"""
    parts = (en.english.cardinal(part) for part in match.group().split("."))
    return f" {en['point']} ".join(parts)


def thousands(match: Match, en: Forms) -> str:
    """34,180"""
    return _minus(match, en) + en.english.number(match["value"])


def digit_run(match: Match, en: Forms) -> str:
    """000123, and what is too long to be an amount"""
    return _groups(fours(match.group()), en)


def to_dash(match: Match, en: Forms) -> str:
    """The dash of 3-5"""
    return f" {en['to']} "


def ratio_sign(match: Match, en: Forms) -> str:
    """The colon of 3:1"""
    return f" {en['ratio']} "


def times_sign(match: Match, en: Forms) -> str:
    """The cross of 3×4"""
    return f" {en['times']} "


def decimal(match: Match, en: Forms) -> str:
    """3.14"""
    return f"{_minus(match, en)}{en.english.number(match['value'])} "


def cardinal(match: Match, en: Forms) -> str:
    """120"""
    return f"{_minus(match, en)}{en.english.cardinal(match['value'])}"


def acronym(match: Match, en: Forms) -> str:
    """GDP, letter by letter"""
    return " ".join(match.group())


ENGLISH: tuple[Say, ...] = (
    mail, url, number_sign, identity_number, date, phone, mobile, hotline, code, time, percent,
    money, temperature, unit, fraction, year, ordinal, letters_digits, enclosed, roman, vulgar,
    version, thousands, digit_run, to_dash, ratio_sign, times_sign, decimal, cardinal, acronym,
)  # fmt: skip


def _address(written: str, en: Forms) -> str:
    return address(written, en, en.english.spell)


def _groups(parts: list[str], en: Forms) -> str:
    return en["pause"].join(_characters(part, en) for part in parts)


def _characters(part: str, en: Forms) -> str:
    return " ".join(en.english.spell(char) if char.isdecimal() else char for char in part)


def _clock(value: int, en: Forms) -> str:
    said = en.english.cardinal(str(value))
    return f"{en['oh']} {said}" if value < 10 else said


def _minus(match: Match, en: Forms) -> str:
    return f"{en['minus']} " if match["minus"] else ""
