"""What the visitor lets staff see and fill in: nothing, until they say so. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from a11y.document import Document, Node, Privacy, Role, State


@dataclass(frozen=True, slots=True)
class Sharing:
    """Node ids and pages that were shared, and the fields that were opened to staff."""

    nodes: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()

    def share(self, ids: frozenset[str]) -> Sharing:
        """These nodes may be seen and heard."""
        return replace(self, nodes=self.nodes | ids)

    def hide(self, ids: frozenset[str]) -> Sharing:
        """They may not any more; a field that is hidden is not open either."""
        return replace(self, nodes=self.nodes - ids, fields=self.fields - ids)

    def share_page(self, address: str) -> Sharing:
        """Everything of a page may be seen and heard, as long as it is this page."""
        return replace(self, pages=self.pages | {address})

    def hide_page(self, address: str) -> Sharing:
        """Nothing personal of a page may be, whatever was shared of it before."""

        def others(ids: frozenset[str]) -> frozenset[str]:
            return frozenset(one for one in ids if not one.startswith(f"{address}#"))

        return Sharing(others(self.nodes), self.pages - {address}, others(self.fields))

    def open(self, field_id: str) -> Sharing:
        """Staff may fill in this field, and so may see it."""
        return replace(self, nodes=self.nodes | {field_id}, fields=self.fields | {field_id})

    def close(self, field_id: str) -> Sharing:
        """Staff may fill it in no more; what they see of it they saw."""
        return replace(self, fields=self.fields - {field_id})


NOTHING = Sharing()

WEB = "web"
"""The kind of a page of the provider; nothing of it can be shared."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as ``sharing`` lets others see it."""

    document: Document
    sharing: Sharing = field(default=NOTHING)

    @property
    def personal(self) -> frozenset[str]:
        """The ids of all that is the visitor's: marked so, or inside of something marked so."""
        return frozenset(node.id for node, own in _marked(self.document) if own)

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of all that nobody else may see or hear. A secret cannot be shared."""
        shared: frozenset[str]
        if self.document.kind == WEB:
            shared = frozenset()
        elif self.document.address in self.sharing.pages:
            shared = self.personal
        else:
            shared = self.sharing.nodes
        return frozenset(
            node.id
            for node, own in _marked(self.document)
            if own and (node.privacy is Privacy.SECRET or node.id not in shared)
        )

    def with_all_inside(self, node_id: str) -> frozenset[str]:
        """What is shared with a node: all that is inside of it, and its label-like parents."""
        node = self.document.find(node_id)
        if node is None:
            return frozenset()
        found = {one.id for one in node.walk()}
        for around in self.document.ancestors(node_id):
            if len(around.children) != 1:
                break
            found.add(around.id)
        return frozenset(found)

    def fillable(self, node_id: str) -> bool:
        """Whether it is a field that text can be put into."""
        node = self.document.find(node_id)
        return (
            node is not None
            and node.role is Role.TEXTBOX
            and node.privacy is not Privacy.SECRET
            and not {State.READONLY, State.DISABLED} & node.states
        )


def _marked(document: Document) -> Iterator[tuple[Node, bool]]:
    """All nodes, and whether each is the visitor's."""
    stack = [(document.root, False)]
    while stack:
        node, own = stack.pop()
        own = own or node.privacy is not Privacy.PUBLIC
        # of a personal page all is personal, but for the bar around it, which is the terminal's
        whole = document.personal or document.kind == WEB
        yield node, own or (whole and not node.id.startswith("screen:"))
        stack.extend((child, own) for child in reversed(node.children))
