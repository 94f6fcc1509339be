"""The window while a provider's page is shown: our bar is widgets, the page is the private view.

To the stage both are one document: what is read there is marked in the page, what is
focused there has the keyboard there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from typing_extensions import override

from a11y.document import Document
from kiosk.surface import Span, WindowSurface

if TYPE_CHECKING:
    from views.web.private_view import PrivateView

KIND = "web"
_OF_PAGE = "web:"
_BODY = 16
"""Pixels of ordinary text on a page that says nothing about it."""

_LEAST, _MOST = 0.5, 5.0
"""What the engine's zoom can be."""


class PageSurface(WindowSurface):
    """Adapts MainWindow and, while there is one, a private view over its page."""

    _view: PrivateView | None = None
    _focusing = 0
    """Fields of the page that were given the focus and have not said that they have it."""

    def is_focusing(self) -> bool:
        """Whether the page has yet to take the focus to where it was sent: keys would go astray."""
        return self._focusing > 0

    def put_page(self, view: PrivateView | None) -> None:
        """The private view that documents of the kind ``web`` are about from now on."""
        self._view = view
        self._focusing = 0
        if view is None:
            self.window.screen_view.areas.overlay(None)
        else:
            view.widget.hide()
            body = self.window.screen_view.context.theme.style("body").size
            view.set_zoom(min(max(body / _BODY, _LEAST), _MOST))  # its text as large as ours

    def key_passed(self) -> None:
        """A key goes on to what has the keyboard; a page must have it before the next deed."""
        if self._view is not None and self._view.has_keyboard:
            self._view.hands.keyed()

    def erase(self) -> bool:
        """The character before the caret of the page goes; False if the caret is elsewhere."""
        if self._view is None or not self._view.has_keyboard:
            return False
        self._view.hands.erase()
        return True

    @override
    def show_screen(self, document: Document) -> None:
        self._focusing = 0  # what was asked of a page before is not answered any more
        super().show_screen(_without_page(document))
        self._lay(document)

    @override
    def update_screen(self, document: Document) -> None:
        super().update_screen(_without_page(document))
        if not self._dialogs:
            self._lay(document)

    @override
    def set_reading(self, node_id: str, span: Span | None = None) -> None:
        super().set_reading(node_id, span)
        if self._view is not None and not self._dialogs:
            self._view.hands.mark(_ref(node_id))

    @override
    def focus_node(self, node_id: str) -> bool:
        if self._view is None or not node_id.startswith(_OF_PAGE):
            return super().focus_node(node_id)
        self._view.widget.setFocus()
        self._focusing += 1
        view = self._view
        view.hands.focus(_ref(node_id), lambda: self._focused(view))
        return True

    @override
    def insert(self, node_id: str, text: str) -> None:
        if self._view is not None and node_id.startswith(_OF_PAGE):
            self._view.hands.insert(_ref(node_id), text)
        else:
            super().insert(node_id, text)

    def _focused(self, view: PrivateView) -> None:
        if view is self._view and self._focusing:
            self._focusing -= 1

    def activate(self, ref: str) -> None:
        """Click an element of the page."""
        if self._view is not None:
            self._view.hands.activate(ref)

    def send(self, node_id: str) -> bool:
        """Send the form of the page that a node stands in; False if it is no node of a page."""
        if self._view is None or not node_id.startswith(_OF_PAGE):
            return False
        self._view.hands.send(_ref(node_id))
        return True

    def ask_places(self, done: Callable[[Mapping[str, QRect]], None]) -> None:
        """For trials: where the things of the page are on the screen, by ref."""
        view = self._view
        if view is None or not view.widget.isVisible():
            done({})
            return
        view.hands.places(lambda told: done(_on_screen(view, told) if view is self._view else {}))

    def _lay(self, document: Document) -> None:
        shown = self._view is not None and document.kind == KIND
        self.window.screen_view.areas.overlay(self._view.widget if self._view and shown else None)


def _on_screen(view: PrivateView, told: str) -> dict[str, QRect]:
    corner, zoom = view.widget.mapToGlobal(QPoint(0, 0)), view.page.zoomFactor()
    found = {ref: [round(part * zoom) for part in place] for ref, place in json.loads(told).items()}
    return {ref: QRect(*place).translated(corner) for ref, place in found.items()}


def is_of_page(node_id: str) -> bool:
    """Whether a node is one of the provider's page."""
    return node_id.startswith(_OF_PAGE)


def _ref(node_id: str) -> str:
    """The name of a node in the page; empty if it is not of the page."""
    return node_id.partition("#")[2] if node_id.startswith(_OF_PAGE) else ""


def _without_page(document: Document) -> Document:
    """What the window itself draws of a document."""
    if document.kind != KIND:
        return document
    page = f"{document.address}#"
    own = tuple(node for node in document.root.children if not node.id.startswith(page))
    return replace(document, root=replace(document.root, children=own))
