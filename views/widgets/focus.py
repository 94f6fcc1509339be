"""Qt's focus in terms of nodes: where it is, where Tab goes, and whether the visitor moved it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from a11y.document import Document, Node, State


class FocusTracker(QObject):
    """Watches the focus in one document view and reports the visitor's own moves."""

    def __init__(
        self,
        view: QWidget,
        find: Callable[[str], Node | None],
        moved: Callable[[str], None],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._find = find
        self._moved = moved
        self._quiet = 0
        QApplication.instance().focusChanged.connect(self._changed)  # type: ignore[union-attr]  # there is one

    @property
    def silent(self) -> bool:
        """Whether what happens now is not the visitor's doing."""
        return self._quiet > 0

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Focus that moves inside was not moved by the visitor."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    def node_of(self, widget: QWidget | None) -> str:
        """The node that a widget belongs to, empty where there is none."""
        while widget is not None and widget is not self._view:
            name = widget.objectName()
            if name and self._find(name) is not None:
                return name
            widget = widget.parentWidget()
        return ""

    def next_stop(self, document: Document, *, forward: bool) -> str:
        """Where Tab goes from here: in reading order, round the end of the document."""
        stops = [node.id for node in document.nodes if focusable(node)]
        if not stops:
            return ""
        here = self.node_of(QApplication.focusWidget())
        step = 1 if forward else -1
        start = stops.index(here) if here in stops else (-1 if forward else 0)
        return stops[(start + step) % len(stops)]

    def _changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._quiet or now is None or not self._view.isAncestorOf(now):
            return
        found = self.node_of(now)
        if found:
            self._moved(found)


def focusable(node: Node) -> bool:
    """Whether a node takes Qt's focus."""
    return State.FOCUSABLE in node.states and State.DISABLED not in node.states
