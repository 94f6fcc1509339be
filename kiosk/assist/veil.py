"""A document as others may see it: what is the visitor's own is named by its kind. No Qt.

Two shapes of the same: for the screen, on which the visitor goes on working, and as an outline
for the device of a member of staff, where nothing of it must be that was not shared.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from a11y.document import Document, Node, Role, State
from kiosk.assist.sharing import WEB, Seen, Sharing
from locales.text import EMPTY, Text
from locales.words import Words

VEILED = "veiled"
"""The look of a field whose text is there and is not to be seen."""

CLOSED_NAMES = frozenset(
    "sign_in sign_in_page confirm identifier staff code take".split()  # as the stage names them
)
"""Screens of which staff at another place sees only that they are open, whatever lies over them:
a code on them would let somebody else approve a sign-in."""

CLOSED = frozenset(f"screen:{name}" for name in CLOSED_NAMES)
COMPOSING = "screen:typing"
"""Where one letter is chosen after the other, the place tells what is written."""

MOST_NODES = 300
MOST_BYTES = 60_000
_NAME, _DESCRIPTION = 600, 300
_LABELLED = frozenset((Role.TEXTBOX, Role.COMBOBOX, Role.RADIOGROUP, Role.CHECKBOX))
"""Fields: what they ask for comes from the form and not from the person."""

_TELLING = frozenset((State.CHECKED, State.SELECTED, State.CURRENT))


def veiled(document: Document, sharing: Sharing, words: Words) -> Document:
    """For the screen: hidden nodes keep their place and what they do, and say nothing."""
    hidden = Seen(document, sharing).hidden
    if not hidden:
        return document
    covers = Covers(words("screens.assist.hidden"), words("screens.assist.hidden.short"))
    return replace(document, root=_veiled(document.root, hidden, covers))


@dataclass(frozen=True, slots=True)
class Covers:
    """What stands where something is hidden: in full, and where a bar has little room."""

    full: Text
    short: Text


def _veiled(node: Node, hidden: frozenset[str], covers: Covers) -> Node:
    children = tuple(_veiled(child, hidden, covers) for child in node.children)
    if node.id not in hidden:
        return node if children == node.children else replace(node, children=children)
    if node.role is Role.TEXTBOX:
        # the widget holds what is typed: to take the value away here would lose it
        return replace(node, look=f"{node.look} {VEILED}", children=children)
    named = node.role in _LABELLED
    says = bool(node.name or node.value or node.source)
    cover = covers.short if "bar" in node.look.split() else covers.full
    return replace(
        node,
        name=node.name if named else cover if says and not children else EMPTY,
        value=EMPTY,
        description=EMPTY,
        source="",
        look=_look(node),
        states=node.states - _TELLING,
        children=children,
    )


def _look(node: Node) -> str:
    """A code has nothing to show; a paragraph is plain, except where it has a place in the bar."""
    looks = node.look.split()
    plain = node.look == "qr" or (node.role is Role.PARAGRAPH and "bar" not in looks)
    return "" if plain else node.look


@dataclass
class Names:
    """What nodes are called outside: their ids are addresses, which can tell a case's number."""

    _numbers: dict[str, int] = field(default_factory=dict)
    _ids: list[str] = field(default_factory=list)

    def of(self, node_id: str) -> str:
        """The name of a node, the same as long as the help lasts."""
        if node_id not in self._numbers:
            self._ids.append(node_id)
            self._numbers[node_id] = len(self._ids)
        return f"n{self._numbers[node_id]}"

    def id_of(self, name: str) -> str:
        """The node of a name; empty if there was none."""
        number = name.removeprefix("n")
        known = number.isascii() and number.isdigit() and 0 < int(number) <= len(self._ids)
        return self._ids[int(number) - 1] if known else ""


def outline(
    document: Document, sharing: Sharing, at: str, names: Names, *, closed: bool = False
) -> str:
    """For staff's device: the nodes that say something, as JSON, around the reading position.

    Nothing hidden is in it but the kind, and of a field the question that the form asks.
    """
    if closed or is_closed(document):
        return json.dumps({"nodes": [], "language": document.lang, "closed": True})
    rows = _rows(document, sharing, at, names)
    here = next((place for place, row in enumerate(rows) if row.get("here")), 0)
    most = MOST_NODES
    while True:
        first = max(0, min(here - most // 3, len(rows) - most))
        text = json.dumps(
            {"nodes": rows[first : first + most], "language": document.lang}, ensure_ascii=False
        )
        if len(text.encode()) <= MOST_BYTES or most < 2:
            return text
        most //= 2


def is_closed(document: Document) -> bool:
    """Whether the visitor is at something that staff neither sees nor touches: signing in."""
    return document.kind == WEB or document.address in CLOSED


def _rows(document: Document, sharing: Sharing, at: str, names: Names) -> list[dict[str, Any]]:
    seen = Seen(document, sharing)
    personal, hidden = seen.personal, seen.hidden
    found = []
    for node in document.nodes:
        if not (node.name or node.value or node.role is Role.TEXTBOX):
            continue
        row: dict[str, Any] = {"id": names.of(node.id), "role": node.role.value}
        if node.level:
            row["level"] = node.level
        if node.id == at and document.address != COMPOSING:
            row["here"] = True
        own = node.id in personal
        if node.id in hidden:
            row |= _hidden(node, labels=not document.personal)
        else:
            row |= _shown(node, sharing, own=own)
        found.append(row)
    return found


def _hidden(node: Node, *, labels: bool) -> Mapping[str, Any]:
    named = labels and node.role in _LABELLED
    label = {"name": node.name.source[:_NAME]} if named else {}
    return {"personal": True, **label}


def _shown(node: Node, sharing: Sharing, *, own: bool) -> Mapping[str, Any]:
    marks = {"personal": True, "shared": True} if own else {}
    texts = {
        "name": node.name.source[:_NAME],
        "value": node.value.source[:_NAME],
        "description": node.description.source[:_DESCRIPTION],
    }
    lang = node.name.lang or node.value.lang
    return {
        **{name: text for name, text in texts.items() if text},
        **({"lang": lang} if lang and lang != "und" else {}),
        **({"open": True} if node.id in sharing.fields else {}),
        **marks,
    }
