"""A page of a kind that this terminal does not know: its text, and a way to its HTML form."""

from __future__ import annotations

from a11y.document import Document, Region
from locales.words import Words
from portal.models import Link, Page
from views.compose.blocks import blocks
from views.compose.build import private
from views.compose.head import head, maker, page_document
from views.compose.links import link_list, page_links


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
    html = page.links.one.get("html")
    ways = []
    if html is not None:
        title = words("screens.unknown.html")
        link = Link(html.href, html.title or title.source, id="html")
        ways = [make.region(":html", Region.SERVICE, [link_list([link], make, ":ways", title)])]
    return page_document(page, make, [body, *ways, *page_links(page, make)])
