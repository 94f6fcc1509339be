"""Words with their placeholders filled, and one rule for the blank between Chinese and the rest.

A blank stands between a Chinese character and a Latin letter or digit, whether the words
or what fills them brought it (``第 1 项``, ``按 F5``), and none between two Chinese
characters (``按向下键``). Dates are written without (``2026年3月5日``), and beside
punctuation there is none. The words themselves keep the rule in the catalogue
(``locales.check``); here it holds where words and values meet. A blank that words have
before a value stays, whatever the value is: it sets the value off (``删除 山``).
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from functools import lru_cache

_HAN = "\u4e00-\u9fff\u3400-\u4dbf"
_DATE = "\u5e74\u6708\u65e5\u53f7\u865f"  # year, month, day, number
_OTHERS = "A-Za-z0-9"

UNSPACED = re.compile(f"(?![{_DATE}])[{_HAN}][{_OTHERS}]|[{_OTHERS}](?![{_DATE}])[{_HAN}]")
"""Where a blank is missing."""

SPACED = re.compile(f"[{_HAN}] +[{_HAN}]")
"""Where one is too much."""


def fill(template: str, values: Mapping[str, str | int]) -> str:
    """A template of ``str.format`` in Chinese; raises KeyError as that does."""
    filled = ""
    for literal, name, form in _pieces(template):
        filled = _joined(filled, literal)
        if name is not None:
            filled = _joined(filled, format(values[name], form))
    return filled


def _joined(before: str, after: str) -> str:
    if UNSPACED.fullmatch(before[-1:] + after[:1]):
        return f"{before} {after}"
    return before + after


@lru_cache(maxsize=4096)
def _pieces(template: str) -> tuple[tuple[str, str | None, str], ...]:
    parsed = string.Formatter().parse(template)
    return tuple((literal, name, form or "") for literal, name, form, _ in parsed)
