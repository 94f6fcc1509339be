"""Pages that were written by hand: home, sections, articles, the phone's columns, the handbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from server.base import EDITIONS, EN, ZH
from server.content.markup import blocks_of
from server.content.shape import block_links, link, with_query
from server.sample.draft import Block, Draft, Text
from server.sample.generate import FOLDER, read
from server.words import Words

_PLACE: Final = {ZH: 0, EN: 1}
_RANKS: Final = {"home": 0, "section": 1}


def pages() -> Iterator[Draft]:
    """The files of ``pages/``, parents first."""
    sources = [read(f"pages/{path.name}") for path in sorted((FOLDER / "pages").glob("*.toml"))]
    for page in sorted(sources, key=lambda one: _RANKS.get(one["kind"], 2)):
        yield Draft(
            address=page["address"],
            kind=page["kind"],
            texts={name: _text(page[name], name) for name in EDITIONS if name in page},
            organ=page.get("organ", ""),
            parent=page.get("parent", ""),
            position=page.get("position", 0),
            sample=page.get("sample", True),
        )


def _text(words: dict[str, Any], edition: str) -> Text:
    blocks = [_block(block, edition) for block in words["blocks"]]
    return Text(words["title"], words.get("description", ""), words.get("keywords", []), blocks)


def _block(block: Block, edition: str) -> Block:
    """A ``categories-of`` becomes links to the hall, one a category of that audience."""
    if block["type"] != "categories-of":
        return block
    scheme = block["scheme"]
    links = [
        link(
            with_query("/services", audience=scheme, category=one["slug"]),
            one["zh" if edition == ZH else "en"],
            id=f"c-{one['slug']}",
        )
        for one in read("hall.toml")["category"]
        if one["audience"] == scheme
    ]
    return block_links(block["id"], block["title"], "service", links)


def handbook() -> Iterator[Draft]:
    """The handbook and its chapters; its files must be stored already."""
    data = read("handbook.toml")
    yield Draft(
        address="/handbook",
        kind="section",
        texts={name: _cover(data, name) for name in EDITIONS},
        parent="/help",
        position=1,
        sample=False,
    )
    for place, chapter in enumerate(data["chapter"], start=1):
        yield Draft(
            address=f"/handbook/{chapter['slug']}",
            kind="article",
            texts={name: _chapter(chapter, _PLACE[name]) for name in EDITIONS},
            parent="/handbook",
            position=place,
        )


def _cover(data: dict[str, Any], edition: str) -> Text:
    place = _PLACE[edition]
    file = {"id": "pdf", "type": "form-of", "name": handbook_file(edition)}
    return Text(data["title"][place], data["summary"][place], [], [file])


def handbook_file(edition: str) -> str:
    """The file name of the handbook in an edition."""
    return f"handbook.{edition.lower()}.pdf"


def handbook_text(edition: str) -> tuple[str, list[str]]:
    """Title and paragraphs of the handbook, for the file to take along."""
    data, place = read("handbook.toml"), _PLACE[edition]
    suffix = Words(edition)("pages.sample_suffix")
    lines: list[str] = []
    for chapter in data["chapter"]:
        lines += [chapter["title"][place], *chapter["text"][place].splitlines()]
    return data["title"][place] + suffix, lines


def _chapter(chapter: Mapping[str, Any], place: int) -> Text:
    picture = {"id": "picture", "type": "picture-of", "name": f"{chapter['picture']}.png"}
    blocks = [{**picture, "alt": chapter["alt"][place]}, *blocks_of(chapter["text"][place])]
    return Text(chapter["title"][place], chapter["summary"][place], [], blocks)
