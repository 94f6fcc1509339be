"""Document and Node: the one description from which pixels, speech and the
accessibility tree are made.

Roles and states carry their WAI-ARIA 1.2 names. A node's id is the address of
its page plus the id of its block (``/disclosures/440600-…#p3``), equal in all
editions and languages, so that a language switch or an update keeps the place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cached_property

from locales.text import EMPTY, Text


class Role(StrEnum):
    """WAI-ARIA roles that our documents use."""

    DOCUMENT = "document"
    REGION = "region"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    LISTITEM = "listitem"
    LINK = "link"
    BUTTON = "button"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    COLUMNHEADER = "columnheader"
    ROWHEADER = "rowheader"
    IMAGE = "img"
    FIGURE = "figure"
    FORM = "form"
    GROUP = "group"
    TEXTBOX = "textbox"
    CHECKBOX = "checkbox"
    RADIOGROUP = "radiogroup"
    RADIO = "radio"
    COMBOBOX = "combobox"
    OPTION = "option"
    STATUS = "status"
    ALERT = "alert"
    TIMER = "timer"
    DIALOG = "dialog"
    NOTE = "note"
    TERM = "term"
    BLOCKQUOTE = "blockquote"
    SEPARATOR = "separator"


class State(StrEnum):
    """WAI-ARIA states and properties that are on or off."""

    FOCUSABLE = "focusable"
    DISABLED = "disabled"
    CHECKED = "checked"
    SELECTED = "selected"
    EXPANDED = "expanded"
    COLLAPSED = "collapsed"
    REQUIRED = "required"
    INVALID = "invalid"
    READONLY = "readonly"
    MULTILINE = "multiline"
    CURRENT = "current"
    BUSY = "busy"
    VISITED = "visited"


class Privacy(IntEnum):
    """Who may hear a node: everyone, the visitor, nobody."""

    PUBLIC = 0
    PERSONAL = 1
    SECRET = 2


class Live(StrEnum):
    """WAI-ARIA ``aria-live``: whether a change is announced, and how."""

    OFF = "off"
    POLITE = "polite"
    ASSERTIVE = "assertive"


class Region(StrEnum):
    """The six regions of the Chinese accessibility toolbars (Alt+1 … Alt+6)."""

    NAVIGATION = "navigation"
    WINDOW = "window"
    INTERACTION = "interaction"
    SERVICE = "service"
    LIST = "list"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Action:
    """What activating a node does; the shell carries it out."""

    verb: str
    """``open`` (a page address), ``command`` (a command id), ``submit``, ``set``, ``choose``,
    ``take`` (an address for a phone), ``along`` (where one is asked for)."""

    target: str = ""
    """The address, command id or field id that the verb needs."""

    value: str = ""
    """The value for ``set`` and ``choose``."""

    needs: Mapping[str, str] = field(default_factory=dict)
    """Conditions of the link: ``sign_in``, ``acr``, ``scope``."""


@dataclass(frozen=True, slots=True)
class Position:
    """``index`` of ``total`` among the siblings that count, 1-based."""

    index: int
    total: int


@dataclass(frozen=True)
class Node:
    """One thing on the screen; equal nodes look, sound and behave equal."""

    id: str
    """Page address + ``#`` + block id; stable over languages and updates."""

    role: Role
    name: Text = EMPTY
    """The accessible name; for text roles the text itself."""

    description: Text = EMPTY
    """A hint or an error, spoken after name, role and state."""

    value: Text = EMPTY
    """The value of a field; for SECRET nodes never the characters."""

    states: frozenset[State] = frozenset()
    level: int = 0
    """Heading or list level, 1-based; 0 where there is none."""

    position: Position | None = None
    privacy: Privacy = Privacy.PUBLIC
    live: Live = Live.OFF
    region: Region | None = None
    action: Action | None = None
    look: str = ""
    """A hint for the painter only (``tile``, ``primary``, ``qr``…); never spoken."""

    source: str = ""
    """What an image shows: a portal path, or for ``look="qr"`` the text to encode."""

    column: int = 0
    """For cells: 1-based column; 0 elsewhere."""

    row: int = 0
    """For cells: 1-based row; 0 elsewhere."""

    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


@dataclass(frozen=True)
class Document:
    """An ordered tree of nodes: one screen, one dialog or one web page."""

    address: str
    """The page address; ``screen:attract`` and the like for our own screens."""

    root: Node
    lang: str = "zh-Hans"
    kind: str = ""
    """The page kind (``home``, ``collection``, …) or ``screen``."""

    modal: bool = False
    start: str = ""
    """Where the reading cursor begins; empty: at the first stop."""

    personal: bool = False
    """Whether all of it is the visitor's own, its title included: with staff beside them nothing
    of it is shown unless they share it. Who may hear a node is said by the node (``privacy``)."""

    gist: Text = EMPTY
    """What who comes here wants to know first (how many were found); it stands in a node too."""

    @property
    def title(self) -> Text:
        """The name of the root, spoken when the document is entered."""
        return self.root.name

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes in reading order, the root first."""
        return tuple(self.root.walk())

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Node id -> place in ``nodes``."""
        return {node.id: place for place, node in enumerate(self.nodes)}

    @cached_property
    def parents(self) -> tuple[int, ...]:
        """Place of each node's parent in ``nodes``; -1 for the root."""
        above = [-1] * len(self.nodes)
        for place, node in enumerate(self.nodes):
            for child in node.children:
                above[self.index[child.id]] = place
        return tuple(above)

    def find(self, node_id: str) -> Node | None:
        """The node with that id, or None."""
        place = self.index.get(node_id)
        return None if place is None else self.nodes[place]

    def ancestors(self, node_id: str) -> Iterator[Node]:
        """The node's parent, its parent, … up to the root."""
        place = self.index.get(node_id, -1)
        while place >= 0 and (place := self.parents[place]) >= 0:
            yield self.nodes[place]
