"""What hands write, as it is meant: dates, numbers and telephones are written in many ways.

Only what is sure is changed; everything else stays for the schema to say what is wrong.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

_DAY = re.compile(
    r"(\d{4})(?:\s*[-/.\u5e74]\s*|\s+)(\d{1,2})(?:\s*[-/.\u6708]\s*|\s+)(\d{1,2})\s*[\u65e5\u53f7]?",
    re.ASCII,
)
"""Year, month and day with strokes, points, gaps, or the characters for each between them."""

_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBER = re.compile(r"[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?", re.ASCII)
_WHOLE = re.compile(r"[-+]?\d+", re.ASCII)
_GAPS = (r"\s", r"[\s-]")
"""What may stand between the digits of a telephone, that its pattern has no place for."""


def meant(typed: str, rules: Mapping[str, Any]) -> str | int | float:
    """The value for a property of a JSON Schema; the text itself where it is none of its kind."""
    text = typed.strip()
    plain = unicodedata.normalize("NFKC", text)
    if rules.get("format") == "date":
        return _day(plain) or text
    kind = rules.get("type")
    if kind == "integer" and _WHOLE.fullmatch(plain):
        return int(plain)
    if kind == "number" and _NUMBER.fullmatch(plain):
        number = float(plain.replace(",", ""))
        return number if math.isfinite(number) else text
    if "pattern" in rules:
        return _fitting(text, plain, str(rules["pattern"]))
    return text


def _day(plain: str) -> str:
    """ISO 8601; empty where it is no day of the calendar."""
    found = _DAY.fullmatch(plain) or _EIGHT.fullmatch(plain)
    try:
        year, month, day = (int(part) for part in found.groups()) if found else (0, 0, 0)
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _fitting(text: str, plain: str, pattern: str) -> str:
    """The first way of writing that the pattern takes; the text where none is."""
    ways = [text, plain, *(re.sub(gap, "", plain) for gap in _GAPS)]
    try:
        return next((way for way in ways if re.search(pattern, way)), text)
    except re.error:  # a portal's pattern that Python does not know: the portal checks it
        return text
