"""Where a Chinese text must not be cut: inside the words that speech finds in it too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y.speech.front import Front

LONGEST = 60
"""Characters of a text that words are looked for in; a longer one is no title."""

SHORT = 3
"""Characters that are read at a glance and stay together, a word or not: 字大."""

_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


def inside_words(front: Front, text: str) -> frozenset[int]:
    """The places (code points) that lie between two characters of one word."""
    if len(text) > LONGEST:
        return frozenset()
    return frozenset(
        run.start() + place
        for run in _RUN.finditer(text)
        for start, end in _words(front, run.group())
        for place in range(start + 1, end)
    )


def _words(front: Front, run: str) -> Iterator[tuple[int, int]]:
    if len(run) <= SHORT:
        yield 0, len(run)
        return
    for word in front.pronouncer.dictionaries["cmn"].divide(run):
        yield word.start, word.end
