"""The scroll bar, wide enough to be touched and to be seen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QScroller, QScrollerProperties, QWidget

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


def let_glide(area: QWidget, *, glide: bool) -> None:
    """A finger moves what is in ``area``; ``glide``: it goes on a little once it is let go.

    Two taps soon after each other are two taps, wherever they are: Qt takes the second one for
    half of a double click, and an area that a finger moves loses that.
    """
    QApplication.setDoubleClickInterval(0)
    QScroller.grabGesture(area, QScroller.ScrollerGestureType.TouchGesture)
    scroller, metrics = QScroller.scroller(area), QScrollerProperties.ScrollMetric
    properties = QScrollerProperties()
    if not glide:
        properties.setScrollMetric(metrics.MaximumVelocity, 0.0)
        properties.setScrollMetric(
            metrics.VerticalOvershootPolicy,
            QScrollerProperties.OvershootPolicy.OvershootAlwaysOff,
        )
    scroller.setScrollerProperties(properties)
