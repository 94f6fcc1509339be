"""Blocks of a page as frozen values; the shapes are docs/pages.md, version 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Needs:
    """What a link asks of the visitor before it can be opened."""

    sign_in: bool = False
    acr: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page; ``href`` is a page address or an absolute URL."""

    href: str
    title: str
    description: str = ""
    lang: str = ""
    id: str = ""
    needs: Needs = Needs()
    icon: str = ""
    """The name of the mark on its tile, letters and underlines only."""

    @property
    def external(self) -> bool:
        """True for a target outside the portal: never opened, offered as QR code."""
        return "://" in self.href


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of inline text."""

    text: str
    href: str = ""
    lang: str = ""
    convert: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """What all blocks have; ``lang`` empty means the page's."""

    id: str
    lang: str = ""
    personal: bool = False
    live: str = ""


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading, ``level`` 2–6."""

    level: int = 2
    text: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """Text in runs."""

    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An item of a list, with lists nested in it."""

    id: str
    runs: tuple[Run, ...]
    items: tuple[ListEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock(Block):
    """A list; ``ordered`` means numbered."""

    ordered: bool = False
    items: tuple[ListEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; as many cells as the table has columns."""

    id: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table with column heads; ``row_headers``: the first cell heads its row."""

    caption: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[TableRow, ...] = ()
    row_headers: bool = False


@dataclass(frozen=True, slots=True)
class Image(Block):
    """A picture; ``alt`` None: missing, empty: decoration."""

    href: str = ""
    alt: str | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart, a value a category."""

    title: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chart(Block):
    """A chart as data; ``form`` is ``bar``, ``line`` or ``pie``."""

    title: str = ""
    form: str = "bar"
    unit: str = ""
    categories: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment(Block):
    """A file to take along; ``size`` in bytes."""

    href: str = ""
    title: str = ""
    media_type: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value; ``spell``: read digit by digit."""

    id: str
    label: str
    value: str
    personal: bool = False
    convert: bool = True
    spell: bool = False
    lang: str = ""
    """Of the value, where it is not the page's: people write in the language they like."""


@dataclass(frozen=True, slots=True)
class Facts(Block):
    """Labels and values, such as the metadata of a notice."""

    title: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Links(Block):
    """A group of links; ``region`` is one of the six, ``style`` ``tiles`` or ``list``."""

    title: str = ""
    region: str = "navigation"
    style: str = "list"
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote(Block):
    """Words of somebody."""

    text: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Notice(Block):
    """A remark above the content; ``level`` ``info``, ``warning`` or ``withdrawn``."""

    level: str = "info"
    text: str = ""


@dataclass(frozen=True, slots=True)
class UnknownBlock(Block):
    """A block of a type that this terminal does not know: its text."""

    type: str = ""
    text: str = ""
