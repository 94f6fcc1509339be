"""Printing what is read: asked first, on one paper or the other."""

from __future__ import annotations

from a11y.command import Topic, command
from kiosk.desk import Desk


@command("print", Topic.BROWSING)
def ask(desk: Desk) -> None:
    """Print this page; shows first what it will be."""
    desk.printing.ask()


@command("print.send", Topic.BROWSING)
def send(desk: Desk) -> None:
    """Yes, print it."""
    desk.printing.send()


@command("print.paper", Topic.BROWSING)
def paper(desk: Desk) -> None:
    """On the other paper."""
    desk.printing.other_paper()
