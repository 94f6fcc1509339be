"""Links as nodes: rows, tiles, and the groups they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from a11y.document import Action, Node, Region, Role
from locales.text import EMPTY, Text
from locales.words import Words
from portal.models import Link, Links, Needs, Page
from views.compose.build import FOCUSABLE, Maker, private


def needs_of(needs: Needs) -> Mapping[str, str]:
    """The conditions of a link as the action carries them."""
    asked = {"sign_in": "true" if needs.sign_in else "", "acr": needs.acr, "scope": needs.scope}
    return {name: value for name, value in asked.items() if value}


def link_node(link: Link, make: Maker, part: str, look: str = "row") -> Node:
    """A link; a target outside the portal says that it is carried away by QR code."""
    description = make.text(link.description, link.lang) if link.description else EMPTY
    if link.external:
        description = make.words("screens.link.external")
        look = f"{look} external"
    elif link.needs.sign_in and not link.description:
        description = make.words("screens.link.sign_in")
    return Node(
        make.id(part),
        Role.LINK,
        make.text(link.title, link.lang),
        description,
        states=FOCUSABLE,
        action=Action("take" if link.external else "open", link.href, needs=needs_of(link.needs)),
        look=look,
    )


def admitted(node: Node, words: Words) -> Node:
    """The tree for who is signed in: what only needs that is not said to need it any more.

    A level of assurance may still be missing, and is said.
    """
    inside = tuple(admitted(one, words) for one in node.children)
    if any(new is not old for new, old in zip(inside, node.children, strict=True)):
        node = replace(node, children=inside)
    needs = node.action.needs if node.action is not None else {}
    if not needs.get("sign_in") or needs.get("acr"):
        return node
    told = node.description == words("screens.link.sign_in")
    return replace(node, description=EMPTY) if told else node


def link_list(links: Iterable[Link], make: Maker, part: str, name: Text, look: str = "row") -> Node:
    """A list of links, as rows or as tiles."""
    items = []
    for place, link in enumerate(links, 1):
        own = f"{part}.{link.id or place}"
        mark = f"{look} icon={link.icon}" if look == "tile" and link.icon else look
        inner = link_node(link, make, own, mark)
        items.append(Node(make.id(f"{own}:item"), Role.LISTITEM, children=(inner,)))
    return make.list(part, name, items, look="tiles" if look == "tile" else "rows")


def links_block(block: Links, make: Maker) -> Node:
    """A block of links: a landmark with its title and the list."""
    title = make.text(block.title, block.lang)
    look = "tile" if block.style == "tiles" else "row"
    inside = link_list(block.links, make, f"{block.id}:list", title, look)
    heading = [make.heading(f"{block.id}:title", title)] if title else []
    region = Region(block.region) if block.region in set(Region) else Region.NAVIGATION
    return make.region(block.id, region, [*heading, inside], title or None)


def page_links(page: Page, make: Maker) -> tuple[Node, ...]:
    """What a page offers to do and to read next, each as a landmark at its end."""
    found = []
    for relation, region in (("actions", Region.SERVICE), ("related", Region.NAVIGATION)):
        links: Sequence[Link] = page.links.many.get(relation, ())
        if links:
            title = make.words(f"screens.links.{relation}")
            part = f":{relation}"
            inside = link_list(links, make, f"{part}.list", title)
            heading = make.heading(f"{part}.title", title)
            found.append(make.region(part, region, [heading, inside], title))
    return (*(private(node, page.personal) for node in found), *_take_along(page, make))


def _take_along(page: Page, make: Maker) -> tuple[Node, ...]:
    """A page can be opened on the visitor's phone; for an own one an address is asked for."""
    html, along = page.links.one.get("html"), page.links.one.get("along")
    if html is not None:
        action = Action("take", html.href, page.title)
    elif along is not None:
        action = Action("along", along.href, page.title)
    else:
        return ()
    title = make.words("screens.links.take")
    link = Node(
        make.id(":take"),
        Role.LINK,
        title,
        make.words("screens.links.take.hint"),
        states=FOCUSABLE,
        action=action,
        look="row external",
    )
    found = make.region(":along", Region.SERVICE, [link], title)
    return (private(found, page.personal),)


def take_file(href: str, make: Maker, look: str = "row external") -> Node:
    """The whole file on the visitor's phone."""
    return Node(
        make.id(":take"),
        Role.LINK,
        make.words("screens.file.take"),
        make.words("screens.links.take.hint"),
        states=FOCUSABLE,
        action=Action("take", href),
        look=look,
    )


def actions_first(page: Page, make: Maker) -> tuple[Node, ...]:
    """The page's own actions as one short list, for pages where doing comes before reading."""
    links = page.links.many.get("actions", ())
    if not links:
        return ()
    title = make.words("screens.links.actions")
    return (
        make.region(
            ":actions", Region.SERVICE, [link_list(links, make, ":actions.list", title)], title
        ),
    )
