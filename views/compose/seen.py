"""What of a document is there for one way to see it: what a look leaves out is left out here.

Pixels, speech and keys find the same document, so nothing is hidden from one and said to another.
"""

from __future__ import annotations

from dataclasses import replace

from a11y.document import Document, Node, State
from views.compose.frame import FRAME
from views.compose.ids import node_id
from views.compose.words_only import words_only
from views.sight import Sight

BAR = node_id(FRAME, ":bar")
IN_THE_MENU = frozenset(
    node_id(FRAME, part) for part in (":language.menu", ":sight", ":look.words")
)
"""Buttons of the bar to which the first entries of the menu lead as well."""


def seen(document: Document, sight: Sight) -> Document:
    """The document as somebody who sees so gets it."""
    if sight.elder:
        children = tuple(_few(child) for child in document.root.children)
        document = replace(document, root=replace(document.root, children=children))
    return words_only(document) if sight.words_only else document


def _few(node: Node) -> Node:
    """Few buttons in one row, so that the page's own action is the main one."""
    if node.id != BAR:
        return node
    kept = tuple(
        child
        for child in node.children
        if child.id not in IN_THE_MENU or State.CHECKED in child.states
    )
    return replace(node, children=kept)
