"""Readings over the characters of a caption, from what is spoken: the two cannot differ."""

from __future__ import annotations

from collections.abc import Mapping

from a11y.speech.front import Front
from a11y.speech.pinyin import marked

LONGEST = 2000
"""Characters of a caption that readings are looked for; a strip shows far less at a time."""

Ruby = Mapping[int, str]
"""Place in the text (code points) -> the reading of the character there."""


def ruby(front: Front, text: str, voice: str) -> Ruby:
    """Pinyin with its marks, or jyutping; nothing over figures, signs and letters.

    A reading stands over a character only where that character itself is said.
    """
    source = text[:LONGEST]
    tape = front.normalise(source, voice)
    found: dict[int, str] = {}
    for one in front.pronouncer.read(tape.text, voice):
        start, end = tape.locate(one.place, 1)
        if end - start == 1 and source[start] == one.char and one.said:
            found[start] = marked(one.said) if voice == "cmn" else one.said
    return found
