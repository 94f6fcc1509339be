"""What changed between two states of a document, by node id.

The view patches the widgets of changed nodes and leaves the others alone; the
shell speaks the announcements (WAI-ARIA live regions).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from a11y.document import Document, Live, Node


@dataclass(frozen=True, slots=True)
class Announcement:
    """A live change to be spoken: ``assertive`` interrupts, ``polite`` waits."""

    node: Node
    politeness: Live


@dataclass(frozen=True, slots=True)
class Changes:
    """The difference between two documents of one address."""

    removed: tuple[str, ...] = ()
    """Ids that are gone, deepest last."""

    added: tuple[str, ...] = ()
    """Ids that are new, in reading order."""

    changed: tuple[str, ...] = ()
    """Ids whose own members differ (children not counted)."""

    reordered: tuple[str, ...] = ()
    """Ids of parents whose list of children differs."""

    announcements: tuple[Announcement, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.changed or self.reordered)


def diff(old: Document, new: Document) -> Changes:
    """Compare two documents by node id; a node whose role changed is removed and added."""
    kept: list[Node] = []
    added: list[Node] = []
    removed: list[str] = []
    for node in new.nodes:
        before = old.find(node.id)
        (kept if before and before.role is node.role else added).append(node)
    fresh = {node.id for node in added}
    for node in old.nodes:
        after = new.find(node.id)
        if after is None or node.id in fresh:
            removed.append(node.id)
    changed = [n.id for n in kept if _alone(n) != _alone(old.nodes[old.index[n.id]])]
    reordered = [n.id for n in kept if _order(n) != _order(old.nodes[old.index[n.id]])]
    return Changes(
        removed=tuple(removed),
        added=tuple(node.id for node in added),
        changed=tuple(changed),
        reordered=tuple(reordered),
        announcements=_announcements(new, changed, fresh),
    )


def _alone(node: Node) -> Node:
    return replace(node, children=())


def _order(node: Node) -> list[str]:
    return [child.id for child in node.children]


def _announcements(new: Document, changed: list[str], fresh: set[str]) -> tuple[Announcement, ...]:
    """Changed or added nodes inside a live region, each once, outermost first."""
    said: set[str] = set()
    found = []
    touched = fresh.union(changed)
    for node_id in [n.id for n in new.nodes if n.id in touched]:
        node = new.nodes[new.index[node_id]]
        above = list(new.ancestors(node_id))
        if said.intersection(parent.id for parent in above):
            continue
        live = next((n.live for n in (node, *above) if n.live is not Live.OFF), Live.OFF)
        if live is not Live.OFF:
            said.add(node_id)
            found.append(Announcement(node, live))
    return tuple(found)
