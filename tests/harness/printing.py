"""A terminal in this process that prints through a real CUPS, and what a visitor does there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kiosk.print_queue import Printer
from portal.client import Fetched
from portal.models import Link
from tests.harness.cups import until
from tests.harness.own_terminal import OwnTerminal
from tests.harness.sample_matters import pages
from views.compose.printing import Paper


def terminal_with(folder: Path, *papers: Paper, queue: str = "paper") -> OwnTerminal:
    """One with a printer for each of ``papers``."""
    return OwnTerminal(folder, "keyboard", printers={paper: Printer(queue) for paper in papers})


def open_page(own: OwnTerminal, kind: str) -> None:
    """A page of the sample of this kind; nothing of it is heard."""
    page = next(page for page in pages() if page.kind == kind)
    html = Link(f"/{kind}.html", "网页版")
    if not page.personal:
        page = replace(page, links=replace(page.links, one={**page.links.one, "html": html}))
    shown = own.terminal.browser.shown
    shown.fetched = Fetched(page=page, etag="", age_seconds=0.0, from_cache=False)
    own.terminal.stage.show(shown.screen(), say=False)
    own.utterances.clear()


def facts(own: OwnTerminal) -> dict[str, str]:
    """What the question says of the paper."""
    nodes = own.terminal.desk.reader.document.nodes
    return {node.name.source: node.value.source for node in nodes if node.value}


def watch(own: OwnTerminal, until_said: str) -> list[str]:
    """Seconds go by, for the terminal and for CUPS, until something is said."""
    said: list[str] = []

    def came() -> bool:
        own.clock.advance(1)
        said.extend(own.said)
        return until_said in said

    until(came)
    return said


def button(own: OwnTerminal, command: str) -> list[str]:
    """Go to a button of the question and press it; what is said."""
    own.at(f"screen:print#:{command}")
    return own.press("Return")
