"""The window as the shell uses it: the stage's surface, captions, fields, coming to the front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from a11y.document import Document
from a11y.speech.ruby import Ruby
from a11y.speech.utterance import Say
from kiosk.surface_fields import WindowFields
from locales.languages import Language
from locales.project import Projector
from locales.text import Text
from views.compose.touch_board import Board
from views.widgets.context import Beyond
from views.widgets.keys_place import put_keys
from views.widgets.window import MainWindow

Span = tuple[int, int]

ProjectorOf = Callable[[Language], Projector]


@dataclass(frozen=True, slots=True)
class Veil:
    """What may be seen while others look on (kiosk.assist)."""

    page: Callable[[Document], Document]
    keys: Callable[[Board, str], Board]
    """The keyboard on the screen, while it writes into a field."""


NO_VEIL = Veil(lambda document: document, lambda board, _field: board)


class WindowSurface(WindowFields):
    """Adapts MainWindow; no decisions and no words."""

    def __init__(self, window: MainWindow, projector_of: ProjectorOf = Projector) -> None:
        super().__init__(window)
        self._projector_of = projector_of
        self._show: Callable[[Text], str] = lambda text: text.source
        self._dialogs = 0
        self.veil = NO_VEIL
        self._board: tuple[Board | None, str] = (None, "")

    def set_language(self, language: Language) -> None:
        """Display everything in another language from now on."""
        self._show = self._projector_of(language).show
        self.window.set_projection(self._show, language.value)

    def show_screen(self, document: Document) -> None:
        """Show a document; dialogs above it are closed."""
        while self._dialogs:
            self.pop_dialog()
        self.window.show_screen(self.veil.page(document))

    def update_screen(self, document: Document) -> None:
        """Patch what is on top, keyed by node id."""
        document = self.veil.page(document)
        if self._dialogs:
            self.window.update_dialog(document)
        else:
            self.window.show_screen(document)

    def push_dialog(self, document: Document) -> None:
        """Show a modal document above."""
        self._dialogs += 1
        self.window.push_dialog(self.veil.page(document))

    def pop_dialog(self) -> None:
        """Close the topmost modal document."""
        self._dialogs -= 1
        self.window.pop_dialog()

    def set_reading(self, node_id: str, span: Span | None = None) -> None:
        """Mark the reading position and what is being said of it; scroll to it."""
        self.window.set_reading(node_id, span)

    def focus_node(self, node_id: str) -> bool:
        """Give Qt's focus to a node's widget, or to none of them for an empty id."""
        if node_id and self.window.top.focus_node(node_id):
            return True
        if self.window.top.focused:
            # Otherwise keys would still go to the field or button that was left.
            self.window.top.take_focus()
        return False

    def lost_focus(self) -> bool:
        """Whether nothing has Qt's focus, though the window has the keyboard."""
        return QApplication.focusWidget() is None

    def caption(self, text: Text | None, span: Span | None, ruby: Ruby | None) -> None:
        """Show what is being said; None hides the strip."""
        shown = None if text is None else self._show(text)
        same = text is not None and shown is not None and len(shown) == len(text.source)
        self.window.caption(shown, span, ruby if same or ruby is None else {})

    def share(self, beyond: Beyond | None) -> None:
        """Another screen reader explores the window, or no more."""
        self.window.beyond = beyond
        for view in self.window.views():
            view.context.share(beyond)
            view.refresh()

    def tell(self, says: Sequence[Say]) -> None:
        """Give another screen reader words that stand nowhere on the screen."""
        shown = ((self._show(say.text), say.spell) for say in says)
        self.window.herald.tell(
            ", ".join(" ".join(text) if apart else text for text, apart in shown)
        )

    def put_keys(self, board: Board | None, node_id: str) -> None:
        """The keyboard on the screen, with the field of ``node_id`` above it; None: none."""
        self._board = (board, node_id)
        shown = None if board is None else self.veil.keys(board, node_id)
        put_keys(self.window, shown, node_id)

    def helped(self, label: Text | None, veil: Veil = NO_VEIL) -> None:
        """Frame everything while somebody else is there; None: nobody is.

        Documents follow the ``veil`` when they are shown again, the keys at once.
        """
        self.veil = veil
        self.put_keys(*self._board)
        self.window.helped.say("" if label is None else self._show(label))

    def prepare(self) -> None:
        """Lay out and draw at the size of the screen, unseen, so that showing is quick."""
        self.window.setGeometry(QGuiApplication.primaryScreen().geometry())
        self.window.winId()
        self.window.grab()

    def present(self, key_filter: QObject, *, fullscreen: bool) -> bool:
        """Come to the front with the keyboard; keys pass the filter from the first on.

        True where the first picture is on the display already: that is not told again.
        """
        handle = self.window.windowHandle()
        shown = handle is not None and handle.isExposed()
        if fullscreen:
            self.window.showFullScreen()
        else:
            self.window.resize(1280, 800)
            self.window.show()
        self.window.windowHandle().installEventFilter(key_filter)
        self.window.raise_()
        self.window.activateWindow()
        return shown
