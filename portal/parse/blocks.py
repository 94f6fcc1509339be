"""Blocks: what a page is read from, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypedDict

from portal.errors import BadPage
from portal.models import (
    Attachment,
    Block,
    Chart,
    Facts,
    Heading,
    Image,
    Link,
    Links,
    ListBlock,
    ListEntry,
    Notice,
    Paragraph,
    Quote,
    Series,
    Table,
    TableRow,
    UnknownBlock,
)
from portal.parse.parts import fact, href, link, personal, runs
from portal.parse.reader import Reader

_DEEPEST_LIST = 8
_LIVE = ("polite", "assertive")
_REGIONS = ("navigation", "window", "interaction", "service", "list", "body")


class _Common(TypedDict):
    id: str
    lang: str
    personal: bool
    live: str


def blocks(at: Reader, name: str = "blocks") -> tuple[Block, ...]:
    """The blocks of a page or a post; their ids are unique, or positions would be lost."""
    found = at.all(name, block)
    seen: set[str] = set()
    for index, each in enumerate(found):
        if each.id in seen:
            raise BadPage(f"{at.at(name)}/{index}/id", "occurs twice")
        seen.add(each.id)
    return found


def block(at: Reader) -> Block:
    """A block of a known type, or its text."""
    kind = at.text("type")
    read = _TYPES.get(kind)
    common = _Common(
        id=_id(at),
        lang=at.text("lang", ""),
        personal=personal(at),
        live=at.choice("live", _LIVE, ""),
    )
    if read is None:
        return UnknownBlock(**common, type=kind, text=at.text("text", ""))
    return read(at, common)


def _id(at: Reader) -> str:
    value = at.text("id")
    if not value or len(value) > 200:
        raise at.fail("id", "not an id")
    return value


def _heading(at: Reader, common: _Common) -> Block:
    level = min(max(at.count("level", 2), 2), 6)
    return Heading(**common, level=level, text=_text(at))


def _text(at: Reader) -> str:
    return "".join(run.text for run in runs(at))


def _paragraph(at: Reader, common: _Common) -> Block:
    return Paragraph(**common, runs=runs(at))


def _list(at: Reader, common: _Common) -> Block:
    return ListBlock(**common, ordered=at.flag("ordered"), items=_entries(at, 1))


def _entries(at: Reader, depth: int) -> tuple[ListEntry, ...]:
    def entry(each: Reader) -> ListEntry:
        if depth > _DEEPEST_LIST:
            raise at.fail("items", "too deep")
        return ListEntry(_id(each), runs(each), _entries(each, depth + 1))

    return at.all("items", entry)


def _table(at: Reader, common: _Common) -> Block:
    columns = at.texts("columns")

    def row(each: Reader) -> TableRow:
        cells = each.texts("cells")
        if len(cells) != len(columns):
            raise each.fail("cells", "not as many as columns")
        return TableRow(_id(each), cells)

    return Table(
        **common,
        caption=at.text("caption", ""),
        columns=columns,
        rows=at.all("rows", row),
        row_headers=at.flag("row_headers"),
    )


def _image(at: Reader, common: _Common) -> Block:
    alt = at.text("alt") if at.has("alt") else None
    return Image(**common, href=href(at), alt=alt, caption=at.text("caption", ""))


def _chart(at: Reader, common: _Common) -> Block:
    categories = at.texts("categories")

    def series(each: Reader) -> Series:
        values = each.numbers("values")
        if len(values) != len(categories):
            raise each.fail("values", "not as many as categories")
        return Series(each.text("title", ""), values)

    return Chart(
        **common,
        title=at.text("title", ""),
        form=at.choice("form", ("bar", "line", "pie"), "bar"),
        unit=at.text("unit", ""),
        categories=categories,
        series=at.all("series", series),
    )


def _attachment(at: Reader, common: _Common) -> Block:
    return Attachment(
        **common,
        href=href(at),
        title=at.text("title"),
        media_type=at.text("media_type", ""),
        size=at.count("size", 0),
    )


def _facts(at: Reader, common: _Common) -> Block:
    return Facts(**common, title=at.text("title", ""), facts=at.all("facts", fact))


def _links(at: Reader, common: _Common) -> Block:
    return Links(
        **common,
        title=at.text("title", ""),
        region=at.choice("region", _REGIONS, "body"),
        style=at.choice("style", ("tiles", "list"), "list"),
        links=at.all("links", _link_with_id),
    )


def _link_with_id(at: Reader) -> Link:
    _id(at)
    return link(at)


def _quote(at: Reader, common: _Common) -> Block:
    return Quote(**common, text=_text(at), cite=at.text("cite", ""))


def _notice(at: Reader, common: _Common) -> Block:
    level = at.choice("level", ("info", "warning", "withdrawn"), "info")
    return Notice(**common, level=level, text=_text(at))


_TYPES: Mapping[str, Callable[[Reader, _Common], Block]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list": _list,
    "table": _table,
    "image": _image,
    "chart": _chart,
    "attachment": _attachment,
    "facts": _facts,
    "links": _links,
    "quote": _quote,
    "notice": _notice,
}
