"""The keyboard on the screen below everything else, and the field it is for above it."""

from __future__ import annotations

from views.compose.touch_board import Board
from views.widgets.window import MainWindow


def put_keys(window: MainWindow, board: Board | None, node_id: str = "") -> None:
    """Show keys with the field of ``node_id`` in sight above them; None takes them away."""
    keys = window.keys
    before = keys.height_wanted()
    keys.put(board)
    if keys.height_wanted() != before or keys.isHidden() == (board is not None):
        keys.setVisible(board is not None)
        window.arrange()
    areas = window.top.areas
    view = areas.view_of(node_id) if board is not None and node_id else None
    if view is not None:
        written = view.target.geometry()
        areas.viewport.reveal(view, (written.top(), written.bottom()))
