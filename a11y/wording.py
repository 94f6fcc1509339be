"""The words for one node: headers, name, role, states, value, hint and place.

The order is NVDA's, which its users know: what it is called, what it is, how it
stands, what is in it, what helps, where among how many.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from a11y.document import Document, Node, Privacy, Role, State
from a11y.key_words import Keys
from a11y.kinds import CELLS
from a11y.speech.utterance import Say
from locales.text import Text
from locales.words import Words


class Verbosity(StrEnum):
    """How much is said besides the text itself."""

    BRIEF = "brief"
    NORMAL = "normal"
    FULL = "full"


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

_HINTED = frozenset({Role.LINK, Role.BUTTON, Role.TEXTBOX, Role.CHECKBOX, Role.RADIO})


class Wording:
    """Words for single nodes in one language of the screen."""

    def __init__(
        self, words: Words, verbosity: Verbosity = Verbosity.NORMAL, keys: Keys | None = None
    ) -> None:
        self._words = words
        self.verbosity = verbosity
        self._keys = keys or Keys()

    def node(self, node: Node) -> tuple[Say, ...]:
        """A node by itself."""
        spell = "spell" in node.look.split()
        says: list[Say] = []
        if node.name:
            says.append(Say(node.name, spell=spell and not node.value, node=node.id))
        says += [Say(text, node=node.id) for text in self._kind(node)]
        says += self._value(node, spell)
        if node.description and node.role is not Role.CELL and self._helps(node):
            says.append(Say(node.description, node=node.id))
        says += [Say(text) for text in self._around(node)]
        return tuple(says)

    def beyond(self, node: Node) -> Iterator[Text]:
        """What the platform's accessibility tree has no place for: level, place, some states."""
        if node.role is Role.HEADING:
            yield self._words("reading.heading", level=node.level)
        lost = {State.CURRENT, State.REQUIRED}
        if node.role in (Role.TEXTBOX, Role.RADIOGROUP):
            lost.add(State.INVALID)
        for state in _STATES:
            if state in lost & node.states:
                yield self._words(f"reading.state.{state}")
        place = node.position
        if place is not None and self.verbosity is not Verbosity.BRIEF:
            yield self._words("reading.position", index=place.index, total=place.total)

    def headers(self, document: Document, node: Node, before: Node | None) -> Iterator[Say]:
        """What heads a cell, as far as it changed: the row, and the column (its description)."""
        if node.role is not Role.CELL:
            return
        inside = before is not None and before.role in CELLS
        if before is not None and inside and before.row != node.row:
            yield Say(self._row(document, node), node=node.id)
        if node.description and (before is None or not inside or before.column != node.column):
            yield Say(node.description, node=node.id)

    def _row(self, document: Document, node: Node) -> Text:
        row = next(document.ancestors(node.id), None)
        cells = row.children if row is not None else ()
        head = next((cell.name for cell in cells if cell.role is Role.ROWHEADER), None)
        return head or self._words("reading.row", n=node.row)

    def _helps(self, node: Node) -> bool:
        return self.verbosity is not Verbosity.BRIEF or State.INVALID in node.states

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
        if node.role is Role.TEXTBOX and node.privacy is Privacy.SECRET and node.value:
            stars = len(node.value.source)
            yield Say(self._words.plural("reading.stars", stars), node=node.id)
        elif node.value:
            yield Say(node.value, spell=spell, node=node.id)
        elif node.role in (Role.TEXTBOX, Role.COMBOBOX):
            yield Say(self._words("reading.empty"), node=node.id)

    def _around(self, node: Node) -> Iterator[Text]:
        """The place among siblings, and in full how the node is used."""
        place = node.position
        if place is not None and self.verbosity is not Verbosity.BRIEF:
            yield self._words("reading.position", index=place.index, total=place.total)
        if self.verbosity is Verbosity.FULL and State.DISABLED not in node.states:
            if node.level and node.role is Role.LISTITEM:
                yield self._words("reading.level", level=node.level)
            if node.role in _HINTED:
                yield self._use(node)

    def _use(self, node: Node) -> Text:
        """How a node is used, with the key of the keyboard that is in use."""
        if node.role is Role.TEXTBOX and self._keys.letters:
            return self._words("reading.use.type")
        press = self._keys.press("activate", self._words)
        return self._words(f"reading.use.{node.role}", press=press)
