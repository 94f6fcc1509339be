"""The terminal's window: the screen, dialogs over it, the captions below, the cover on top."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from a11y.document import Document
from views.sight import STANDARD, Sight
from views.theme import WIDE, Theme, theme_for
from views.widgets.caption import CaptionStrip
from views.widgets.context import Beyond, Show, as_written
from views.widgets.flow import Inside, Span, nowhere
from views.widgets.helped import HelpedFrame
from views.widgets.herald import Herald
from views.widgets.overlays import BlankScreen, CrossHair, Glass
from views.widgets.parting import part_with
from views.widgets.pointer import use_pointer
from views.widgets.ruby import Ruby
from views.widgets.touch_keys import TouchKeys
from views.widgets.view import DocumentView
from views.widgets.viewport import FINGER_MS

_POINTER = 96
"""Side of the extra large pointer on the reference screen."""

_CAPTIONS = 0.36
"""The most that captions take of the height in which there are things to touch."""

_BAR, _FIELD = 190, 4.9
"""The bar at its largest, and a field with label and hint in sizes of the text."""

_LEAST = 420
"""Height for bar and field above the keys, on the reference screen."""


class Dialog(QWidget):
    """A modal document on a veil that takes every touch beside it."""

    def __init__(self, view: DocumentView, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = view
        self._above = 0
        self.returns_to = ""
        """The node below that had the focus."""
        view.setParent(self)

    def fit(self, above: int | None = None) -> None:
        """The panel as high as its document, in the middle of what is below ``above``."""
        self._above = self._above if above is None else above
        theme, room = self.view.context.theme, self.height() - self._above
        document = self.view.document
        wide = document is not None and "wide" in document.root.look.split()
        width = min(theme.px(theme.panel_width(wide=wide)), self.width() - theme.px(48))
        most = room - theme.px(64 if theme.text_scale < WIDE else 32)
        for _ in range(2):  # the second time with everything built
            height = min(self.view.height_for(width), most)
            left, top = (self.width() - width) // 2, self._above + (room - height) // 2
            self.view.setGeometry(QRect(left, top, width, height))
        self.view.settle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(20, 17, 11, 150))
        palette = self.view.context.palette
        edge, radius = self.view.context.px(14), self.view.context.px(24)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.primary), self.view.context.px(4)))
        painter.setBrush(QColor(palette.paper))
        panel = self.view.geometry().adjusted(-edge, -edge, edge, edge)
        painter.drawRoundedRect(panel, radius, radius)
        painter.end()


class MainWindow(QWidget):
    """Composes the parts; the shell decides what is shown. Signals are of the topmost document."""

    activated = Signal(str)
    focus_moved = Signal(str)
    edited = Signal(str, str)
    uncovered = Signal()
    """The blank screen was touched."""

    def __init__(self, sight: Sight = STANDARD) -> None:
        super().__init__()
        self.sight = sight
        self._language = "zh-Hans"
        self._show: Show = as_written
        self.inside: Inside = nowhere
        """What knows the words of a simplified text, for what is laid out from now on."""
        self._load: Callable[[str], bytes | None] | None = None
        self._dialogs: list[Dialog] = []
        self._captions = CaptionStrip(self._theme(), self)
        self._captions.hide()
        self._captions_on = False
        self.herald = Herald(self)
        """Tells another screen reader what stands nowhere on the screen."""

        self.beyond: Beyond | None = None
        """What another screen reader that explores the window is told besides (Context.share)."""

        self.keys = TouchKeys(self._theme(), self)
        """The keyboard for fingers; hidden until it is wanted."""

        self.screen_view = self._make_view(self)
        self._glass = Glass(self._theme(), self)
        self._cross = CrossHair(self)
        self._cover = BlankScreen(self)
        self.helped = HelpedFrame(self, self.arrange)
        """Says that somebody else is there."""

        self._cover.touched.connect(self.uncovered)
        for over in (self._cross, self._cover):
            over.hide()

    @property
    def top(self) -> DocumentView:
        """The view that keys and speech are about: the topmost dialog, or the screen."""
        return self._dialogs[-1].view if self._dialogs else self.screen_view

    def show_screen(self, document: Document) -> None:
        """Show a screen; another state of the one that is shown is patched."""
        shown = self.screen_view.document
        if shown is not None and shown.root.id == document.root.id and shown.kind == document.kind:
            self.screen_view.update_document(document)
        else:
            self.screen_view.show_document(document)

    def push_dialog(self, document: Document) -> None:
        """Lay a modal document over what is shown."""
        QGuiApplication.inputMethod().commit()  # what is being composed must not be lost
        below = self.top
        dialog = Dialog(self._make_view(None), self)
        dialog.returns_to = below.focused
        self._dialogs.append(dialog)
        dialog.view.show_document(document)
        self.arrange()
        dialog.show()
        dialog.view.show()
        dialog.fit()
        dialog.raise_()
        self._raise_over()
        dialog.view.take_focus()

    def update_dialog(self, document: Document) -> None:
        """Another state of the topmost dialog."""
        if self._dialogs:
            self._dialogs[-1].view.update_document(document)
            self._dialogs[-1].fit()

    def pop_dialog(self) -> None:
        """Take the topmost dialog away; the focus goes back where it was."""
        if not self._dialogs:
            return
        dialog = self._dialogs.pop()
        dialog.view.blockSignals(True)
        part_with(dialog, linger=self.beyond is not None)
        if dialog.returns_to:
            self.top.focus_node(dialog.returns_to)

    def caption(self, text: str | None, span: Span | None = None, ruby: Ruby | None = None) -> None:
        """What is being said, and which part of it just now (code points); None: no strip.

        The strip does not come or go under a finger, where all below would move.
        """
        if text is not None and self._captions.say(text, span, ruby):
            self.arrange()
        self._captions_on = text is not None
        self._fit_captions()

    def cover(self, on: bool) -> None:
        """Show nothing at all, or everything again."""
        self._cover.setVisible(on)
        self._cover.raise_()

    def set_projection(self, show: Show, language: str) -> None:
        """What Texts look like, and the language whose type is used."""
        self._show, self._language = show, language
        theme = self._theme()
        for view in self.views():
            view.set_projection(show, theme)
        self._restyle()

    def set_sight(self, sight: Sight) -> None:
        """Another way to see."""
        self.sight = sight
        use_pointer(self._theme().px(_POINTER) if sight.large_pointer else 0)
        self._cross.watch(self.windowHandle() if sight.cross_hair else None, self._theme().px(8))
        self._restyle()

    def set_reading(self, node_id: str, span: Span | None = None) -> None:
        """Mark the reading position in what is on top; see ``DocumentView.set_reading``."""
        top = self.top
        top.set_reading(node_id, span)
        node = top.document.find(node_id) if top.document is not None else None
        text = self._show(node.name) if node is not None else ""
        code = code_of(top.document) if self.sight.low and top.document is not None else ""
        self._glass.show_text(top.accessibleName(), text, code)

    def set_images(self, load: Callable[[str], bytes | None]) -> None:
        """Where pictures come from; call again when new ones have come."""
        self._load = load
        for view in self.views():
            view.set_images(load)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _fit_captions(self) -> None:
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            QTimer.singleShot(FINGER_MS, self, self._fit_captions)
        elif self._captions.isHidden() == self._captions_on:
            self._captions.setVisible(self._captions_on)
            self.arrange()

    def views(self) -> list[DocumentView]:
        """The screen, and the dialogs over it."""
        return [self.screen_view, *(dialog.view for dialog in self._dialogs)]

    def _theme(self) -> Theme:
        width, height = self.width(), self.height()
        return theme_for(width, height, sight=self.sight, language=self._language)

    def _make_view(self, parent: QWidget | None) -> DocumentView:
        view = DocumentView(self._theme(), parent)
        view.set_projection(self._show)
        view.context.share(self.beyond)
        # It is set after the first view is made.
        view.context.inside = lambda text: self.inside(text)  # noqa: PLW0108 - says the line above
        if self._load is not None:
            view.set_images(self._load)
        view.activated.connect(lambda node: _relay(self, view, self.activated.emit, node))
        view.focus_moved.connect(lambda node: _relay(self, view, self.focus_moved.emit, node))
        view.edited.connect(self.edited)
        return view

    def _restyle(self) -> None:
        theme = self._theme()
        self._captions.set_theme(theme)
        self._glass.set_theme(theme)
        self.keys.set_look(theme, self._show)
        for view in self.views():
            view.set_theme(theme)
        self.arrange()

    def arrange(self) -> None:
        """Give everything its place; called where something wants another height."""
        self.helped.fit(self._theme())
        room = self.rect().marginsRemoved(self.helped.margins())
        edge, width, bottom = room.left(), room.width(), room.bottom() + 1
        low = self.sight.low
        top = max(room.top(), self.height() // 2) if low else room.top()
        self._captions.fit(round((bottom - top) * _CAPTIONS))
        strip = self._captions.height_wanted() if not self._captions.isHidden() else 0
        keys = self.keys.height_wanted()
        below = 0 if low else strip  # where reaching is hard, reading is not
        if keys:  # what is above them need not be touched to be filled in
            least = self._theme().px(_LEAST)
            top = max(room.top(), min(top, bottom - below - keys - least))
        self.keys.setGeometry(edge, bottom - keys, width, keys)
        bottom -= keys + below
        first = room.top()
        self._captions.setGeometry(edge, max(first, top - strip) if low else bottom, width, strip)
        self._glass.setVisible(low)
        self._glass.setGeometry(edge, first, width, max(0, top - strip - first))
        top = max(top, first + strip) if low else top
        self.screen_view.areas.bare = bool(keys) and bottom - top < written_in(self._theme())
        self.screen_view.setGeometry(edge, top, width, bottom - top)
        self.screen_view.settle()
        for dialog in self._dialogs:
            dialog.setGeometry(edge, first, width, bottom - first)
            dialog.fit(top - first)
        for over in (self.helped, self._cross, self._cover):
            over.setGeometry(self.rect())
        self._raise_over()

    def _raise_over(self) -> None:
        """What lies above all dialogs; no veil over the words that are read."""
        for over in (self._glass, self._captions, self.helped, self._cross, self._cover):
            over.raise_()


def written_in(theme: Theme) -> int:
    """The height that the bar, and below it a field with label and hint, need."""
    return theme.px(_BAR) + round(theme.style("body").size * _FIELD)


def code_of(document: Document) -> str:
    """What the QR code of a document says, empty where it has none."""
    found = (node.source for node in document.nodes if "qr" in node.look.split())
    return next(found, "")


def _relay(window: MainWindow, view: DocumentView, emit: Callable[[str], None], node: str) -> None:
    """What lies below a dialog tells nothing."""
    if view is window.top:
        emit(node)
