"""Fields to fill in. The widget owns caret, selection and what is being composed;
its value is committed when it is left or an option is chosen.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPalette, QPen, QTextCursor
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from a11y.document import Node, Privacy, State
from views.widgets.base import Drawing, Icon, NodeView, Piece
from views.widgets.context import Context
from views.widgets.flow import font_of
from views.widgets.groups import label_of
from views.widgets.marks import paint_mark, paint_ring
from views.widgets.text import GUTTER

Left = Callable[[], None]

_DOWN, _UP = QTextCursor.MoveOperation.Down, QTextCursor.MoveOperation.Up

_HINTS = {
    "phone": Qt.InputMethodHint.ImhDialableCharactersOnly,
    "digits": Qt.InputMethodHint.ImhDigitsOnly,
    "number": Qt.InputMethodHint.ImhFormattedNumbersOnly,
    "date": Qt.InputMethodHint.ImhDate,
}


class LineInput(QLineEdit):
    """One line of text."""

    def __init__(self, parent: QWidget, left: Left) -> None:
        super().__init__(parent)
        self._left = left
        self.setFrame(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.editingFinished.connect(left)

    def content(self) -> str:
        """What is in it."""
        return self.text()

    def caret(self) -> int:
        """Where the caret is (code points)."""
        return _points(self.text(), self.cursorPosition())

    def put(self, text: str) -> None:
        """Replace what is in it."""
        self.setText(text)

    def goes(self, step: int) -> bool:
        """There is no other line."""
        del step
        return False

    def place(self, caret: int) -> None:
        """Put the caret somewhere (code points)."""
        self.setCursorPosition(_units(self.text()[:caret]))


class TextInput(QPlainTextEdit):
    """Several lines of text; Tab leaves it, as everywhere."""

    def __init__(self, parent: QWidget, left: Left) -> None:
        super().__init__(parent)
        self._left = left
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.viewport().setAutoFillBackground(False)

    def content(self) -> str:
        """What is in it."""
        return self.toPlainText()

    def caret(self) -> int:
        """Where the caret is (code points)."""
        return _points(self.toPlainText(), self.textCursor().position())

    def put(self, text: str) -> None:
        """Replace what is in it."""
        self.setPlainText(text)

    def goes(self, step: int) -> bool:
        """Whether there is a line below (1) or above (-1) the caret, as lines are drawn."""
        there = QTextCursor(self.textCursor())
        return there.movePosition(_DOWN if step > 0 else _UP)

    def place(self, caret: int) -> None:
        """Put the caret somewhere (code points)."""
        cursor = self.textCursor()
        cursor.setPosition(_units(self.toPlainText()[:caret]))
        self.setTextCursor(cursor)

    def insert(self, text: str) -> None:
        """Put text where the caret is, as QLineEdit does."""
        self.insertPlainText(text)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._left()


def _points(text: str, units: int) -> int:
    """Qt counts UTF-16 units; a rare character is two of them."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def _units(text: str) -> int:
    """The same the other way round."""
    return len(text.encode("utf-16-le")) // 2


class FieldWidget(NodeView, QWidget):
    """A label, the field, and below the label what is wrong or what helps."""

    speaks = False  # the field inside does

    def __init__(self, context: Context, node: Node, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        multiline = State.MULTILINE in node.states
        self.input = (TextInput if multiline else LineInput)(self, self.commit)
        self.input.installEventFilter(self)  # our own part; one on the application crashes
        self._committed: str | None = None
        if isinstance(self.input, LineInput) and "search" in node.look.split():
            self.input.textEdited.connect(self.commit)  # titles are suggested while it is typed
        self.adopt(context, node)

    @property
    @override
    def target(self) -> QWidget:
        return self.input

    @override
    def apply(self, node: Node) -> None:
        """Take a new value, unless the visitor is at it."""
        self.node = node
        value = node.value.source
        if node.privacy is Privacy.SECRET:
            self._secret()
        elif value != self._committed and not self.busy():
            self.input.put(value)
            self._committed = value
        self.input.setReadOnly(self.has(State.READONLY))
        self.refresh()

    def _secret(self) -> None:
        """The characters of a secret are nowhere but in the field itself."""
        self._echo(starred=True)
        self._committed = self._committed or ""

    def _echo(self, *, starred: bool) -> None:
        """Stars instead of characters, on the screen and for other programs."""
        modes = QLineEdit.EchoMode
        wanted = modes.Password if starred else modes.Normal
        if isinstance(self.input, LineInput) and self.input.echoMode() != wanted:
            self.input.setEchoMode(wanted)

    def busy(self) -> bool:
        """Whether the visitor is in the field, or has typed what is not committed yet."""
        unsaved = self._committed is not None and self.input.content() != self._committed
        return self.input.hasFocus() or unsaved

    def commit(self) -> None:
        """The field is left: report its value if it is another than before."""
        value = self.input.content()
        if value != self._committed:
            self._committed = value
            self.context.edit(self.node.id, value)

    @override
    def refresh(self) -> None:
        theme, palette = self.context.theme, self.context.palette
        style = theme.style("body")
        self.input.setFont(font_of(style, theme.font_family(style.family)))
        colours = QPalette()
        ground = palette.paper if self.has(State.READONLY) else palette.card
        colours.setColor(QPalette.ColorRole.Base, QColor(ground))
        veiled = self.looks("veiled")  # others look on: the text is there and not to be seen
        high, on_high = (ground, ground) if veiled else (palette.primary, palette.on_primary)
        colours.setColor(QPalette.ColorRole.Text, QColor(ground if veiled else palette.ink))
        colours.setColor(QPalette.ColorRole.Highlight, QColor(high))
        colours.setColor(QPalette.ColorRole.HighlightedText, QColor(on_high))
        self._echo(starred=veiled or self.node.privacy is Privacy.SECRET)
        self.input.setPalette(colours)
        kinds = [hint for look, hint in _HINTS.items() if self.looks(look)]
        secret = self.node.privacy is not Privacy.PUBLIC
        hints = kinds[0] if kinds else Qt.InputMethodHint.ImhNone
        if secret:
            hints |= Qt.InputMethodHint.ImhSensitiveData
        if self.input.inputMethodHints() != hints:
            self.input.setInputMethodHints(hints)
        super().refresh()

    @override
    def draw(self, width: int) -> Drawing:
        px, palette = self.context.px, self.context.palette
        inner = width - 2 * px(GUTTER)
        label = self.context.flow(label_of(self.context.show(self.node.name), self.node), "label")
        pieces = [Piece(label, px(GUTTER), 0, inner, palette.ink, True)]
        y = label.height(inner)
        more = self.context.flow(self.node.description, "meta")
        icons: tuple[Icon, ...] = ()
        if more.text:
            wrong = self.has(State.INVALID)
            left = px(GUTTER) + (self.context.grown(40) if wrong else 0)
            room = inner - left + px(GUTTER)
            pieces.append(Piece(more, left, y, room, palette.bad if wrong else palette.quiet))
            if wrong:
                icons = (Icon("error", px(GUTTER), y + px(4), self.context.grown(30), palette.bad),)
            y += more.height(room)
        return Drawing(y + px(4) + self._box_height(), tuple(pieces), icons)

    def _box_height(self) -> int:
        style = self.context.theme.style("body")
        lines = 4 if self.has(State.MULTILINE) else 1
        return round(style.size * style.line * lines) + self.context.px(24) + 2 * self._ring()

    def _ring(self) -> int:
        return self.context.px(self.context.theme.spacing.ring) * 2

    def heart(self) -> tuple[int, int] | None:
        """Top and bottom of what is being written: it must be seen where not all can be."""
        box, here = self._box(), self.window().focusWidget() is self.input
        return (box.top(), box.bottom() + 1) if here else None

    def _box(self) -> QRect:
        height = self._box_height()
        side = self.context.px(GUTTER) - self._ring()
        return QRect(side, self.height() - height, self.width() - 2 * side, height)

    @override
    def resizeEvent(self, event: object) -> None:
        ring, px = self._ring(), self.context.px
        box = self._box().adjusted(ring, ring, -ring, -ring)
        self.input.setGeometry(box.adjusted(px(20), px(4), -px(20), -px(4)))

    @override
    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    @override
    def paint_ground(self, painter: QPainter) -> None:
        palette, px = self.context.palette, self.context.px
        box, ring = QRectF(self._box()), self._ring()
        if self.mark.on:
            paint_mark(self.context, painter, QRectF(0, 0, self.width(), box.top() + ring / 2))
        radius = px(self.context.theme.spacing.radius)
        wrong = self.has(State.INVALID)
        edge = px(4 if wrong else 2)
        painter.setPen(QPen(QColor(palette.bad if wrong else palette.edge), edge))
        painter.setBrush(QColor(palette.paper if self.has(State.READONLY) else palette.card))
        painter.drawRoundedRect(box.adjusted(ring, ring, -ring, -ring), radius, radius)
        if self.input.hasFocus():
            paint_ring(self.context, painter, box, radius)
