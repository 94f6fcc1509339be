"""What a page holds, as a list to choose from: its headings, links, fields or regions."""

from __future__ import annotations

from bisect import bisect_right

from a11y.document import Action, Document, Node, Role
from a11y.kinds import Unit
from kiosk.choices import Choice, compose_choices
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.text import EMPTY, Text
from locales.words import Words

NAME = "elements"


class Elements:
    """Shows the list and goes to what was chosen."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

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
        stage.push(Screen(NAME, lambda words: compose_elements(unit, nodes, here, words), False))

    def go(self, node_id: str) -> None:
        """Close the list and go to what was chosen."""
        stage = self._stage
        stage.pop(say=False)
        if stage.reader.node.id == node_id:
            stage.reader.say_node(arrived=True)
        else:
            stage.reader.arrive(node_id)


def compose_elements(unit: Unit, nodes: tuple[Node, ...], here: int, words: Words) -> Document:
    """What there is of a kind; reading begins at number ``here``."""
    choices = [
        Choice(
            id=f"element{n}",
            name=node.name,
            action=Action("go", node.id),
            value=_detail(node, words),
            privacy=node.privacy,
        )
        for n, node in enumerate(nodes)
    ]
    title = words(f"reading.elements.{unit}")
    return compose_choices(NAME, title, choices, words, choices[here].id)


def _detail(node: Node, words: Words) -> Text:
    """What tells the entries apart: the level of a heading."""
    return words("reading.heading", level=node.level) if node.role is Role.HEADING else EMPTY
