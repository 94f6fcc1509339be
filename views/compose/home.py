"""The front page: a title, the search of everything, and groups of links."""

from __future__ import annotations

from a11y.document import Document, Region
from locales.words import Words
from portal.models import Page, Search
from views.compose.blocks import blocks
from views.compose.head import head, maker, page_document
from views.compose.links import page_links
from views.compose.search_box import search_box


def compose_home(page: Page, words: Words) -> Document:
    """The ten columns and what else the front page offers."""
    make = maker(page, words)
    link = page.links.one.get("search")
    search = search_box(Search(link.href) if link is not None else None, make)
    inside = [*head(page, make), *search, *blocks(page.blocks, make)]
    body = make.region(":body", Region.WINDOW, inside)
    return page_document(page, make, [body, *page_links(page, make)])
