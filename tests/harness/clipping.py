"""Whether the texts of a window fit where they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtWidgets import QWidget

from views.widgets.base import NodeView
from views.widgets.window import MainWindow


def faults(widget: QWidget) -> Iterator[str]:
    """Texts that do not fit, and widgets that stick out of what holds them."""
    for child in widget.findChildren(QWidget):
        if not isinstance(child, NodeView) or child.isHidden():
            continue
        if child.clipped():
            yield f"{child.node.id}: clipped"
        parent = child.parentWidget()
        if isinstance(parent, NodeView) and not parent.rect().contains(child.geometry()):
            yield f"{child.node.id}: outside {parent.node.id}"
        yield from covered(child)


def covered(widget: QWidget) -> Iterator[str]:
    """Things of one parent that lie upon each other."""
    inside = [one for one in widget.children() if isinstance(one, NodeView) and not one.isHidden()]
    for one, other in combinations(inside, 2):
        if one.geometry().intersects(other.geometry()):
            yield f"{one.node.id}: upon {other.node.id}"


def build_all(window: MainWindow) -> None:
    """Build every widget of what is on top, also those far down the page."""
    document = window.top.document
    assert document is not None
    for node in document.nodes:
        assert window.top.widget_of(node.id) is not None, node.id
    window.top.settle()
