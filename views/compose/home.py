"""The front page: a title and groups of links."""

from __future__ import annotations

from a11y.document import Document, Region
from locales.words import Words
from portal.models import Page
from views.compose.blocks import blocks
from views.compose.head import head, maker, page_document
from views.compose.links import page_links


def compose_home(page: Page, words: Words) -> Document:
    """The ten columns and what else the front page offers."""
    make = maker(page, words)
    body = make.region(":body", Region.WINDOW, [*head(page, make), *blocks(page.blocks, make)])
    return page_document(page, make, [body, *page_links(page, make)])
