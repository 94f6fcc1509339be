"""Numbers that name and do not count, said figure by figure; one small rule each.

A visitor who hears a room, a bus, a plate or a standard as a quantity cannot find it again.
"""

from __future__ import annotations

import re

from a11y.speech.figures import fours
from a11y.speech.forms import Forms, Say

Match = re.Match[str]

NEAR = 40
"""So many characters before a number may say what it is."""


def docket_year(match: Match, zh: Forms) -> str:
    """The year of （2023）粤06民终1234号"""
    return zh.numerals.spell(match["say"])


def standard(match: Match, zh: Forms) -> str:
    """GB/T 16159-2012"""
    letters = " ".join(re.sub("[^A-Z]", "", match["letters"]))
    figures = re.sub(r"\D", "", match["letters"])
    number = f"{zh.numerals.spell(figures)}{match['kind'] or ''}".replace("/", " ")
    parts = (match["no"], match["year"])
    return f"{letters} {number} " + zh["pause"].join(spell_dotted(part, zh) for part in parts)


def international(match: Match, zh: Forms) -> str:
    """+86 757 8300 1234"""
    parts = re.findall(r"\d+", match.group())
    plus = zh["plus"] if "+" in match.group() else ""
    return plus + groups([group for part in parts for group in fours(part)], zh)


def short_phone(match: Match, zh: Forms) -> str:
    """0757-12345"""
    return groups(match.group().split("-"), zh)


def extension(match: Match, zh: Forms) -> str:
    """The 8012 of 86281234转8012"""
    return zh.numerals.spell(match["say"])


def listed_hotline(match: Match, zh: Forms) -> str | None:
    """The 122 of 拨打110或122, the second of two numbers after 电话"""
    before = match.string[max(0, match.start() - NEAR) : match.start()]
    if not zh.patterns["phone_words"].search(before):
        return None
    return groups(fours(match["say"]), zh)


def plate(match: Match, zh: Forms) -> str:
    """The E·12345 of 粤E·12345"""
    return f" {match['letter']} {characters(match['rest'], zh)}"


def mixed_code(match: Match, zh: Forms) -> str:
    """91440600MA4UQ1234X: letters and figures by turns"""
    return groups(fours(match.group()), zh)


def service_number(match: Match, zh: Forms) -> str:
    """95598: numbers from 95000 on are those of banks and works"""
    return zh.numerals.spell(match["say"])


def bare_years(match: Match, zh: Forms) -> str | None:
    """1997-2007, where it can be two years"""
    if match["from"] >= match["to"]:
        return None
    return zh.numerals.spell(match["from"]) + zh["to"] + zh.numerals.spell(match["to"])


def birth_decade(match: Match, zh: Forms) -> str:
    """90后"""
    return zh.numerals.spell(match["say"])


def room(match: Match, zh: Forms) -> str:
    """502室"""
    return zh.numerals.spell(match["say"])


def route(match: Match, zh: Forms) -> str:
    """101、109路; 325国道"""
    return zh.numerals.spell(match["say"])


def memorial_day(match: Match, zh: Forms) -> str:
    """3·15, 12.4宪法日; the ninth of December is known by its figures alone"""
    month, day = match["month"], match["day"] or match["dotted"]
    say_month = zh.numerals.spell if (month, day) == ("12", "9") else zh.numerals.cardinal
    return say_month(month) + zh.numerals.spell(day)


def account(match: Match, zh: Forms) -> str:
    """6222 0210 0101 1234 567"""
    return groups(match.group().split(), zh)


def figure_number(match: Match, zh: Forms) -> str:
    """The 2-1 of 表2-1"""
    chapter, number = zh.numerals.cardinal(match["chapter"]), zh.numerals.cardinal(match["number"])
    return f"{chapter}{zh['hyphen']}{number}"


def quoted_year(match: Match, zh: Forms) -> str:
    """“2020”计划"""
    return zh.numerals.spell(match["say"])


def named_by_letters(match: Match, zh: Forms) -> str:
    """foshan12345"""
    return zh["pause"].join(zh.numerals.spell(four) for four in fours(match["say"]))


def abbreviated_year(match: Match, zh: Forms) -> str:
    """'98抗洪"""
    return zh.numerals.spell(match["say"])


def edition_year(match: Match, zh: Forms) -> str:
    """2024届, 1998级, 2022版"""
    return zh.numerals.spell(match["say"])


def month_of_year(match: Match, zh: Forms) -> str:
    """2024.9—2025.1, 2024.05"""
    month = zh.numerals.cardinal(match["month"])
    return f"{zh.numerals.spell(match['year'])}{zh['year']}{month}{zh['month']}"


def page_of(match: Match, zh: Forms) -> str:
    """第3/12页"""
    page, pages = (zh.numerals.cardinal(match[name]) for name in ("page", "pages"))
    return f"{zh['ordinal']}{page}{zh['page']}{zh['pause']}{zh['in_all']}{pages}{zh['page']}"


def serial(match: Match, zh: Forms) -> str:
    """No.0012345"""
    return f"{zh['serial']}{groups(fours(match['no']), zh)}"


def road(match: Match, zh: Forms) -> str:
    """G94高速: a road is named by its figures"""
    return characters(match["say"], zh)


def named_code(match: Match, zh: Forms) -> str | None:
    """编码：11440600007034286Q/4400001: all of it names; 编号2 counts"""
    parts = re.findall("[A-Z0-9]+", match["say"])
    figures = sum(char.isdecimal() for char in match["say"])
    if figures < _FEW or (len(parts) > 1 and all(len(part) < _FEW for part in parts)):
        return None
    return groups([four for part in parts for four in fours(part)], zh)


def letters_code(match: Match, zh: Forms) -> str | None:
    """EN 301 549, ISO 14001:2015, MU5307; DN300 is a size"""
    if match["letters"] == zh["diameter"]:
        return None
    letters = " ".join(char for char in match["letters"] if char != "/")
    parts = [*re.split("[ -]", match["no"]), *filter(None, (match["year"],))]
    return f"{letters} {groups(parts, zh)}"


_FEW = 3
"""Figures from which on a number after its name is said figure by figure."""

FIRST: tuple[Say, ...] = (
    docket_year, standard, international, account, short_phone, named_code, mixed_code, plate,
    memorial_day, figure_number, page_of, serial, road,
)  # fmt: skip
"""Before the rules for dates and phones."""

NAMES: tuple[Say, ...] = (
    extension, listed_hotline, service_number, bare_years, birth_decade, room, route,
    month_of_year, abbreviated_year, edition_year, letters_code, quoted_year, named_by_letters,
)  # fmt: skip


def groups(parts: list[str] | tuple[str, ...], zh: Forms) -> str:
    """Groups of letters and figures, each character by itself, pauses between groups."""
    return zh["pause"].join(characters(part, zh) for part in parts)


def characters(part: str, zh: Forms) -> str:
    """Each character by itself."""
    said = [zh.numerals.spell(char) if char.isdecimal() else f" {char} " for char in part]
    return " ".join("".join(said).split())


def spell_dotted(figures: str, zh: Forms) -> str:
    """5750.1 figure by figure, with its point."""
    return zh["point"].join(zh.numerals.spell(part) for part in figures.split("."))
