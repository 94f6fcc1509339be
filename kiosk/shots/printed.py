"""The screens of printing, and what a sample looks like on the paper that they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from a11y.document import Document, Node, Position, Role
from kiosk.paper import Sheet, render
from kiosk.pictures import OWN
from kiosk.print_queue import HINDRANCES
from kiosk.shots.own import SAMPLE
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.printing import Paper, PrintModel, compose_print

PAPERS = tuple(Paper)
ADDRESS = "https://yizhan.example/zh-Hans/x"


def print_dialogs(words: Words) -> Iterator[tuple[str, Document]]:
    """The question on every paper, and whatever becomes of it."""
    for paper in PAPERS:
        model = sample(paper, words, personal=paper is Paper.A4)
        yield f"dialog-print-{paper}", compose_print(model, words)
    for state in ("sending", "printing", "done", *HINDRANCES):
        receipt = replace(sample(Paper.RECEIPT80, words), state=state)
        yield f"dialog-print-{state}", compose_print(receipt, words)


def picture(name: str, words: Words, show: Callable[[Text], str]) -> bytes | None:
    """The picture on the screen of that question; None where it is another's."""
    papers = {f"{OWN}{paper}": paper for paper in PAPERS}
    return printed(papers[name], words, show).picture if name in papers else None


def printed(paper: Paper, words: Words, show: Callable[[Text], str]) -> Sheet:
    """The sample on a paper."""
    return render(sample(paper, words), show)


def sample(paper: Paper, words: Words, *, personal: bool = False) -> PrintModel:
    """A short article; a personal one has no code that leads to it."""
    file = SAMPLE["file"]
    title = Text(file["title"], "zh-Hans")
    lines = [Text(line, "zh-Hans") for line in file["texts"]]
    nodes = [
        Node("/x#t", Role.HEADING, title, level=1),
        Node("/x#h", Role.HEADING, Text(file["heading"], "zh-Hans"), level=2),
        *(Node(f"/x#p{n}", Role.PARAGRAPH, line) for n, line in enumerate(lines)),
        Node("/x#l", Role.LIST, EMPTY, children=_entries()),
    ]
    place = Text(SAMPLE["place"], "zh-Hans")
    return PrintModel(
        title,
        tuple(nodes),
        paper,
        tuple(sorted({paper, Paper.A4, Paper.RECEIPT80})),
        pages=1,
        personal=personal,
        code="" if personal else ADDRESS,
        address="" if personal else ADDRESS,
        note=words("screens.print.note", when=Text(SAMPLE["when"], "zh-Hans"), place=place),
        picture=f"{OWN}{paper}",
    )


def _entries() -> tuple[Node, ...]:
    found = [Text(line, "zh-Hans") for line in SAMPLE["headings"]]
    return tuple(
        Node(f"/x#l{n}", Role.LISTITEM, line, position=Position(n, len(found)))
        for n, line in enumerate(found, 1)
    )
