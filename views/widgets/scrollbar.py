"""The scroll bar, wide enough to be touched and to be seen."""

from __future__ import annotations

from views.theme import Theme


def style_of_scrollbar(theme: Theme) -> str:
    """A style sheet; scroll bars are the one thing that is not painted here."""
    palette = theme.palette
    width, inset = theme.px(26), theme.px(6)
    radius = (width - 2 * inset) // 2
    return (
        f"QScrollBar:vertical {{ background: {palette.paper}; width: {width}px; margin: 0; }}"
        f"QScrollBar::handle:vertical {{ background: {palette.edge}; border-radius: {radius}px;"
        f" margin: {inset}px; min-height: {theme.px(90)}px; }}"
        "QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page"
        " { background: none; height: 0; }"
    )
