"""Blocks of a page as nodes, whatever the kind of the page.

A block of a type that this terminal does not know is shown and said as its text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from a11y.document import Action, Live, Node, Role
from locales.text import EMPTY, Text
from portal import models
from views.compose import dates
from views.compose.build import FOCUSABLE, Maker, private
from views.compose.links import link_node, links_block
from views.compose.tables import chart, picture, says_it_all, table

READ_HERE = frozenset(
    {
        "application/pdf",
        "application/ofd",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
"""Kinds of attachments that open at the terminal; the others go to the visitor's phone."""


def blocks(found: Iterable[models.Block], make: Maker) -> tuple[Node, ...]:
    """The nodes of blocks in their order."""
    nodes: list[Node] = []
    above: models.Table | None = None
    for block in found:
        nodes += _block(block, make, above)
        above = block if isinstance(block, models.Table) else above
    return tuple(nodes)


def _block(block: models.Block, make: Maker, above: models.Table | None) -> tuple[Node, ...]:
    own = replace(make, lang=block.lang) if block.lang else make
    if isinstance(block, models.Chart) and above is not None and says_it_all(above, block):
        made = picture(block, own)
    else:
        made = _COMPOSERS.get(type(block), _unknown)(block, own)
    live = Live(block.live) if block.live in set(Live) else Live.OFF
    if live is not Live.OFF:
        made = tuple(replace(node, live=live) for node in made)
    return tuple(private(node, block.personal) for node in made)


def joined(runs: Sequence[models.Run], make: Maker) -> Text:
    """The text of runs; names in it keep their characters under script conversion."""
    whole = make.text("".join(run.text for run in runs))
    if all(run.convert for run in runs):
        return whole
    text = EMPTY
    for run in runs:
        piece = make.text(run.text, run.lang, convert=run.convert)
        text = make.words("screens.join", first=text, second=piece)
    return replace(text, lang=make.lang)


def _ways(runs: Sequence[models.Run], make: Maker, part: str) -> tuple[Node, ...]:
    """Links inside a text, each big enough to be touched, below it."""
    found = [run for run in runs if run.href]
    return tuple(
        link_node(models.Link(run.href, run.text, lang=run.lang), make, f"{part}.link{n}", "chip")
        for n, run in enumerate(found, 1)
    )


def _heading(block: models.Heading, make: Maker) -> tuple[Node, ...]:
    return (make.heading(block.id, make.text(block.text), min(max(block.level, 2), 6)),)


def _paragraph(block: models.Paragraph, make: Maker) -> tuple[Node, ...]:
    text = make.paragraph(block.id, joined(block.runs, make))
    return (text, *_ways(block.runs, make, block.id))


def _list(block: models.ListBlock, make: Maker) -> tuple[Node, ...]:
    return (_entries(block.id, block.items, make, block.ordered, 1),)


def _entries(
    part: str, items: Sequence[models.ListEntry], make: Maker, ordered: bool, level: int
) -> Node:
    nodes = []
    for item in items:
        own = f"{part}.{item.id}"
        below: tuple[Node, ...] = _ways(item.runs, make, own)
        if item.items:
            below = (*below, _entries(f"{own}:list", item.items, make, ordered, level + 1))
        nodes.append(
            Node(
                make.id(own),
                Role.LISTITEM,
                joined(item.runs, make),
                level=level,
                look="number" if ordered else "bullet",
                children=below,
            )
        )
    return make.list(part, EMPTY, nodes)


def _table(block: models.Table, make: Maker) -> tuple[Node, ...]:
    return (table(block, make),)


def _chart(block: models.Chart, make: Maker) -> tuple[Node, ...]:
    return (chart(block, make),)


def _image(block: models.Image, make: Maker) -> tuple[Node, ...]:
    alt = make.words("screens.image.no_alt") if block.alt is None else make.text(block.alt)
    picture = Node(make.id(block.id), Role.IMAGE, alt, source=block.href)
    if not block.caption:
        return (picture,)
    caption = make.paragraph(f"{block.id}:caption", make.text(block.caption), "caption")
    return (picture, caption)


def _attachment(block: models.Attachment, make: Maker) -> tuple[Node, ...]:
    kind = block.media_type.rpartition("/")[2].rpartition(".")[2]
    key = f"screens.media.{kind}"
    name = make.words(key if make.words.has(key) else "screens.media.other")
    size = dates.size(block.size, make.words)
    here = block.media_type in READ_HERE and "://" not in block.href
    node = Node(
        make.id(block.id),
        Role.LINK,
        make.text(block.title),
        make.words("screens.attachment", kind=name, size=size),
        states=FOCUSABLE,
        action=Action("read" if here else "take", block.href),
        look="row attachment",
    )
    return (node,)


def facts_list(found: Sequence[models.Fact], make: Maker, part: str, name: Text) -> Node:
    """Labels and values; what is to be spelled is neither converted nor read as a number."""
    nodes = []
    for fact in found:
        value = make.text(fact.value, "und" if fact.spell else fact.lang, convert=fact.convert)
        look = "fact spell" if fact.spell else "fact"
        node = make.fact(f"{part}.{fact.id}", make.text(fact.label), value, look)
        nodes.append(private(node, fact.personal))
    return make.list(part, name, nodes, look="facts")


def _facts(block: models.Facts, make: Maker) -> tuple[Node, ...]:
    title = make.text(block.title)
    inside = facts_list(block.facts, make, block.id, title or make.words("screens.facts"))
    if not title:
        return (inside,)
    return (make.heading(f"{block.id}:title", title), inside)


def _links(block: models.Links, make: Maker) -> tuple[Node, ...]:
    return (links_block(block, make),)


def _quote(block: models.Quote, make: Maker) -> tuple[Node, ...]:
    quote = Node(make.id(block.id), Role.BLOCKQUOTE, make.text(block.text))
    if not block.cite:
        return (quote,)
    return (quote, make.paragraph(f"{block.id}:cite", make.text(block.cite), "cite"))


def _notice(block: models.Notice, make: Maker) -> tuple[Node, ...]:
    look = block.level if block.level in ("info", "warning", "withdrawn") else "info"
    return (Node(make.id(block.id), Role.NOTE, make.text(block.text), look=look),)


def _unknown(block: Any, make: Maker) -> tuple[Node, ...]:
    text = getattr(block, "text", "")
    return (make.paragraph(block.id, make.text(text)),) if text else ()


_COMPOSERS: dict[type[models.Block], Callable[[Any, Maker], tuple[Node, ...]]] = {
    models.Heading: _heading,
    models.Paragraph: _paragraph,
    models.ListBlock: _list,
    models.Table: _table,
    models.Chart: _chart,
    models.Image: _image,
    models.Attachment: _attachment,
    models.Facts: _facts,
    models.Links: _links,
    models.Quote: _quote,
    models.Notice: _notice,
}
