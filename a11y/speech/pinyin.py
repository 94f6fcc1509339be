"""Pinyin as people write it, for captions: from the readings that are spoken."""

from __future__ import annotations

_MARKS = {
    "a": "\u0101\u00e1\u01ce\u00e0",
    "e": "\u0113\u00e9\u011b\u00e8",
    "i": "\u012b\u00ed\u01d0\u00ec",
    "o": "\u014d\u00f3\u01d2\u00f2",
    "u": "\u016b\u00fa\u01d4\u00f9",
    "\u00fc": "\u01d6\u01d8\u01da\u01dc",
}
_NEUTRAL = 5


def marked(syllable: str) -> str:
    """``lv4`` as l\u01dc: the mark on a or e, else on the o of ou, else on the last vowel.

    GB/T 16159-2012; a syllable without a tone comes back as it is.
    """
    if not syllable[-1:].isdecimal():
        return syllable
    letters, tone = syllable[:-1].replace("v", "\u00fc"), int(syllable[-1])
    if not 1 <= tone < _NEUTRAL:
        return letters
    place = _bearer(letters)
    if place < 0:
        return letters
    return letters[:place] + _MARKS[letters[place]][tone - 1] + letters[place + 1 :]


def _bearer(letters: str) -> int:
    for wanted in ("a", "e", "ou"):
        if wanted in letters:
            return letters.index(wanted)
    return max((place for place, char in enumerate(letters) if char in _MARKS), default=-1)
