"""Printers: whether each takes a job, and forgets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kiosk.health.finding import Finding, bad, poor, well
from kiosk.print_queue import Printer, PrintFailed
from views.compose.printing import Paper


def printing(printers: Mapping[Paper, Printer]) -> Iterator[Finding]:
    """A line a printer, or one where there is none; nothing is printed for it."""
    if not printers:
        yield well("printers", "none")
    for paper, printer in printers.items():
        try:
            printer.check()
            kept = printer.keeps_history()
        except PrintFailed as error:
            yield poor("printers", "hindered", paper=paper.value, reason=error.code)
            continue
        if kept:
            yield bad("printers", "kept", paper=paper.value)
        else:
            yield well("printers", paper=paper.value)
