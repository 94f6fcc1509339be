"""A list of things: at most 50 a page, narrowed by facets, searched, sorted."""

from __future__ import annotations

from collections.abc import Sequence

from a11y.document import Action, Document, Live, Node, Region, Role, State
from locales.text import EMPTY, Text
from locales.words import Words
from portal.models import Collection, Facet, FacetOption, Item, Link, Links
from views.compose import dates
from views.compose.blocks import blocks
from views.compose.build import FOCUSABLE, Maker, private
from views.compose.elder_entry import elder_entry
from views.compose.form_state import FormState
from views.compose.head import head, maker, page_document, says_nothing_new, sentence
from views.compose.links import link_node, needs_of, page_links
from views.compose.search_box import search_box

_FEW = 12
"""Up to so many facet options stand before the list; more would only be in the way there."""


def compose_collection(page: Collection, words: Words, state: FormState | None = None) -> Document:
    """Title, search, list, pages; long facets follow the list, which begins with the way there."""
    make = maker(page, words)
    inside = [*head(page, make, _title(page, make)), *blocks(page.blocks, make)]
    top = make.region(":body", Region.WINDOW, inside)
    narrow = _facets(page, make)
    few = sum(len(facet.options) for facet in page.facets) <= _FEW
    children = [
        top,
        *_search(page, make, state),
        *elder_entry(page, make),
        *(narrow if few else ()),
        _items(page, make, () if few else _way_to(narrow, make)),
        *_pager(page, make),
        *(() if few else narrow),
        *page_links(page, make),
    ]
    parts = [private(node, page.personal) for node in children]
    return page_document(page, make, parts, _title(page, make), _gist(page, make))


def _gist(page: Collection, make: Maker) -> Text:
    """How much there is; a few things at the end of a page of ways to elsewhere are no gist."""
    ways = any(isinstance(block, Links) for block in page.blocks)
    return EMPTY if ways and page.items and page.pages <= 1 else _found(page, make)


def _title(page: Collection, make: Maker) -> Text:
    """The title, and what the list is narrowed to: who comes to it must hear that first."""
    title = make.text(page.title)
    chosen = [make.text(option.title) for option in _chosen(page) if option.title not in page.title]
    if not chosen:
        return title
    return make.words("screens.join.colon", first=title, second=sentence(chosen, make.words))


def _search(page: Collection, make: Maker, state: FormState | None) -> tuple[Node, ...]:
    typed = state.text(page.search.param) if state is not None and page.search else None
    return search_box(page.search, make, typed)


def _facets(page: Collection, make: Maker) -> tuple[Node, ...]:
    facets = [facet for facet in page.facets if _narrows(facet, page.total)]
    if page.sorts and (page.total > 1 or _chosen(page)):
        facets.append(Facet(":sort", make.words("screens.sort").source, page.sorts))
    if not facets:
        return ()
    title = make.words("screens.facets")
    inside = [part for facet in facets for part in _facet(facet, make)]
    return (make.region(":facets", Region.INTERACTION, inside, title),)


def _narrows(facet: Facet, total: int) -> bool:
    """Whether choosing in it changes anything: not where its only option holds all there is."""
    one = facet.options[0] if len(facet.options) == 1 else None
    return one is None or one.selected or one.count != total


def _facet(facet: Facet, make: Maker) -> tuple[Node, Node]:
    sort = facet.name == ":sort"
    title = make.words("screens.sort") if sort else make.text(facet.title)
    part = f":facet.{facet.name.lstrip(':')}"
    heading = make.heading(f"{part}.title", title, level=2, look="small")
    options = [_option(option, make, f"{part}.{n}") for n, option in enumerate(facet.options, 1)]
    return heading, make.list(part, title, options, look="chips")


def _option(option: FacetOption, make: Maker, part: str) -> Node:
    states = {State.FOCUSABLE} | ({State.CURRENT} if option.selected else set())
    count = make.words.plural("screens.facet.count", option.count) if option.count else EMPTY
    link = Node(
        make.id(part),
        Role.LINK,
        make.text(option.title),
        count,
        states=frozenset(states),
        action=Action("open", option.href),
        look="chip",
    )
    return Node(make.id(f"{part}:item"), Role.LISTITEM, children=(link,))


def _way_to(narrow: tuple[Node, ...], make: Maker) -> tuple[Node, ...]:
    """A button to what follows fifty items: a finger would have far to go."""
    return tuple(
        Node(
            make.id(":narrow"),
            Role.BUTTON,
            region.name,
            states=FOCUSABLE,
            action=Action("go", region.id),
            look="secondary",
        )
        for region in narrow
    )


def _items(page: Collection, make: Maker, way: tuple[Node, ...]) -> Node:
    total = make.status(":total", _found(page, make), "meta", Live.POLITE)
    items = [_item(item, make) for item in page.items]
    title = make.text(page.title)
    inside: Sequence[Node] = (total, *way, make.list(":items", title, items, look="rows"))
    if not items:
        inside = (total, *_way_on(page, make))
    return make.region(":list", Region.LIST, inside)


def _found(page: Collection, make: Maker) -> Text:
    """How many there are, and which page of them this is."""
    if not page.total:
        looked = _looked(page) or _chosen(page)
        return make.words("screens.collection.none" if looked else "screens.collection.empty")
    found = make.words.plural("screens.collection.total", page.total)
    if page.pages <= 1:
        return found
    where = make.words("screens.collection.page", page=page.page, pages=page.pages)
    return sentence([found, where], make.words)


def _way_on(page: Collection, make: Maker) -> tuple[Node, ...]:
    """What can be done where nothing was found."""
    if _chosen(page):
        return (make.paragraph(":way_on", make.words("screens.collection.none.narrowed")),)
    if _looked(page):
        return (make.paragraph(":way_on", make.words("screens.collection.none.words")),)
    return ()


def _looked(page: Collection) -> bool:
    return page.search is not None and bool(page.search.value)


def _chosen(page: Collection) -> list[FacetOption]:
    return [option for facet in page.facets for option in facet.options if option.selected]


def _item(item: Item, make: Maker) -> Node:
    link = Node(
        make.id(item.id),
        Role.LINK,
        make.text(item.title),
        _about(item, make),
        states=FOCUSABLE,
        action=Action("open", item.href, needs=needs_of(item.needs)),
        look="item",
    )
    return Node(make.id(f"{item.id}:item"), Role.LISTITEM, children=(link,))


def _about(item: Item, make: Maker) -> Text:
    """The date first, unless one of the facts says which date it is."""
    day = dates.day(item.date, make.words) if item.date else EMPTY
    values = [make.text(fact.value, convert=fact.convert) for fact in item.facts]
    told = any(value.source in (day.source, item.date) for value in values)
    parts = [day] if day and not told else []
    for fact, value in zip(item.facts, values, strict=True):
        label = make.text(fact.label)
        parts.append(make.words("screens.join.colon", first=label, second=value))
    if item.summary and not says_nothing_new(item.summary, item.title):
        parts.append(make.text(item.summary))
    mark = "semicolon" if item.facts else "comma"
    return sentence(parts, make.words, mark) if parts else EMPTY


def _pager(page: Collection, make: Maker) -> tuple[Node, ...]:
    ways = []
    for relation in ("prev", "next"):
        link = page.links.one.get(relation)
        if link is not None:
            words = make.words(f"screens.pager.{relation}")
            look = (
                f"primary icon={relation}" if relation == "next" else f"secondary icon={relation}"
            )
            node = link_node(
                Link(link.href, words.source, needs=link.needs), make, f":{relation}", look
            )
            ways.append(_named(node, words))
    if not ways:
        return ()
    name = make.words("screens.pager.region")
    row = Node(make.id(":pager.row"), Role.GROUP, EMPTY, look="actions", children=tuple(ways))
    return (make.region(":pager", Region.NAVIGATION, [row], name),)


def _named(node: Node, words: Text) -> Node:
    return Node(node.id, node.role, words, states=node.states, action=node.action, look=node.look)
