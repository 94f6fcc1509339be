"""Reading an attachment: fetched through the portal's client, kept in memory only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.files.reader_process import ReaderProcess
from kiosk.history import FileAsked, Place
from locales.text import Text
from portal.client import Fetched, PortalClient
from portal.errors import BadFile, BadPage
from portal.models import Block, File, Heading, Page, Paragraph, Run, Sheet
from portal.parse.blocks import blocks
from portal.parse.reader import Reader
from views.compose.file import SHEETS

MOST_BYTES = 20 * 1024 * 1024
SHEET = "sheet:"
"""Before the name of a sheet's picture; no address of the portal begins so."""


class FileReader:
    """Opens files; the last one is kept for its other sheets and their pictures.

    All methods may be called from any thread.
    """

    def __init__(self) -> None:
        self._process = ReaderProcess()

    def fetch(self, client: PortalClient, place: Place, edition: str) -> Fetched:
        """A page: of the portal, or made of the file at its address.

        Raises:
            PortalError: no page, or a file that cannot be read here.

        """
        if place.file is None:
            self._process.close()
            return client.page(place.address, edition)
        if not self._process.holds(place.address):
            data = client.file(place.address, MOST_BYTES)
            self._process.open(place.address, data)
        made = self._read(place, place.file, edition)
        return Fetched(made, etag="", age_seconds=0.0, from_cache=False)

    def picture(self, name: str) -> bytes:
        """The picture of a sheet of the file that was opened last.

        Raises:
            BadFile: there is none.

        """
        href, _, number = name.removeprefix(SHEET).rpartition("#")
        return self._process.ask(href, picture=int(number))[1]

    def close(self) -> None:
        """End the process that reads."""
        self._process.close()

    def _read(self, place: Place, asked: FileAsked, edition: str) -> File:
        """The page of a file; the language of its words is that of its title."""
        href = place.address
        page = File(
            "file", href, edition, asked.title.lang, asked.title.source, personal=asked.personal
        )
        answer, _ = self._process.ask(href, first=asked.first, most=SHEETS)
        try:
            return _page_of(answer, page)
        except (BadPage, LookupError, TypeError, ValueError):
            raise BadFile(href, "faulty") from None


def file_asked(page: Page | None, href: str, title: Text, sheet: int) -> FileAsked:
    """What to read: as the page that offers it calls it, and as private as that page."""
    if isinstance(page, File) and page.address == href:
        title = Text(page.title, page.lang)
    return FileAsked(title, sheet, personal=page is not None and page.personal)


def _page_of(answer: dict[str, Any], page: File) -> File:
    """What the reading process tells is checked like an answer of the portal."""
    whole = bool(answer["whole"])
    if "sheets" not in answer:
        found = _without_title(blocks(Reader(answer)), page.title)
        return replace(page, blocks=found, whole=whole)
    drawn = bool(answer.get("pictures", True))
    sheets = [
        Sheet(n, blocks(Reader(sheet)), f"{SHEET}{page.address}#{n}" if drawn else "")
        for n, sheet in ((int(each["number"]), each) for each in answer["sheets"])
    ]
    return replace(page, sheets=tuple(sheets), total=int(answer["total"]), whole=whole)


def _without_title(found: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """A text that begins with its own title is not told it twice."""
    match found:
        case (Heading(text=text), *_) | (Paragraph(runs=(Run(text=text),)), *_) if text == title:
            return found[1:]
        case _:
            return found
