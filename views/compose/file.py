"""An attachment read at the terminal: what it says in paragraphs, and how its pages look."""

from __future__ import annotations

from collections.abc import Iterator

from a11y.document import Action, Document, Node, Region, Role
from locales.text import Text
from locales.words import Words
from portal.models import File, Sheet
from views.compose.blocks import blocks
from views.compose.build import FOCUSABLE, Maker, private
from views.compose.head import head, maker, page_document
from views.compose.links import take_file

SHEETS = 5
"""Sheets on one screen: their pictures together take some 25 MB while they are shown."""


def compose_file(page: File, words: Words) -> Document:
    """The title, the sheets or the text, the other parts, and the file for the phone."""
    make = maker(page, words)
    inside = [*head(page, make), *blocks(page.blocks, make)]
    for sheet in page.sheets:
        inside += _sheet(sheet, page, make)
    if not (page.blocks or page.sheets):
        inside.append(make.paragraph(":none", words("screens.file.no_text"), "meta"))
    if not page.whole:
        inside.append(make.paragraph(":cut", words("screens.file.cut"), "meta"))
    body = make.region(":body", Region.BODY, inside)
    ways = make.region(
        ":along", Region.SERVICE, [*_parts(page, make), take_file(page.address, make)]
    )
    return page_document(page, make, [private(body, page.personal), ways])


def _sheet(sheet: Sheet, page: File, make: Maker) -> Iterator[Node]:
    part, words = f"s{sheet.number}", make.words
    yield make.heading(part, words("screens.file.sheet", n=sheet.number, total=page.total))
    yield from blocks(sheet.blocks, make)
    if not sheet.blocks:
        yield make.paragraph(f"{part}.none", words("screens.file.no_text"), "meta")
    if not sheet.picture:  # of a kind that cannot be drawn here
        return
    name = words("screens.file.picture", n=sheet.number)
    yield Node(make.id(f"{part}.picture"), Role.IMAGE, name, source=sheet.picture)


def _parts(page: File, make: Maker) -> Iterator[Node]:
    """The sheets after and before these."""
    if not page.sheets:
        return
    first, last = page.sheets[0].number, page.sheets[-1].number
    if last < page.total:
        to = min(last + SHEETS, page.total)
        name = make.words("screens.file.next", first=last + 1, last=to)
        yield _part("next", name, last + 1, page, make)
    if first > 1:
        start = max(1, first - SHEETS)
        name = make.words("screens.file.prev", first=start, last=first - 1)
        yield _part("prev", name, start, page, make)


def _part(way: str, name: Text, first: int, page: File, make: Maker) -> Node:
    action = Action("read", page.address, str(first))
    return make.node(f":{way}", Role.LINK, name, states=FOCUSABLE, action=action, look="row")
