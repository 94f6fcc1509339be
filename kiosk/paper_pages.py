"""Where pages end: no heading stands last on a page, and no short text is torn in two."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat

SHORT = 0.2
"""Of a page: a text up to so high goes on to the next one as a whole."""

_DOT = 1.0
"""Qt counts in 64ths of a dot: a line at the top of a page may seem to begin before it."""

_MOST = 200
"""Breaks that are put into one text; each sets anew what follows it."""


def keep_together(document: QTextDocument) -> None:
    """Begin a new page before whatever would be torn from what belongs to it."""
    for _ in range(_MOST):
        torn = next(_torn(document), None)
        if torn is None:
            return
        form = torn.blockFormat()
        form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        QTextCursor(torn).setBlockFormat(form)
        document.setPageSize(document.pageSize())  # sets all anew; by itself Qt miscounts pages


def _torn(document: QTextDocument) -> Iterator[QTextBlock]:
    """Blocks that should begin a page, from the top."""
    heading = None
    block = document.begin()
    while block.isValid():
        first, last = _pages(document, block)
        free = not _breaks(block) and QTextCursor(block).currentTable() is None
        if heading is not None and first > _pages(document, heading)[0]:
            yield heading
        elif free and first != last and _height(document, block) < SHORT:
            yield heading or block
        is_heading = bool(block.blockFormat().headingLevel())
        if not is_heading:
            heading = None
        elif heading is None and free:
            heading = block
        block = block.next()


def _pages(document: QTextDocument, block: QTextBlock) -> tuple[int, int]:
    """The pages, from 0, on which a block begins and ends."""
    rect = document.documentLayout().blockBoundingRect(block)
    lines = block.layout()
    tall = document.pageSize().height()
    if not lines.lineCount():
        return int((rect.top() + _DOT) // tall), int((rect.top() + _DOT) // tall)
    first, last = lines.lineAt(0), lines.lineAt(lines.lineCount() - 1)
    bottom = rect.top() + last.y() + last.height()
    return int((rect.top() + first.y() + _DOT) // tall), int((bottom - _DOT) // tall)


def _height(document: QTextDocument, block: QTextBlock) -> float:
    """Of its lines alone, as part of a page."""
    lines = block.layout()
    whole = sum(lines.lineAt(n).height() for n in range(lines.lineCount()))
    return whole / document.pageSize().height()


def _breaks(block: QTextBlock) -> bool:
    policy = block.blockFormat().pageBreakPolicy()
    return bool(policy & QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
