"""The part of a document that scrolls: one column, built where it is looked at.

A layout pass measures, places, and builds what came near, until nothing new
appears; what was at the reading position before stays where it was. While nothing
else is to be done it goes on, a little at a time, so that whoever scrolls or goes
to the next link finds it built.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from typing_extensions import override

from a11y.document import Node, Role
from views.theme import WIDE, Theme
from views.widgets.base import NodeView
from views.widgets.containers import Container, Layout, Make, Stack
from views.widgets.context import Context
from views.widgets.fields import FieldWidget
from views.widgets.parting import part_with
from views.widgets.scrollbar import let_glide, style_of_scrollbar
from views.widgets.skyline import paint_skyline

_PASSES = 8
_NEAR = 0.5
"""Heights of the viewport above and below it that are built at once."""

_AHEAD = 2.0
"""Those that are built while nothing else is to be done."""

_STEP = 0.25
"""By how much more at a time: some 10 ms of work, after which keys are looked at again."""

_IDLE_MS = 20
"""Milliseconds between two such steps."""

_FIRST_MS = 150
"""Those after which they begin on a new page: whoever goes through pages waits for none."""

_MANY = 2_000
"""Children of a page that is not built ahead: one step would be felt by whoever types."""

_BLANK = 7
"""Of so much of a line the first part has no ink: lines are half as high again as letters."""

FINGER_MS = 50
"""Milliseconds until it is looked again whether the finger has been lifted."""

WHOLE = 1 << 30
"""Pixels that no page reaches."""


class Page(Stack):
    """The column of a document's own children."""

    speaks = False

    def __init__(self, context: Context, root: Node, make: Make, *, kind: str) -> None:
        self.kind = kind
        self.least = 0
        super().__init__(context, root, None, make)
        self.setObjectName("")  # the document view itself stands for the root
        # Painted whole, so that what is scrolled is moved and not painted anew.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @override
    def label(self, widget: QWidget) -> None:
        """The document view has the name."""

    @override
    def inner(self, width: int) -> QRect:
        context, spacing = self.context, self.context.theme.spacing
        dialog = self.node.role is Role.DIALOG
        margin = context.px(spacing.middle if dialog else spacing.page)
        margin = min(margin, width // 18)
        wide = self.kind == "home" or "wide" in self.node.look.split()
        room = min(width - 2 * margin, context.theme.column(wide=wide))
        close = dialog or "screen" in self.node.look.split()
        top = context.px(spacing.middle if close else spacing.large)
        if close and (context.theme.text_scale >= WIDE or context.theme.tight):
            top = context.px(spacing.hair)
        left = {"left": margin, "right": width - room - margin}
        return QRect(left.get(context.theme.sight.hand, (width - room) // 2), top, room, 0)

    @override
    def arrange(self, room: QRect) -> list[QRect]:
        rects = super().arrange(room)
        foot = self.context.px(self.context.theme.spacing.middle)
        used = max((r.y() + r.height() for r in rects), default=0) + foot
        free = self.least - used
        if "screen" in self.node.look.split() and free > 0:
            rects = [r.translated(0, free // 2) for r in rects]
        return rects

    @override
    def height_for(self, width: int) -> int:
        close = {"screen", "dialog"} & set(self.node.look.split())
        spacing = self.context.theme.spacing
        foot = spacing.middle if close else spacing.large
        return super().height_for(width) + self.context.px(foot)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self.context.palette.paper))
        if self.looks("attract", "skyline") and not self.context.theme.sight.words_only:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            tall = self.context.px(150)
            paint_skyline(painter, QRectF(self.rect()), tall, self.context.palette.shade)
        painter.end()


class Viewport(QScrollArea):
    """Scrolls a page and keeps it built around what is seen."""

    def __init__(self, parent: QWidget, anchor: Callable[[], NodeView | None]) -> None:
        super().__init__(parent)
        self.page: Page | None = None
        self._anchor = anchor
        self._settling = False
        self._settled: tuple[Layout | None, object] = (None, None)
        self._reach = _NEAR
        self._asked = 0
        """How often something was to be shown."""

        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._build_ahead)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        let_glide(self.viewport(), glide=True)

    @property
    def scrolls(self) -> bool:
        """Whether the page is higher than what is seen of it."""
        return self.page is not None and self.page.height() > self.height()

    def put(self, page: Page) -> None:
        """Show another page from its top."""
        self._settling = True
        old = self.takeWidget()
        self.page = page
        page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setWidget(page)
        if old is not None:
            part_with(old, linger=page.context.shared)
        self.verticalScrollBar().setValue(0)
        self._settling = False
        self._idle.start(_FIRST_MS)

    def restyle(self, theme: Theme) -> None:
        """Another look: the scroll bar's colours and side, and whether pages glide."""
        self.verticalScrollBar().setStyleSheet(style_of_scrollbar(theme))
        sides = Qt.LayoutDirection
        left = theme.sight.hand == "left"
        self.setLayoutDirection(sides.RightToLeft if left else sides.LeftToRight)
        let_glide(self.viewport(), glide=theme.sight.motion)

    def settle(self) -> None:
        """Measure, place and build until nothing changes."""
        page = self.page
        if page is None or self._settling:
            return
        if self._is_settled(page):
            self._lay_out_bar()
            return
        self._build(page, _NEAR)
        self._idle.start(max(_IDLE_MS, self._idle.remainingTime()))

    def _build(self, page: Page, reach: float) -> None:
        """Build what is no more than ``reach`` heights of the viewport away from it."""
        self._settling = True
        self._reach = reach
        held = self._hold()
        for _ in range(_PASSES):
            self._place(page)
            self._release(held)
            top, height = self.verticalScrollBar().value(), self.viewport().height()
            near = (top - round(reach * height), top + round((1 + reach) * height))
            if not page.realize(*((0, WHOLE) if page.context.shared else near)):
                break
        self._settling = False
        self._settled = (page.arranged, self._seen(page))

    def _build_ahead(self) -> None:
        page = self.page
        if page is None or page.context.shared or self._reach >= _AHEAD or size(page) > _MANY:
            return
        self._build(page, self._reach + _STEP)
        self._idle.start(_IDLE_MS)

    def _lay_out_bar(self) -> None:
        """Qt forgets the bar when its policy changes while it gives the parts their places."""
        on = self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        if self.verticalScrollBar().isVisibleTo(self) != on:
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _seen(self, page: Page) -> tuple[object, ...]:
        """What besides the page's own layout decides what is to be built.

        The inner viewport of a dialog that is not shown yet is still as small as it began.
        """
        seen = self.viewport().height()
        return (
            self.width(),
            self.height(),
            seen,
            self.verticalScrollBar().value(),
            page.context.shared,
        )

    def _is_settled(self, page: Page) -> bool:
        """Whether nothing has changed: whatever changes a page makes it forget its layout."""
        layout, seen = self._settled
        return layout is not None and layout is page.arranged and seen == self._seen(page)

    def reveal(self, view: NodeView, line: tuple[int, int] | None = None) -> None:
        """Scroll as little as needed to show a widget, or one line of a long one.

        Under a finger nothing moves: what was pressed must be what is let go. What was put
        off for it is dropped when something else is to be shown meanwhile, or somebody scrolls.
        """
        self._asked += 1
        asked, bar = self._asked, self.verticalScrollBar()
        if self.page is None or not self.page.isAncestorOf(view):
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            before = bar.value()

            def lifted() -> None:
                if asked == self._asked and bar.value() == before:
                    self.reveal(view, line)

            QTimer.singleShot(FINGER_MS, view, lifted)
            return
        self.settle()
        top = view.mapTo(self.page, QPoint(0, 0)).y()
        bottom = top + view.height()
        height = self.viewport().height()
        margin = min(view.context.px(60), height // 8)
        heart = view.heart() if isinstance(view, FieldWidget) else None
        if heart is not None and view.height() + 2 * margin > height:
            least = top + heart[1] - height
            bar.setValue(min(top + heart[0], uncut(self.page, least, top + heart[0])))
            self.settle()
            return
        if line is not None and heart is None and view.height() > height // 2:
            top, bottom = top + line[0], top + line[1]
        if top - margin < bar.value() or bottom - top > height:
            bar.setValue(top - margin)
        elif bottom + margin > bar.value() + height:
            bar.setValue(uncut(self.page, bottom + margin - height, top - margin))
        self.settle()

    def _place(self, page: Page) -> None:
        least = self.height()
        if page.least != least:
            page.least = least
            page.forget()
        width = self._room(page)
        height = max(page.height_for(width), least)
        if (page.width(), page.height()) != (width, height):
            page.resize(width, height)
        page.settle()

    def _room(self, page: Page) -> int:
        """The width for the page; a scroll bar takes some only where it is needed."""
        bar = self.verticalScrollBar().sizeHint().width()
        needed = page.height_for(self.width() - bar)
        long = needed > self.height()
        if long and needed < self.height() * 1.3:  # it may fit when it need not be narrower
            long = page.height_for(self.width()) > self.height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if long else policy.ScrollBarAlwaysOff
        )
        return self.width() - bar if long else self.width()

    def _hold(self) -> tuple[NodeView, int] | None:
        """What must not move, and where it stands now."""
        if self.page is None or self.verticalScrollBar().value() == 0:
            return None
        seen = QRect(0, self.verticalScrollBar().value(), 1, self.viewport().height())
        anchor = self._anchor()
        if anchor is not None and self.page.isAncestorOf(anchor):
            y = anchor.mapTo(self.page, QPoint(0, 0)).y()
            if seen.top() - anchor.height() < y < seen.bottom():
                return anchor, y - seen.top()
        first = first_below(self.page, seen.top())
        return (
            None
            if first is None
            else (first, first.mapTo(self.page, QPoint(0, 0)).y() - seen.top())
        )

    def _release(self, held: tuple[NodeView, int] | None) -> None:
        if held is None or self.page is None:
            return
        view, offset = held
        if self.page.isAncestorOf(view):
            self.verticalScrollBar().setValue(view.mapTo(self.page, QPoint(0, 0)).y() - offset)

    def _scrolled(self) -> None:
        self.settle()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle()


def size(page: Page) -> int:
    """Children of a page and of the lists on it."""
    return sum(len(s.view.slots) if isinstance(s.view, Container) else 1 for s in page.slots)


def uncut(page: Page, y: int, most: int) -> int:
    """A height of the page at or below ``y``, at which no line of words is cut through.

    ``y`` itself where that would be more than ``most``.
    """
    leaf = first_below(page, y)
    if leaf is None or not leaf.drawing(leaf.width()).pieces:
        return y
    above = leaf.mapTo(page, QPoint(0, 0)).y()
    for piece in leaf.drawing(leaf.width()).pieces:
        for line in range(piece.flow.height(piece.width) // piece.flow.line_height):
            start = above + piece.y + line * piece.flow.line_height
            below = start + piece.flow.line_height
            if start + piece.flow.line_height // _BLANK < y < below:
                return below if below <= most else y
    return y


def first_below(container: Container, y: int) -> NodeView | None:
    """The first built leaf whose lower edge is below ``y`` of the container."""
    for slot in container.slots:
        view = slot.view
        if view is None or view.y() + view.height() <= y:
            continue
        if isinstance(view, Container):
            inside = first_below(view, y - view.y())
            if inside is not None:
                return inside
            continue
        return view
    return None
