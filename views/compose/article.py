"""Something to read."""

from __future__ import annotations

from a11y.document import Document, Region
from locales.words import Words
from portal.models import Page
from views.compose.blocks import blocks
from views.compose.build import private
from views.compose.head import head, maker, page_document
from views.compose.links import page_links


def compose_article(page: Page, words: Words) -> Document:
    """The blocks of an article as one body, then what belongs to it."""
    make = maker(page, words)
    body = make.region(":body", Region.BODY, [*head(page, make), *blocks(page.blocks, make)])
    return page_document(page, make, [private(body, page.personal), *page_links(page, make)])
