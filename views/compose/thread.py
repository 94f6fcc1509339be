"""Posts with roles and official replies; a live one grows while it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from a11y.document import Document, Live, Node, Region, Role
from locales.text import Text
from locales.words import Words
from portal import models
from views.compose import dates
from views.compose.blocks import blocks
from views.compose.build import Maker, private
from views.compose.head import head, maker, page_document, sentence
from views.compose.links import link_list, page_links

ROLES = frozenset({"visitor", "officer", "spokesperson", "guest", "moderator"})


def compose_thread(page: models.Thread, words: Words) -> Document:
    """Title, state, the posts in their order, the way to answer."""
    make = maker(page, words)
    top = [*head(page, make), *_state(page, make), *blocks(page.blocks, make)]
    parts = [make.region(":body", Region.WINDOW, top), _posts(page, make)]
    if page.reply is not None:
        title = words("screens.thread.reply")
        inside = link_list([page.reply], make, ":reply.list", title)
        parts.append(make.region(":reply", Region.INTERACTION, [inside], title))
    found = [private(node, page.personal) for node in parts]
    return page_document(page, make, [*found, *page_links(page, make)])


def _state(page: models.Thread, make: Maker) -> tuple[Node, ...]:
    if not page.state_title:
        return ()
    return (make.status(":state", make.text(page.state_title)),)


def _posts(page: models.Thread, make: Maker) -> Node:
    live = Live.POLITE if isinstance(page, models.Live) and page.open else Live.OFF
    title = make.words("screens.thread.posts")
    posts = [_post(post, make, live) for post in page.posts]
    inside = make.list(":posts", title, posts, look="posts")
    if live is not Live.OFF:  # another total would change, and so announce, every post
        inside = replace(inside, children=tuple(posts))
    heading = make.heading(":posts.title", title)
    none = () if posts else (make.paragraph(":posts.none", make.words("screens.thread.none")),)
    return make.region(":list", Region.LIST, [heading, *none, inside], title)


def _who(post: models.Post, role: str, make: Maker) -> list[Text]:
    """Author, role and organ, to which a visitor writes; what would be said twice is said once.

    A person's name is kept as it is written; an organ that answers has its name converted.
    """
    person = post.author != post.organ
    found = [make.text(post.author, convert=not person), make.words(f"screens.thread.role.{role}")]
    if post.organ:
        organ = make.text(post.organ)
        found.append(make.words("screens.thread.to", organ=organ) if role == "visitor" else organ)
    return [text for n, text in enumerate(found) if text.source not in _sources(found[:n])]


def _sources(texts: Iterable[Text]) -> set[str]:
    return {text.source for text in texts}


def _post(post: models.Post, make: Maker, live: Live) -> Node:
    """Who wrote it as a heading, so that a reader can go from post to post; then the text."""
    role = post.role if post.role in ROLES else "visitor"
    who = _who(post, role, make)
    heading = make.heading(f"{post.id}:who", sentence(who, make.words), level=3, look="who")
    inside = [replace(heading, live=live)]
    if post.at:
        inside.append(make.paragraph(f"{post.id}:at", dates.moment(post.at, make.words), "meta"))
    if post.text:
        text = make.paragraph(f"{post.id}:text", make.text(post.text))
        inside.append(replace(text, live=live))
    inside += (replace(node, live=live) for node in blocks(post.blocks, make))
    official = "official" if role in ("officer", "spokesperson") else "post"
    return Node(make.id(post.id), Role.LISTITEM, look=official, live=live, children=tuple(inside))
