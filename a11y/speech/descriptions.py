"""What tells a character from others that sound like it: "佛，仿佛的佛"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from a11y.speech.dictionary import Tables
from a11y.speech.forms import DATA, Forms

_WORD = 2  # of a row of characters.tsv


@dataclass(frozen=True)
class Descriptions:
    """Words by character: those made by hand, then the derived."""

    form: str
    hand: Mapping[str, str]
    tables: Tables

    def of(self, char: str) -> str:
        """The description; empty where there is none."""
        row = self.tables.characters.get(char)
        word = self.hand.get(char) or (row[_WORD] if row else "")
        return self.form.format(char=char, word=word) if word else ""


def load_descriptions(zh: Forms, tables: Tables) -> Descriptions:
    """``data/descriptions.tsv`` (character, word, why, source, reviewer) over ``tables``."""
    lines = (DATA / "descriptions.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return Descriptions(zh["described"], {row[0]: row[1] for row in rows}, tables)
