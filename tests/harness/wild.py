"""Pages of any size and shape, made by chance from a seed: every role, nested, of uneven depth."""

from __future__ import annotations

import random

from a11y.document import Document, Node, Position, Region, Role, State
from locales.text import Text

FOCUSABLE = frozenset({State.FOCUSABLE})
TEXTS = (Role.PARAGRAPH, Role.NOTE, Role.BLOCKQUOTE, Role.IMAGE, Role.STATUS, Role.TERM)
PRESSED = (Role.LINK, Role.BUTTON, Role.TEXTBOX, Role.CHECKBOX, Role.COMBOBOX)
BOXES = (Role.GROUP, Role.FORM, Role.REGION, Role.FIGURE)


class _Wild:
    def __init__(self, seed: int) -> None:
        self.by = random.Random(seed)
        self.count = 0

    def node(self, role: Role, *inside: Node, name: str | None = None, **more: object) -> Node:
        self.count += 1
        named = f"{role.value}{self.count}" if name is None else name
        return Node(f"/t#{self.count}", role, Text(named), children=inside, **more)  # type: ignore[arg-type]  # members are Node's own

    def part(self, depth: int) -> Node:
        """Something of a page; what is deep is simple."""
        kind = self.by.random()
        if depth > 5 or kind < 0.45:
            return self.single()
        if kind < 0.6:
            return self.list(depth)
        if kind < 0.68:
            return self.table()
        if kind < 0.74:
            return self.radios()
        return self.box(depth)

    def single(self) -> Node:
        kind = self.by.random()
        if kind < 0.2:
            return self.node(Role.HEADING, level=self.by.randint(1, 6))
        if kind < 0.55:
            role = self.by.choice(PRESSED)
            more = FOCUSABLE | ({State.DISABLED} if self.by.random() < 0.1 else set())
            return self.node(role, states=more)
        empty = "" if self.by.random() < 0.1 else None  # nodes that nobody can stop at
        link = (self.node(Role.LINK, states=FOCUSABLE),) if self.by.random() < 0.2 else ()
        return self.node(self.by.choice(TEXTS), *link, name=empty)

    def list(self, depth: int) -> Node:
        total = self.by.randint(0, 6)
        items = [
            self.node(
                Role.LISTITEM,
                *([self.part(depth + 2)] if self.by.random() < 0.3 else []),
                name="" if self.by.random() < 0.2 else None,
                position=Position(n, total),
            )
            for n in range(1, total + 1)
        ]
        return self.node(Role.LIST, *items, name="")

    def table(self) -> Node:
        """With cells that are missing, as merged ones leave them."""
        rows, columns = self.by.randint(1, 5), self.by.randint(1, 4)
        lines = [
            self.node(
                Role.ROW,
                *(
                    self.node(
                        self.by.choice((Role.CELL, Role.CELL, Role.ROWHEADER)),
                        row=row,
                        column=column,
                    )
                    for column in range(1, columns + 1)
                    if self.by.random() < 0.9
                ),
                name="",
            )
            for row in range(1, rows + 1)
        ]
        return self.node(Role.TABLE, *lines)

    def radios(self) -> Node:
        chosen = self.by.randint(0, 4)
        options = [
            self.node(
                Role.RADIO, states=FOCUSABLE | ({State.CHECKED} if n == chosen else frozenset())
            )
            for n in range(self.by.randint(1, 4))
        ]
        return self.node(Role.RADIOGROUP, *options)

    def box(self, depth: int) -> Node:
        role = self.by.choice(BOXES)
        inside = [self.part(depth + 1) for _ in range(self.by.randint(0, 5))]
        region = self.by.choice(list(Region)) if role is Role.REGION else None
        return self.node(role, *inside, region=region)


def wild(seed: int, size: int) -> Document:
    """A page of at least ``size`` nodes."""
    made = _Wild(seed)
    parts = []
    while made.count < size:
        parts.append(made.part(0))
    root = Node("/t#", Role.DOCUMENT, Text("page"), children=tuple(parts))
    return Document("/t", root, "zh-Hans", "article")
