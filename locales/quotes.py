"""Quotation marks as traditional Chinese has them: 「 and 『 for “ and ‘."""

from __future__ import annotations

import re

_CORNERS = str.maketrans("“”", "「」")
_CHINESE = re.compile("[\u3400-\u9fff]")
_INNER = re.compile("‘([^‘’]*[\u3400-\u9fff][^‘’]*)’")
"""A single mark is an apostrophe as well; around Chinese it is none."""


def cornered(text: str) -> str:
    """The text with corner marks, as long as before; one without Chinese as it is."""
    if _CHINESE.search(text) is None:
        return text
    return _INNER.sub(r"『\1』", text.translate(_CORNERS))
