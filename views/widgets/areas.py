"""Bar, page and foot of a document, and the way from a node id to its widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from a11y.diff import Changes, diff
from a11y.document import Document, Node
from views.widgets.base import NodeView
from views.widgets.containers import Container
from views.widgets.context import Context
from views.widgets.factory import class_of, make_view
from views.widgets.parting import part_with
from views.widgets.viewport import Page, Viewport


class Areas:
    """Where the children of a document's root are: fixed above, scrolling, fixed below."""

    def __init__(
        self, view: QWidget, context: Context, anchor: Callable[[], NodeView | None]
    ) -> None:
        self._view = view
        self._context = context
        self._fixed: dict[str, NodeView] = {}
        self._document: Document | None = None
        self.bare = False
        """Whether the bar makes room: a field and its label would not fit below it."""

        self.viewport = Viewport(view, anchor)
        self._overlay: QWidget | None = None
        self._style()

    def show(self, document: Document) -> None:
        """Build the areas of another document; the bar, which all have, is patched and stays."""
        old, self._document = self._document, document
        if old is not None:
            before, after = _fixed_alone(old, "before"), _fixed_alone(document, "after")
            self._part_with_others(old, document)
            self.patch(before, after, diff(before, after))
            self._document = document
        self._fixed = {
            node.id: self._fixed.get(node.id) or self._make_fixed(node)
            for node in document.root.children
            if fixed(node)
        }
        for node in reversed(document.root.children):
            if node.id in self._fixed and "foot" not in node.look.split():
                self._fixed[node.id].lower()  # before the page, for who reads the tree in order
        root = self._root_of(document)
        self.viewport.put(Page(self._context, root, make_view, kind=document.kind))

    def patch(self, old: Document, new: Document, changes: Changes) -> None:
        """Bring the widgets from one state of the document to the next."""
        self._document = new
        for node_id in changes.removed:
            self._drop(old, node_id)
        for node_id in changes.changed:
            self._apply(new, node_id)
        for node_id in changes.reordered:
            self._reorder(new, node_id)

    def refresh(self) -> None:
        """Draw everything that is built anew."""
        self._style()
        for view in (*self._fixed.values(), self.viewport.page):
            if view is not None:
                view.refresh()

    def settle(self, size: QSize) -> None:
        """Give every area its place and bring the page up to date."""
        top, bottom = 0, size.height()
        for node_id, view in self._fixed.items():
            height = view.height_for(size.width())
            node = self._context.find(node_id)
            foot = node is not None and "foot" in node.look.split()
            view.setVisible(foot or not self.bare)
            if self.bare and not foot:
                continue
            bottom -= height if foot else 0
            view.setGeometry(0, bottom if foot else top, size.width(), height)
            top += 0 if foot else height
            if isinstance(view, Container):
                view.settle()
        self.viewport.setGeometry(0, top, size.width(), max(0, bottom - top))
        self.viewport.settle()
        if self._overlay is not None:
            self._overlay.setGeometry(self.viewport.geometry())

    def overlay(self, widget: QWidget | None) -> None:
        """Lay a widget over what scrolls; None takes it away."""
        before, self._overlay = self._overlay, widget
        if before is not None and before is not widget:
            before.hide()
        if widget is not None:
            widget.setGeometry(self.viewport.geometry())
            widget.show()
            widget.raise_()

    def height_for(self, width: int) -> int:
        """Pixels that all areas need together."""
        page = self.viewport.page
        whole = sum(view.height_for(width) for view in self._fixed.values())
        return whole + (page.height_for(width) if page is not None else 0)

    def view_of(self, node_id: str) -> NodeView | None:
        """The widget of a node, built with those around it where it is not yet."""
        if self._document is None or node_id not in self._document.index:
            return None
        above = [node.id for node in self._document.ancestors(node_id)]
        if not above:
            return None
        path = [*reversed(above[:-1]), node_id]
        view = self._area(path[0])
        for own in path[1:]:
            view = view.build_id(own) if isinstance(view, Container) else None
        return view

    def built(self, node_id: str) -> NodeView | None:
        """The widget of a node if there is one."""
        if self._document is None or node_id not in self._document.index:
            return None
        return self._built_in(self._document, node_id)

    def _style(self) -> None:
        self.viewport.restyle(self._context.theme)

    def _built_in(self, document: Document, node_id: str) -> NodeView | None:
        above = [node.id for node in document.ancestors(node_id)]
        if not above:
            return None
        path = [*reversed(above[:-1]), node_id]
        page = self.viewport.page
        view = self._fixed.get(path[0]) or (page.built.get(path[0]) if page else None)
        for own in path[1:]:
            view = view.built.get(own) if isinstance(view, Container) else None
        return view

    def _area(self, node_id: str) -> NodeView | None:
        if node_id in self._fixed:
            return self._fixed[node_id]
        page = self.viewport.page
        return None if page is None else page.build_id(node_id)

    def _part_with_others(self, old: Document, new: Document) -> None:
        """Let go of what is fixed in no such way in another document.

        Other parts in it are reason enough: who reads the tree in order would find new ones last.
        """
        for node_id, view in list(self._fixed.items()):
            node = new.find(node_id)
            same = node is not None and _parts_of(node) == _parts_of(old.find(node_id))
            if node is None or not same or class_of(node) is not type(view):
                del self._fixed[node_id]
                view.setParent(None)
                part_with(view, linger=self._context.shared)

    def _make_fixed(self, node: Node) -> NodeView:
        view = make_view(self._context, node, self._view)
        if isinstance(view, Container):
            view.resize(self._view.width(), view.height_for(self._view.width()))
            view.realize(0, view.height())
        view.show()
        return view

    def _root_of(self, document: Document) -> Node:
        inside = tuple(child for child in document.root.children if not fixed(child))
        return replace(document.root, children=inside)

    def _drop(self, old: Document, node_id: str) -> None:
        view = self._built_in(old, node_id)
        if view is None:
            return
        if node_id in self._fixed:
            self._fixed.pop(node_id)
            view.setParent(None)
            part_with(view, linger=self._context.shared)
            return
        container = view.parentWidget()
        if isinstance(container, Container):
            container.drop(node_id)

    def _apply(self, new: Document, node_id: str) -> None:
        if node_id == new.root.id and self.viewport.page is not None:
            self.viewport.page.apply(new.root)
            return
        view, node = self.built(node_id), new.find(node_id)
        if view is None or node is None:
            return
        focused = QApplication.focusWidget()
        touched = focused is not None and (view is focused or view.isAncestorOf(focused))
        if class_of(node) is not type(view) and not touched and node_id not in self._fixed:
            container = view.parentWidget()
            if isinstance(container, Container):
                container.drop(node_id)
            return
        view.apply(node)

    def _reorder(self, new: Document, node_id: str) -> None:
        node = new.find(node_id)
        if node is None:
            return
        if node_id == new.root.id:
            self._reorder_root(new)
            return
        view = self.built(node_id)
        if isinstance(view, Container):
            view.set_children(child.id for child in node.children)
        elif view is not None and class_of(node) is not type(view):
            container = view.parentWidget()
            if isinstance(container, Container):
                container.drop(node_id)

    def _reorder_root(self, new: Document) -> None:
        for child in new.root.children:
            if fixed(child) and child.id not in self._fixed:
                self._fixed[child.id] = self._make_fixed(child)
        if self.viewport.page is not None:
            self.viewport.page.set_children(n.id for n in new.root.children if not fixed(n))


def _parts_of(node: Node | None) -> list[str]:
    return [] if node is None else [child.id for child in node.children]


def _fixed_alone(document: Document, name: str) -> Document:
    """A document of what stays while its page scrolls, under a root of that name."""
    parts = tuple(child for child in document.root.children if fixed(child))
    return replace(document, root=replace(document.root, id=name, children=parts))


def fixed(node: Node) -> bool:
    """Whether a child of the root stays while the page scrolls."""
    return bool({"bar", "foot"}.intersection(node.look.split()))
