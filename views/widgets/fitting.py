"""A screen that does not scroll: smaller, as little as needed, until all of it is seen.

The invitation is looked at from two metres away by who has not touched anything yet:
what lies below the fold there is not there. Everything else scrolls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QSize

from a11y.document import Document
from views.theme import Theme
from views.widgets.areas import Areas
from views.widgets.context import Context

_TEXT = (2.5, 2.0, 1.6, 1.3, 1.15, 1.0)
_SCREEN = (0.92, 0.86, 0.8)
"""Below these a button would be smaller than 60 pixels."""


_LEAST = 400
"""A lower view, on the reference screen, has not got its place in the window yet."""


class Fitting:
    """The theme that is wanted, and the one in which a screen is shown."""

    def __init__(self, context: Context, areas: Areas) -> None:
        self.wanted = context.theme
        self._context = context
        self._areas = areas
        self._size = QSize()

    def want(self, theme: Theme | None = None) -> None:
        """Show the next thing in a theme, or in the wanted one."""
        self.wanted = self._context.theme = theme or self.wanted

    def settle(self, document: Document | None, size: QSize) -> None:
        """Bring the layout up to date; where all must be seen, in a theme that shows all."""
        whole = document is not None and "attract" in document.root.look.split()
        if whole and size != self._size:
            self._size = size
            if self._context.theme != self.wanted:
                self.want()
                self._areas.refresh()
        self._areas.settle(size)
        if not whole or size.height() < self.wanted.px(_LEAST):
            return
        for theme in smaller(self.wanted):
            if not self._areas.viewport.scrolls:
                return
            self._context.theme = theme
            self._areas.refresh()
            self._areas.settle(size)


def smaller(theme: Theme) -> Iterator[Theme]:
    """Less and less: of the text, then of everything, then all cards side by side."""
    yield from (replace(theme, text_scale=text) for text in _TEXT if text < theme.text_scale)
    least = replace(theme, text_scale=min(1.0, theme.text_scale))
    yield from (replace(least, scale=theme.scale * part) for part in _SCREEN)
    tight = replace(least, tight=True)
    yield from (replace(tight, scale=theme.scale * part) for part in (1.0, *_SCREEN))
