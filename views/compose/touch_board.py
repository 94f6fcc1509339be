"""The keyboard on the screen, for fingers: which keys it has, in rows. No Qt.

It is not part of a document: who reads with the ear or types on keys never meets it.
Its layouts are data (``boards.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from a11y.document import Node, Privacy, State
from locales.languages import Language
from locales.text import Text
from locales.words import Words

HAND, LATIN, DIGITS, NUMBER = "hand", "latin", "digits", "number"
CANVAS = "canvas"
_NUMERIC = frozenset({"phone", "digits", "number", "date"})
_ASCII = frozenset({"email", "url"})


@dataclass(frozen=True, slots=True)
class Key:
    """One key."""

    id: str
    """``e:x`` composes with x, ``t:x`` types x, ``way:x``, ``pick:n`` and ``do:x`` are told."""

    label: Text
    width: float = 1.0
    """In usual keys."""

    look: str = ""
    """``on`` for what is chosen, ``primary`` for the one that goes on, ``action`` for others."""


@dataclass(frozen=True, slots=True)
class Board:
    """All keys that are shown."""

    name: Text
    rows: tuple[tuple[Key, ...], ...]
    strip: tuple[Key, ...]
    """Above the rows: the ways to write, or what the letters so far may be."""

    pending: str = ""
    """Letters that are no characters yet."""

    end: tuple[Key, ...] = ()
    """At the end of the strip."""

    covered: bool = False
    """Others look on: neither strokes nor the key under the finger are to be seen."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What is being composed, as far as it is seen."""

    way: str = ""
    ways: tuple[str, ...] = ()
    pending: str = ""
    candidates: tuple[str, ...] = ()
    shift: bool = False
    enter: str = "next"
    """What the last key does: ``next``, ``newline`` or ``search``."""


def ways_for(field: Node, language: Language, known: Sequence[str]) -> tuple[str, ...]:
    """The ways to write into a field, the usual one first; ``known`` are those that work here.

    A secret is never composed: what it may be would stand on the screen.
    """
    looks = set(field.look.split())
    if looks & _NUMERIC:
        return (NUMBER,)
    order = [way for way in _data()["orders"][language.value] if way in known]
    if field.privacy is Privacy.SECRET:
        return (LATIN, DIGITS)
    if looks & _ASCII:
        order = [LATIN, *(way for way in order if way != LATIN)]
    return tuple(order)


def enter_of(field: Node) -> str:
    """What the last key of the keys for a field does."""
    if State.MULTILINE in field.states:
        return "newline"
    return "search" if "search" in field.look.split() else "next"


def scheme_of(way: str) -> str:
    """How letters become characters in a way to write; empty where they stay letters."""
    return str(_data()["boards"][way].get("scheme", ""))


def all_ways() -> Mapping[str, str]:
    """Every way to write with its scheme."""
    return {way: scheme_of(way) for way in _data()["boards"]}


def board(now: Composed, words: Words) -> Board:
    """The keys for what is being composed."""
    end = (Key("do:hide", words("screens.keys.hide"), look="action"),)
    rows = tuple(_row(row, now, words) for row in _data()["boards"][now.way]["rows"])
    name = words("screens.keys")
    if now.pending or now.candidates:
        found = tuple(
            Key(f"pick:{n}", Text(one, "zh-Hans", convert=False))
            for n, one in enumerate(now.candidates)
        )
        return Board(name, rows, found, now.pending)
    ways = now.ways if len(now.ways) > 1 else ()
    strip = tuple(
        Key(f"way:{way}", words(f"screens.keys.way.{way}"), look="on" if way == now.way else "")
        for way in ways
    )
    return Board(name, rows, strip, end=end)


def covered(shown: Board, words: Words) -> Board:
    """The same keys while others look on; what is being composed is not on them."""
    composing = shown.pending or any(key.id.startswith("pick:") for key in shown.strip)
    cover = (Key("do:cover", words("screens.keys.cover"), look="action"),)
    return replace(shown, strip=cover if composing else shown.strip, pending="", covered=True)


def _row(row: str, now: Composed, words: Words) -> tuple[Key, ...]:
    return tuple(_key(token, now, words) for token in row.split())


def _key(token: str, now: Composed, words: Words) -> Key:
    what, _, times = token.rpartition("*") if "*" in token[1:] else (token, "", "1")
    width = float(times)
    if what.startswith("<"):
        return _doing(what.strip("<>"), width, now, words)
    if what.startswith("t:"):
        return Key(what, _face(what.removeprefix("t:")), width)
    letter, _, face = what.partition("=")
    shown = (face or letter).upper() if now.shift and not face else face or letter
    kind = "e" if scheme_of(now.way) else "t"
    return Key(f"{kind}:{letter.upper() if now.shift else letter}", _face(shown), width)


def _doing(name: str, width: float, now: Composed, words: Words) -> Key:
    if name == CANVAS:
        return Key(CANVAS, words("screens.keys.canvas"), width)
    look = "action"
    label = f"screens.keys.{name}"
    if name == "enter":
        look = "action" if now.enter == "newline" else "primary"
        label = f"screens.keys.{now.enter}"
    elif name == "shift" and now.shift:
        look = "on"
    return Key(f"do:{name}", words(label), width, look)


def _face(text: str) -> Text:
    return Text(text, "und", convert=False)


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    with (Path(__file__).parent / "boards.toml").open("rb") as file:
        return tomllib.load(file)
