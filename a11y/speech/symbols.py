"""Signs and their names, by punctuation level; rows of ``data/symbols.tsv``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from a11y.speech.errors import BadLine
from a11y.speech.forms import DATA
from a11y.speech.tape import Rule

_COLUMNS = 5


class Level(IntEnum):
    """How many signs are named."""

    NONE = 0
    SOME = 1
    MOST = 2
    ALL = 3


@dataclass(frozen=True, slots=True)
class Symbol:
    """One sign."""

    level: Level
    """From which level on it is named."""

    chinese: str
    english: str
    silent: str
    """What becomes of it below its level: ``-`` nothing, ``,`` a pause, empty: it stays."""


def load_symbols() -> Mapping[str, Symbol]:
    """All signs; raises BadLine, for this table is complete or wrong."""
    file = DATA / "symbols.tsv"
    found: dict[str, Symbol] = {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            continue
        row = line.split("\t")
        if len(row) != _COLUMNS or row[1].upper() not in Level.__members__:
            raise BadLine(file.name, number, "columns")
        found[row[0]] = Symbol(Level[row[1].upper()], *row[2:])
    return found


def symbol_rule(symbols: Mapping[str, Symbol], level: Level, *, english: bool) -> Rule:
    """Names signs at ``level``; the others become a pause, a blank, or stay."""

    def say(match: re.Match[str]) -> str | None:
        symbol = symbols[match.group()]
        if symbol.level <= level:
            return f" {symbol.english} " if english else symbol.chinese
        if symbol.silent == ",":
            return ", " if english else _PAUSE
        return " " if symbol.silent == "-" else None

    return Rule("symbol", re.compile("[" + "".join(map(re.escape, symbols)) + "]"), say)


_PAUSE = "\uff0c"
