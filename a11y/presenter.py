"""What is said of a node: name, role, states, value, hint and place, in words.

The order is NVDA's, which its users know: what it is called, what it is, how it
stands, what is in it, what helps, where among how many. Containers are said
when the cursor enters them, and lists and tables when it leaves them.
"""

from __future__ import annotations

from collections.abc import Iterator

from a11y.cursor import CELLS, Move
from a11y.document import Document, Node, Privacy, Role, State
from a11y.speech.utterance import Say
from locales.text import EMPTY, Text
from locales.words import Words

_NAMELESS_ROLES = frozenset({Role.PARAGRAPH, Role.LISTITEM, Role.STATUS, Role.TIMER, Role.CELL})
"""Roles whose word would only be noise: what is read is their text."""

_STATES = (
    State.CURRENT,
    State.SELECTED,
    State.EXPANDED,
    State.COLLAPSED,
    State.REQUIRED,
    State.INVALID,
    State.READONLY,
    State.DISABLED,
    State.VISITED,
    State.BUSY,
)
"""States that are said when they are on, in this order."""

_ENTERED = frozenset(
    {Role.REGION, Role.LIST, Role.TABLE, Role.FORM, Role.GROUP, Role.RADIOGROUP, Role.DIALOG}
)
_LEFT = frozenset({Role.LIST, Role.TABLE})


class Presenter:
    """Words for nodes and moves in one language of the screen."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def move(self, document: Document, move: Move) -> tuple[Say, ...]:
        """A move: what was left, what was entered, the node arrived at."""
        if move.after is None:
            return ()
        return (*self._context(document, move), *self.node(move.after, move.before))

    def arrival(self, document: Document, node: Node) -> tuple[Say, ...]:
        """Entering a document: its title, how it is made up, the first node."""
        says = [Say(document.title, node=document.root.id)] if document.title else []
        says += [Say(text, node=document.root.id) for text in self.summary(document)]
        if node is document.root:
            return tuple(says)
        around = reversed(list(document.ancestors(node.id)))
        inside = [n for n in around if n is not document.root and n.role is not Role.REGION]
        says += self._all_entered(inside)
        if node.role is not Role.HEADING or node.name != document.title:
            says += self.node(node)
        return tuple(says)

    def summary(self, document: Document) -> Iterator[Text]:
        """How many headings, links and fields a page has; nothing for small screens."""
        if document.kind in ("", "screen", "dialog", "error"):
            return
        counts = {
            "headings": sum(n.role is Role.HEADING for n in document.nodes),
            "links": sum(n.role is Role.LINK for n in document.nodes),
        }
        if any(counts.values()):
            yield self._words("reading.page.summary", **counts)

    def node(self, node: Node, before: Node | None = None) -> tuple[Say, ...]:
        """A node by itself; ``before`` spares headers of a table that did not change."""
        says = [Say(text, node=node.id) for text in self._headers(node, before)]
        spell = "spell" in node.look.split()
        if node.name:
            says.append(Say(node.name, spell=spell and not node.value, node=node.id))
        says += [Say(text, node=node.id) for text in self._kind(node)]
        says += self._value(node, spell)
        if node.description and node.role is not Role.CELL:
            says.append(Say(node.description, node=node.id))
        if node.position is not None:
            place = node.position
            says.append(Say(self._words("reading.position", index=place.index, total=place.total)))
        return tuple(says)

    def where(self, document: Document, node: Node) -> tuple[Say, ...]:
        """Where am I: the page, what surrounds the node from outside in, the node."""
        says = [Say(document.title)] if document.title else []
        for around in reversed(list(document.ancestors(node.id))):
            if around is not document.root and around.role in _ENTERED and around.name:
                says.append(Say(around.name))
        heading = self._heading_above(document, node)
        if heading is not None and heading.name != document.title:
            says.append(Say(self._words("reading.under_heading", heading=heading.name)))
        return (*says, *self.node(node))

    def spelled(self, node: Node) -> tuple[Say, ...]:
        """A node's text character by character; a secret says only how long it is."""
        if node.privacy is Privacy.SECRET:
            return self.node(node)
        typed = node.value if node.role is Role.TEXTBOX else EMPTY
        texts = (typed,) if typed else (node.name, node.value)
        return tuple(Say(text, spell=True, node=node.id) for text in texts if text)

    def _context(self, document: Document, move: Move) -> Iterator[Say]:
        if move.before is None or move.after is None:
            return
        old = list(document.ancestors(move.before.id))
        new = list(document.ancestors(move.after.id))
        kept = {node.id for node in old} & {node.id for node in new}
        for node in old:
            if node.id not in kept and node.role in _LEFT:
                yield Say(self._words(f"reading.leave.{node.role}"))
        yield from self._all_entered([node for node in reversed(new) if node.id not in kept])

    def _all_entered(self, nodes: list[Node]) -> Iterator[Say]:
        """Containers from outside in; a name that the one around has said is not said again."""
        last = ""
        for node in nodes:
            if node.role in _ENTERED:
                yield from self._entered(node, named=node.name.source != last)
                last = node.name.source or last

    def _entered(self, node: Node, *, named: bool) -> Iterator[Say]:
        if node.role is Role.REGION and self._generic(node):
            yield Say(node.name, node=node.id)
            return
        if node.role in (Role.LIST, Role.RADIOGROUP):
            parts = [child for child in node.children if child.role is not Role.NOTE]
            count = self._words.plural(f"reading.enter.{node.role}", len(parts))
        elif node.role is Role.TABLE:
            cells = [n for n in node.walk() if n.role in CELLS]
            columns = max((cell.column for cell in cells), default=0)
            rows = max((cell.row for cell in cells), default=0)
            count = self._words("reading.enter.table", columns=columns, rows=rows)
        elif not node.name:
            return
        else:
            count = self._words(f"reading.enter.{node.role}")
        if node.name and named:
            yield Say(node.name, node=node.id)
        yield Say(count, node=node.id)
        for state in (State.REQUIRED, State.INVALID):
            if state in node.states:
                yield Say(self._words(f"reading.state.{state}"), node=node.id)
        if node.role is Role.RADIOGROUP and node.description:
            yield Say(node.description, node=node.id)

    def _generic(self, region: Node) -> bool:
        """Whether a region is called by its kind, which says already what it is."""
        kind = region.region
        return kind is not None and region.name.source in (
            self._words(f"reading.region.{kind}").source,
            self._words(f"screens.region.{kind}").source,
        )

    def _headers(self, node: Node, before: Node | None) -> Iterator[Text]:
        """What heads a cell, as far as it changed: the row, and the column from its description."""
        if node.role is not Role.CELL:
            return
        inside = before is not None and before.role in CELLS
        if before is not None and inside and before.row != node.row:
            yield self._words("reading.row", n=node.row)
        if node.description and (before is None or not inside or before.column != node.column):
            yield node.description

    def _kind(self, node: Node) -> Iterator[Text]:
        if node.role is Role.HEADING:
            yield self._words("reading.heading", level=node.level)
        elif node.role is Role.CHECKBOX or node.role is Role.RADIO:
            yield self._words(f"reading.role.{node.role}")
            on = State.CHECKED in node.states
            yield self._words("reading.state.checked" if on else "reading.state.unchecked")
        elif node.role is Role.TEXTBOX and node.privacy is Privacy.SECRET:
            yield self._words("reading.role.password")
        elif node.role not in _NAMELESS_ROLES:
            yield self._words(f"reading.role.{node.role}")
        for state in _STATES:
            if state in node.states:
                yield self._words(f"reading.state.{state}")

    def _value(self, node: Node, spell: bool) -> Iterator[Say]:
        if node.role is Role.TEXTBOX and node.privacy is Privacy.SECRET:
            stars = len(node.value.source)
            yield Say(self._words.plural("reading.stars", stars), node=node.id)
        elif node.value:
            yield Say(node.value, spell=spell, node=node.id)
        elif node.role in (Role.TEXTBOX, Role.COMBOBOX):
            yield Say(self._words("reading.empty"), node=node.id)

    @staticmethod
    def _heading_above(document: Document, node: Node) -> Node | None:
        """The heading whose section the node is in; for a heading the next higher one."""
        place = document.index[node.id]
        below = node.level if node.role is Role.HEADING else 7  # deeper than any level
        for earlier in range(place - 1, -1, -1):
            found = document.nodes[earlier]
            if found.role is Role.HEADING and found.level < below:
                return found
        return None
