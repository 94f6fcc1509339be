"""What a page holds, as a list to choose from: its headings, links, fields or regions.

Letters that are typed leave only the entries that have them: as they are written, or as
the pinyin of the name begins (``lnr`` and ``laonian`` find 老年人). Backspace takes one back.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from a11y.document import Action, Document, Node, Role
from a11y.keys import KeyChord, Modifier
from a11y.kinds import Unit
from a11y.naming import spellings
from kiosk.choices import Choice, compose_choices
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.text import EMPTY, Text
from locales.words import Words

NAME = "elements"


class Elements:
    """Shows the list, narrows it down, and goes to what was chosen."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._unit = Unit.HEADING
        self._nodes: tuple[Node, ...] = ()
        self._letters = ""

    def show(self, unit: Unit) -> None:
        """Open the list of a kind, at the entry the reading position is in."""
        stage = self._stage
        nodes = stage.reader.all(unit)
        if not nodes:
            name = stage.words(f"reading.unit.{unit}")
            stage.narrator.say(stage.words("reading.edge.none", unit=name), earcon="edge")
            return
        index = stage.reader.document.index
        places = [index[node.id] for node in nodes]
        here = max(0, bisect_right(places, index[stage.reader.node.id]) - 1)
        nodes = tuple(replace(node, privacy=stage.privacy_of(node.id)) for node in nodes)
        self._unit, self._nodes, self._letters = unit, nodes, ""
        stage.push(self._screen(nodes, here))

    def takes(self, chord: KeyChord) -> bool:
        """A letter narrows the list down, Backspace widens it again; False for other keys."""
        screen = self._stage.screen
        if screen is None or screen.name != NAME or chord.modifiers - {Modifier.SHIFT}:
            return False
        if chord.key == "Backspace" and self._letters:
            self._narrow(self._letters[:-1])
        elif len(chord.key) == 1 and chord.key.isalpha():
            self._narrow(self._letters + chord.key)
        else:
            return False
        return True

    def go(self, node_id: str) -> None:
        """Go to what was chosen: in the list, which is closed, or on the page itself."""
        stage = self._stage
        if stage.screen is not None and stage.screen.name == NAME:
            stage.pop(say=False)
        if stage.reader.node.id == node_id:
            stage.reader.say_node(arrived=True)
        else:
            stage.reader.arrive(node_id)

    def _narrow(self, letters: str) -> None:
        stage = self._stage
        found = tuple(node for node in self._nodes if _has(node, letters))
        typed = Text(letters, "und", convert=False)
        if not found:
            none = stage.words("reading.elements.none", letters=typed)
            stage.narrator.say(none, earcon="edge")
            return
        self._letters = letters
        screen = self._screen(found, 0)
        stage.swap_top(screen)
        stage.reader.arrive(screen.compose(stage.words).start, say=False)
        kind = "reading.elements.filter" if letters else "reading.elements.all"
        stage.narrator.say(stage.words(kind, letters=typed, n=len(found)))
        stage.reader.say_node(arrived=True)

    def _screen(self, nodes: tuple[Node, ...], here: int) -> Screen:
        numbers = {node.id: n for n, node in enumerate(self._nodes)}
        entries = tuple((numbers[node.id], node) for node in nodes)
        unit = self._unit
        return Screen(NAME, lambda words: compose_elements(unit, entries, here, words), False)


def _has(node: Node, letters: str) -> bool:
    return any(letters in spelling for spelling in spellings(node.name.source))


def compose_elements(
    unit: Unit, entries: tuple[tuple[int, Node], ...], here: int, words: Words
) -> Document:
    """The entries with their numbers in the page; reading begins at entry ``here``."""
    choices = [
        Choice(
            id=f"element{n}",
            name=node.name,
            action=Action("go", node.id),
            value=_detail(node, words),
            privacy=node.privacy,
        )
        for n, node in entries
    ]
    title = words(f"reading.elements.{unit}")
    return compose_choices(NAME, title, choices, words, choices[here].id)


def _detail(node: Node, words: Words) -> Text:
    """What tells the entries apart: the level of a heading."""
    return words("reading.heading", level=node.level) if node.role is Role.HEADING else EMPTY
