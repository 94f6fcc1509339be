"""The place where the words of a search are written, and what is suggested for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from a11y.document import Action, Document, Live, Node, Region, Role
from locales.text import EMPTY, Text
from locales.words import Words
from portal.models import Item, Search
from views.compose.build import FOCUSABLE, Maker, numbered

FIELD, GO, ROW, BOX = ":search.words", ":search.go", ":search.row", ":search"


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What the portal knows for what was typed so far."""

    typed: str = ""
    items: tuple[Item, ...] = ()
    lang: str = "zh-Hans"


def search_box(search: Search | None, make: Maker, typed: str | None = None) -> tuple[Node, ...]:
    """The field and the button; nothing where the page is not searched."""
    if search is None:
        return ()
    value = search.value if typed is None else typed
    box = Node(
        make.id(FIELD),
        Role.TEXTBOX,
        make.words("screens.search.label"),
        value=Text(value, make.lang, convert=False),
        states=FOCUSABLE,
        action=Action("set", search.param),
        look="search",
    )
    go = Node(
        make.id(GO),
        Role.BUTTON,
        make.words("screens.search.go"),
        states=FOCUSABLE,
        action=Action("submit", search.href, search.param),
        look="primary icon=search",
    )
    row = Node(make.id(ROW), Role.GROUP, EMPTY, look="searchrow", children=(box, go))
    return (make.region(BOX, Region.INTERACTION, [row], make.words("screens.search.region")),)


def search_button(field: Node) -> str:
    """The id of the button that carries out the search of a field; empty for other nodes."""
    page, mark, part = field.id.partition("#")
    return f"{page}{mark}{GO}" if part == FIELD else ""


def with_suggestions(document: Document, found: Suggestions, words: Words) -> Document:
    """The page with what is suggested below its search field; said when it comes, never before.

    Without anything typed the page stays as it is.
    """
    if not found.typed:
        return document
    make = Maker(document.address, words, found.lang)
    return replace(document, root=_extended(document.root, make.id(BOX), _listed(found, make)))


def _extended(node: Node, box: str, more: Sequence[Node]) -> Node:
    """The tree with more in its search box."""
    if node.id == box:
        return replace(node, children=(*node.children, *more))
    if node.role not in (Role.DOCUMENT, Role.REGION):
        return node
    return replace(node, children=tuple(_extended(one, box, more) for one in node.children))


def _listed(found: Suggestions, make: Maker) -> Sequence[Node]:
    many = len(found.items)
    count = make.words.plural("screens.search.suggested", many)
    if not many:
        count = make.words("screens.search.unsuggested")
    status = make.status(":suggest.count", count, "meta", Live.POLITE)
    links = [
        Node(
            make.id(f":suggest.{n}"),
            Role.LINK,
            make.text(item.title),
            states=FOCUSABLE,
            action=Action("open", item.href),
            look="row",
        )
        for n, item in enumerate(found.items, 1)
    ]
    rows = [Node(f"{link.id}:item", Role.LISTITEM, children=(link,)) for link in links]
    if not rows:
        return (status,)
    name = make.words("screens.search.suggestions")
    listed = Node(make.id(":suggest"), Role.LIST, name, children=numbered(rows), look="rows")
    return (status, listed)
