"""Compares what the engine will say with a reading written as pinyin or jyutping.

The engine reads syllables with tone digits as it reads characters, so the expected
ones become phonemes by the engine itself, one by one and out of any context.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from a11y.speech.espeak import Espeak

GOLDEN = Path(__file__).parents[1] / "golden" / "reading"

_PROSODY = re.compile(r"['’,%=_|\s]|\((?:en|cmn)\)")
_SANDHI = {"yi1": ("yi1", "yi2", "yi4"), "bu4": ("bu4", "bu2")}
_UNSAYABLE = re.compile("^([jqx])iong(?=[1-5]$)")


def golden(name: str) -> list[tuple[str, str]]:
    """Phrases and expected readings of a file."""
    lines = (GOLDEN / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return [(phrase, reading) for phrase, _, reading in rows]


@dataclass
class Heard:
    """Phonemes without stress, pauses and language switches, of one voice of the engine."""

    espeak: Espeak
    voice: str = "cmn"
    respelled: Mapping[str, str] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def of(self, text: str) -> str:
        if text not in self._known:
            self._known[text] = _PROSODY.sub("", self.espeak.phonemes(text, self.voice))
        return self._known[text]

    def pattern(self, reading: str) -> str:
        """A regular expression for the phonemes of a reading."""
        return "".join(self._syllable(written) for written in reading.split())

    def _syllable(self, written: str) -> str:
        either = [one for part in written.split("/") for one in _SANDHI.get(part, (part,))]
        spelled = (self.respelled.get(one) or _UNSAYABLE.sub(r"\1ong", one) for one in either)
        said = (re.escape(self.of(one)) for one in spelled)
        return f"(?:{'|'.join(said)})"
