"""Short ways to write the nodes that most screens have.

``Maker`` knows the page's address and language and the words of the interface,
so that a composer reads like the screen it makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from a11y.document import Action, Live, Node, Position, Privacy, Region, Role, State
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.ids import node_id

FOCUSABLE = frozenset({State.FOCUSABLE})


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes nodes of one page."""

    address: str
    words: Words
    lang: str = "zh-Hans"
    """The language of the page's content."""

    def id(self, *parts: str) -> str:
        """The id of a node of this page."""
        return node_id(self.address, *parts)

    def text(self, source: str, lang: str = "", *, convert: bool = True) -> Text:
        """Content, in its language or the page's."""
        return Text(source, lang or self.lang, convert=convert)

    def node(self, part: str, role: Role, name: Text, **members: object) -> Node:
        """Any node."""
        return replace(Node(self.id(part), role, name), **members)  # type: ignore[arg-type]  # members of Node, checked by it

    def heading(self, part: str, name: Text, level: int = 2, look: str = "") -> Node:
        """A heading."""
        return Node(self.id(part), Role.HEADING, name, level=level, look=look)

    def paragraph(self, part: str, name: Text, look: str = "") -> Node:
        """A paragraph."""
        return Node(self.id(part), Role.PARAGRAPH, name, look=look)

    def status(self, part: str, name: Text, look: str = "info", live: Live = Live.POLITE) -> Node:
        """A message that is announced when it appears or changes."""
        role = Role.ALERT if live is Live.ASSERTIVE else Role.STATUS
        return Node(self.id(part), role, name, live=live, look=look)

    def button(
        self,
        command: str,
        name: Text,
        look: str = "secondary",
        *,
        part: str = "",
        states: Iterable[State] = (),
        description: Text | None = None,
    ) -> Node:
        """A button that runs a command."""
        return Node(
            self.id(part or f":{command}"),
            Role.BUTTON,
            name,
            description or Text("", "und"),
            states=FOCUSABLE.union(states),
            action=Action("command", command),
            look=look,
        )

    def region(
        self, part: str, region: Region, children: Iterable[Node], name: Text | None = None
    ) -> Node:
        """A landmark; without a name of its own it has the name of its kind."""
        own = name or self.words(f"screens.region.{region}")
        return Node(self.id(part), Role.REGION, own, region=region, children=tuple(children))

    def list(
        self, part: str, name: Text, items: Sequence[Node], look: str = "", live: Live = Live.OFF
    ) -> Node:
        """A list; its items get their positions, unless it is live.

        In a live list another total would change, and so announce, every item.
        """
        children = numbered(items) if live is Live.OFF else tuple(items)
        return Node(self.id(part), Role.LIST, name, children=children, look=look, live=live)

    def fact(self, part: str, label: Text, value: Text, look: str = "fact") -> Node:
        """A label and its value, an item of a list."""
        return Node(self.id(part), Role.LISTITEM, label, value=value, look=look)


def begun(text: Text) -> Text:
    """A text at the beginning of a line: English has a capital there, and sounds the same."""
    if text.lang != "en":
        return text
    shown = text.source if text.shown is None else text.shown
    return replace(text, shown=shown[:1].upper() + shown[1:])


_FIRST = re.compile(r"(.+?(?:[。？！]|[.?!](?= )))\s*(.+)", re.DOTALL)
"""A sentence, and what follows it."""


def parted(text: Text) -> tuple[Text, Text]:
    """The first sentence, which can be a title, and the rest; the rest is empty where it is all."""
    found = _FIRST.fullmatch(text.source)
    seen = found if text.shown is None else _FIRST.fullmatch(text.shown)
    if found is None or seen is None:
        return text, EMPTY
    shown = (None, None) if text.shown is None else (seen[1].rstrip("。."), seen[2])
    first = replace(text, source=found[1].rstrip("。."), shown=shown[0])
    return first, replace(text, source=found[2], shown=shown[1])


def numbered(items: Sequence[Node]) -> tuple[Node, ...]:
    """The items with their place among each other; a wrapped link carries it for its item."""
    return tuple(_placed(item, Position(n, len(items))) for n, item in enumerate(items, 1))


def _placed(item: Node, position: Position) -> Node:
    if item.role is Role.LISTITEM and not item.name and item.children:
        first, *rest = item.children
        return replace(item, children=(replace(first, position=position), *rest))
    return replace(item, position=position)


def private(node: Node, personal: bool = True) -> Node:
    """The node and all below it as the visitor's own: spoken only where they alone hear it."""
    if not personal:
        return node
    return replace(
        node,
        privacy=max(node.privacy, Privacy.PERSONAL),
        children=tuple(private(child) for child in node.children),
    )
