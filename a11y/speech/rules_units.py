"""Measures and what they are per: ``48μg/m³``, ``35元/㎡·月``; one small rule each."""

from __future__ import annotations

import re

from a11y.speech.forms import Forms, Say

Match = re.Match[str]

_POWERS = {"²": "square", "2": "square", "³": "cubic", "3": "cubic"}
_LAST_WORD = re.compile("([A-Za-z]+|[\u3400-\u9fff])\\s?$")
_LATIN = re.compile("[A-Za-z]\\s?$")
_HUNDREDS = re.compile("\\s?10{2,3}(?!\\d)")
_NEXT_WORD = re.compile("\\s?[\\d.,]+\\s?([A-Za-z]+|[\u3400-\u9fff])")
_JOINTS = re.compile("[·⋅•]")
_SUPERSCRIPT = {ord(char): str(figure) for figure, char in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_OPENS, _CLOSES = "（(", "）)"


def unit(match: Match, zh: Forms) -> str:
    """5km, 15m³/s, 120kW·h"""
    value = zh["two"] if match["value"] == "2" else zh.numerals.number(match["value"])
    return value + (match["scale"] or "") + _measure(match["unit"], zh)


def unit_alone(match: Match, zh: Forms) -> str | None:
    """（μg/m³）; letters alone are a unit only where a table says so: 单位：kg"""
    written = match.group()
    if written.isascii() and "/" not in written and not _named(match, zh):
        return None
    return _measure(written, zh)


def per(match: Match, zh: Forms) -> str | None:
    """The /㎡·月 of 35元/㎡·月; before a number only the stroke: 8元/2小时, not 12V/24V"""
    written = match["say"]
    if len(written) > 1:
        return "".join(_per(part.strip(), zh) for part in written[1:].split("/"))
    before = match.string[: match.start("say")]
    if _LATIN.search(before) and not _HUNDREDS.match(match.string, match.end("say")):
        return None
    counted, after = (
        _LAST_WORD.search(before),
        _NEXT_WORD.match(match.string, match.end("say")),
    )
    return None if counted and after and counted[1] == after[1] else zh["per"]


def position(match: Match, zh: Forms) -> str:
    """23°02′30″"""
    said = zh.numerals.cardinal(match["degrees"]) + zh["degree"]
    said += _sexagesimal(match["minutes"], zh) + zh["minute"]
    return said + (_sexagesimal(match["seconds"], zh) + zh["second"] if match["seconds"] else "")


def power(match: Match, zh: Forms) -> str:
    """10⁶"""
    written = match["exponent"].translate(_SUPERSCRIPT)
    minus = zh["minus"] if written.startswith("⁻") else ""
    exponent = zh.numerals.cardinal(written.lstrip("⁻⁺"))
    return f"{zh.numerals.cardinal(match['base'])}{zh['of']}{minus}{exponent}{zh['power']}"


MEASURES: tuple[Say, ...] = (position, unit, per, unit_alone, power)


def _measure(written: str, zh: Forms) -> str:
    """What is counted, and what it is per."""
    counted, *rest = written.split("/")
    return _product(counted, zh) + "".join(_per(part, zh) for part in rest)


def _per(written: str, zh: Forms) -> str:
    """人·次 is one thing, ㎡·月 are two."""
    parts = _JOINTS.split(written)
    if all(len(part) == 1 and part not in zh.tables["units"] for part in parts):
        return zh["per"] + "".join(parts)
    if all(_is_unit(part, zh) for part in parts):
        return zh["per"] + _product(written, zh)
    return "".join(zh["per"] + _one(part, zh) for part in parts)


def _product(written: str, zh: Forms) -> str:
    """kW·h: an hour in a product is short."""
    first, *rest = _JOINTS.split(written)
    short = (zh["hours"] if part == "h" else _one(part, zh) for part in rest)
    return _one(first, zh) + "".join(short)


def _one(written: str, zh: Forms) -> str:
    units = zh.tables["units"]
    if written in units:
        return units[written]
    base, exponent = written[:-1], _POWERS.get(written[-1:])
    return zh[exponent] + units[base] if exponent and base in units else written


def _is_unit(written: str, zh: Forms) -> bool:
    return written in zh.tables["units"] or written[:-1] in zh.tables["units"]


def _named(match: Match, zh: Forms) -> bool:
    """Whether the head of a table calls it a unit: after 单位, or alone in brackets."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if zh.patterns["unit_head"].search(before[-5:]):
        return True
    lower = len(match.group()) > 1 and not match.group().isupper()
    return lower and before[-1:] in tuple(_OPENS) and after[:1] in tuple(_CLOSES)


def _sexagesimal(written: str, zh: Forms) -> str:
    whole = written.partition(".")[0]
    lead = zh["digits"][0] if whole.startswith("0") and whole.strip("0") else ""
    return lead + zh.numerals.number(written)
