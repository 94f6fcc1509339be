"""Cutting text into the units in which it is read.

Offsets are code points. A sentence ends after 。！？；… or . ! ? before a blank,
with closing quotes and brackets kept; nothing is lost: joined, the sentences
are the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Closers may follow the mark; a Latin full stop ends a sentence only before a blank.
_END = re.compile(r"""(?:[。！？；\u2026]+|[.!?](?=\s|$)|\n)[\u201d\u2019」』）)\]】》"']*\s*""")

LONGEST = 240
"""A sentence longer than this is cut at a comma, so that speech can be stopped and resumed."""

_COMMA = re.compile(r"[，、,：:]\s*")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; the whole text is covered without gaps."""
    start = 0
    for mark in _END.finditer(text):
        yield from _pieces(text, start, mark.end())
        start = mark.end()
    if start < len(text):
        yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A long sentence in pieces of at most LONGEST, cut after a comma where there is one."""
    while end - start > LONGEST:
        commas = [m.end() for m in _COMMA.finditer(text, start, start + LONGEST)]
        cut = commas[-1] if commas else start + LONGEST
        yield start, cut
        start = cut
    yield start, end
