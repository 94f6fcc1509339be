"""Kinds of nodes: what a move can go to, and what is announced when it is entered."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from a11y.document import Node, Role, State

CONTAINERS = frozenset(
    {
        Role.DOCUMENT,
        Role.REGION,
        Role.LIST,
        Role.TABLE,
        Role.ROW,
        Role.FORM,
        Role.GROUP,
        Role.RADIOGROUP,
        Role.FIGURE,
        Role.DIALOG,
    }
)
"""Roles that are announced when entered, and are no stops themselves."""

FIELDS = frozenset({Role.TEXTBOX, Role.CHECKBOX, Role.RADIO, Role.COMBOBOX})
ACTED = FIELDS | {Role.LINK, Role.BUTTON, Role.OPTION, Role.HEADING, Role.SEPARATOR}
"""Stops that are no running text."""

CELLS = frozenset({Role.CELL, Role.COLUMNHEADER, Role.ROWHEADER})
PARTS = frozenset({Role.REGION, Role.LIST, Role.TABLE, Role.FORM, Role.RADIOGROUP, Role.FIGURE})
"""Containers that are worth a move of their own."""


class Unit(StrEnum):
    """What a move goes to; the names are the ends of words (``reading.unit.<unit>``)."""

    ITEM = "item"
    HEADING = "heading"
    HEADING_1 = "heading1"
    HEADING_2 = "heading2"
    HEADING_3 = "heading3"
    HEADING_4 = "heading4"
    HEADING_5 = "heading5"
    HEADING_6 = "heading6"
    LINK = "link"
    VISITED = "visited"
    UNVISITED = "unvisited"
    BUTTON = "button"
    FIELD = "field"
    EDIT = "edit"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    COMBOBOX = "combobox"
    LIST = "list"
    LISTITEM = "listitem"
    TABLE = "table"
    IMAGE = "image"
    QUOTE = "quote"
    PARAGRAPH = "paragraph"
    TEXT = "text"
    ERROR = "error"
    REGION = "region"
    PART = "part"
    FOCUSABLE = "focusable"
    SAME = "same"


Test = Callable[[Node], bool]


def is_stop(node: Node) -> bool:
    """Whether reading by item stops at the node: it says something, or can be used."""
    usable = State.FOCUSABLE in node.states
    return node.role not in CONTAINERS and bool(node.name or node.value or usable)


def _role(*roles: Role) -> Test:
    return lambda node: node.role in roles


def _heading(level: int) -> Test:
    return lambda node: node.role is Role.HEADING and node.level == level


def _link(*, visited: bool) -> Test:
    return lambda node: node.role is Role.LINK and (State.VISITED in node.states) is visited


def _focusable(node: Node) -> bool:
    return State.FOCUSABLE in node.states and State.DISABLED not in node.states


TESTS: dict[Unit, Test] = {
    Unit.ITEM: is_stop,
    Unit.HEADING: _role(Role.HEADING),
    **{Unit(f"heading{level}"): _heading(level) for level in range(1, 7)},
    Unit.LINK: _role(Role.LINK),
    Unit.VISITED: _link(visited=True),
    Unit.UNVISITED: _link(visited=False),
    Unit.BUTTON: _role(Role.BUTTON),
    Unit.FIELD: lambda node: node.role in FIELDS,
    Unit.EDIT: _role(Role.TEXTBOX),
    Unit.CHECKBOX: _role(Role.CHECKBOX),
    Unit.RADIO: _role(Role.RADIO),
    Unit.COMBOBOX: _role(Role.COMBOBOX),
    Unit.LIST: _role(Role.LIST),
    Unit.LISTITEM: _role(Role.LISTITEM),
    Unit.TABLE: _role(Role.TABLE),
    Unit.IMAGE: _role(Role.IMAGE),
    Unit.QUOTE: _role(Role.BLOCKQUOTE),
    Unit.PARAGRAPH: _role(Role.PARAGRAPH),
    Unit.TEXT: lambda node: is_stop(node) and node.role not in ACTED,
    Unit.ERROR: lambda node: State.INVALID in node.states or node.role is Role.ALERT,
    Unit.REGION: _role(Role.REGION),
    Unit.PART: lambda node: node.role in PARTS,
    Unit.FOCUSABLE: _focusable,
}
"""SAME has no test of its own: it is the role of the node that is left."""
