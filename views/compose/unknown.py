"""A page of a kind that this terminal does not know: its text, and a way to its HTML form."""

from __future__ import annotations

from a11y.document import Document, Region
from locales.words import Words
from portal.models import Page
from views.compose.blocks import blocks
from views.compose.build import private
from views.compose.head import head, maker, page_document
from views.compose.links import page_links


def compose_unknown(page: Page, words: Words) -> Document:
    """The text in its paragraphs; nothing of the page is lost without a word."""
    make = maker(page, words)
    text = getattr(page, "text", "")
    paragraphs = [
        make.paragraph(f":text{n}", make.text(line.strip()))
        for n, line in enumerate(text.splitlines(), 1)
        if line.strip()
    ]
    inside = [*head(page, make), *blocks(page.blocks, make), *paragraphs]
    body = private(make.region(":body", Region.BODY, inside), page.personal)
    return page_document(page, make, [body, *page_links(page, make)])
