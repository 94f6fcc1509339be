"""DocumentView: a Document on the screen.

1. ``show_document`` makes the widgets of what is near the top;
2. ``update_document`` compares by node id and patches what changed;
3. clicks, focus and edits go out as signals with node ids; nothing is decided here.

The reading position and Qt's focus are two things: ``set_reading`` moves one,
``focus_node`` the other, and only focus that the visitor moved is reported.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from a11y.diff import diff
from a11y.document import Document, Node
from views.theme import Theme
from views.widgets.areas import Areas
from views.widgets.base import NodeView
from views.widgets.context import Context, Show
from views.widgets.fitting import Fitting
from views.widgets.flow import Span
from views.widgets.focus import FocusTracker, focusable


class DocumentView(QWidget):
    """One document: a bar that stays, a page that scrolls, a foot."""

    speaks = True

    activated = Signal(str)
    """A link or button was pressed: its node id."""

    focus_moved = Signal(str)
    """The visitor moved Qt's focus (touch, Tab, an external reader): the node id."""

    edited = Signal(str, str)
    """A field was left with another value, or an option chosen: node id and value."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.context = Context(
            theme,
            activate=self.activated.emit,
            edit=self.edited.emit,
            changed=self._changed,
            find=self._find,
        )
        self.reading = ""
        """The node that is marked as being read, empty where none is."""
        self._focus = FocusTracker(self, self._find, self.focus_moved.emit)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.settle)
        self.areas = Areas(self, self.context, lambda: self.areas.built(self.reading))
        self._fitting = Fitting(self.context, self.areas)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def node(self) -> Node | None:
        """The root of the document, which this widget stands for."""
        return None if self.document is None else self.document.root

    @property
    def focused(self) -> str:
        """The node whose widget has Qt's focus in this view, empty where none has."""
        return self._focus.node_of(self.focusWidget())

    def show_document(self, document: Document) -> None:
        """Show a document from its top."""
        with self._focus.silence():
            let_go(self.areas.built(self.reading), self.areas.built(self.focused))
            self.reading = ""
            self.document = document
            self._fitting.want()
            self._name()
            self.areas.show(document)
            self.settle()

    def update_document(self, document: Document) -> None:
        """Show another state of the same document; place, focus and typing stay."""
        if self.document is None:
            self.show_document(document)
            return
        old, self.document = self.document, document
        changes = diff(old, document)
        if not changes:
            return
        with self._focus.silence():
            self._name()
            self.areas.patch(old, document, changes)
            self.settle()

    def set_projection(self, show: Show, theme: Theme | None = None) -> None:
        """What Texts look like from now on, and the type they are set in: drawn anew once."""
        self.context.show = show
        self._fitting.want(theme)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Another size, look or language of type."""
        if theme != self._fitting.wanted:
            self._fitting.want(theme)
            self.refresh()

    def set_images(self, load: Callable[[str], bytes | None]) -> None:
        """Where pictures come from; call again when new ones have come."""
        self.context.image = load
        self.refresh()

    def refresh(self) -> None:
        """Draw everything anew."""
        with self._focus.silence():
            self._name()
            self.areas.refresh()
            self.settle()
        self.update()

    def set_reading(self, node_id: str, span: Span | None = None) -> None:
        """Mark what is being read, and the spoken words in it (code points of its name)."""
        if node_id != self.reading:
            old = self.areas.built(self.reading)
            if old is not None:
                old.set_mark(False)
        self.reading = node_id
        view = self.areas.view_of(node_id)
        if view is None:
            return
        fresh = not view.mark.on
        view.set_mark(True, span)
        line = line_of(view, span)
        if fresh or line is not None:
            self.areas.viewport.reveal(view, line)

    def focus_node(self, node_id: str) -> bool:
        """Give Qt's focus to a node's widget; False where it takes none."""
        view = self.areas.view_of(node_id)
        if view is None or not (self.context.shared or focusable(view.node)):
            return False
        with self._focus.silence():
            view.target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.areas.viewport.reveal(view)
        return True

    def take_focus(self) -> None:
        """Take Qt's focus away from a field here, or from what is behind a dialog."""
        with self._focus.silence():
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setFocus(Qt.FocusReason.PopupFocusReason)

    def widget_of(self, node_id: str) -> QWidget | None:
        """The widget that carries a node's name, role and focus; built where it is not yet."""
        if self.document is not None and node_id == self.document.root.id:
            return self
        view = self.areas.built(node_id)
        if view is None:
            view = self.areas.view_of(node_id)
            self.settle()
        return None if view is None else view.target

    def settle(self) -> None:
        """Bring the layout up to date now; otherwise it happens once a turn of the event loop."""
        self._timer.stop()
        self._fitting.settle(self.document, self.size())

    def height_for(self, width: int) -> int:
        """Pixels that the whole document needs, for a dialog that fits it."""
        return self.areas.height_for(width)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes through the document's nodes in reading order, built or not."""
        if self.document is None or self._focus.silent:
            return False  # Qt looks for another place because a widget goes
        found = self._focus.next_stop(self.document, forward=next)
        moved = bool(found) and self.focus_node(found)
        if moved and not self._focus.silent:  # Qt moves it too when a focused widget goes
            self.focus_moved.emit(found)
        return moved

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()

    def _find(self, node_id: str) -> Node | None:
        return None if self.document is None else self.document.find(node_id)

    def _changed(self) -> None:
        if not self._focus.silent:
            self._timer.start(0)

    def _name(self) -> None:
        if self.document is not None:
            self.setObjectName(self.document.root.id)
            self.setAccessibleName(self.context.show(self.document.title))


def let_go(marked: NodeView | None, focused: NodeView | None) -> None:
    """Take mark and focus away: the bar stays from one document to the next, they do not.

    A provider's page above ours keeps the keyboard that it has.
    """
    if marked is not None:
        marked.set_mark(False)
    if focused is not None:
        focused.target.clearFocus()


def line_of(view: NodeView, span: Span | None) -> tuple[int, int] | None:
    """Top and bottom, in a widget, of the line with the spoken words and of the next."""
    if span is None:
        return None
    for piece in view.drawing(view.width()).pieces:
        if piece.spoken:
            top = piece.y + piece.flow.line_of(span[0]) * piece.flow.line_height
            return top, top + 2 * piece.flow.line_height
    return None
