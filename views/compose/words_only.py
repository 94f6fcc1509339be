"""The text-only version (纯文字版): the same document without anything that is only looked at."""

from __future__ import annotations

from dataclasses import replace

from a11y.document import Document, Node, Role

_TILES = {"tiles": "rows", "tile": "row"}


def words_only(document: Document) -> Document:
    """Pictures become their descriptions, tiles become rows; ids and order stay.

    A QR code stays: it is a way on, not an ornament.
    """
    return replace(document, root=_plain(document.root))


def _plain(node: Node) -> Node:
    children = tuple(_plain(child) for child in node.children if not _ornament(child))
    look = " ".join(_TILES.get(word, word) for word in node.look.split())
    role = Role.PARAGRAPH if _picture(node) else node.role
    source = "" if _picture(node) else node.source
    return replace(node, role=role, look=look, source=source, children=children)


def _picture(node: Node) -> bool:
    return node.role is Role.IMAGE and "qr" not in node.look.split()


def _ornament(node: Node) -> bool:
    drawn = node.role is Role.FIGURE and not any(n.role is Role.TABLE for n in node.children)
    return drawn or (_picture(node) and not node.name)
