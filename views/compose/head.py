"""The head that pages share, and the document around a page's nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from a11y.document import Document, Node, Role
from locales.languages import Language
from locales.regional import PREVAILS, regional
from locales.text import EMPTY, Text
from locales.words import Words
from portal.models import Page, Paragraph
from views.compose import dates
from views.compose.build import Maker

STOPS = tuple("。！？.!?")
"""What ends a sentence."""

ROOT = ":page"
TITLE = ":title"


def maker(page: Page, words: Words) -> Maker:
    """The maker of a page's nodes."""
    return Maker(page.address, words, page.lang)


def head(page: Page, make: Maker, title: Text | None = None) -> tuple[Node, ...]:
    """Title, description and date; ``title`` where it says more than the page's own."""
    found = [make.heading(TITLE, title or make.text(page.title), level=1)]
    if page.description and not _said_below(page):
        found.append(make.paragraph(":lead", make.text(page.description), "lead"))
    if page.updated_at and page.kind == "article":
        when = make.words("screens.page.updated", day=dates.day(page.updated_at, make.words))
        found.append(make.paragraph(":updated", when, "meta"))
    return tuple(found)


def _said_below(page: Page) -> bool:
    """Whether what stands around it says the description once more."""
    if says_nothing_new(page.description, page.title):
        return True
    first = page.blocks[0] if page.blocks else None
    texts = {getattr(page, "state_title", "")}
    if isinstance(first, Paragraph):
        texts.add("".join(run.text for run in first.runs))
    return page.description in texts


def says_nothing_new(summary: str, title: str) -> bool:
    """Whether a summary is only what its title says already."""
    return summary.strip().rstrip("".join(STOPS)) in title


def page_document(
    page: Page,
    make: Maker,
    children: Iterable[Node],
    title: Text | None = None,
    gist: Text = EMPTY,
) -> Document:
    """The document of a page; reading begins at its title."""
    inside = (*children, *_prevails(page, make))
    root = Node(make.id(ROOT), Role.DOCUMENT, title or make.text(page.title), children=inside)
    return Document(
        page.address,
        root,
        page.lang,
        page.kind,
        start=make.id(TITLE),
        personal=page.personal,
        gist=gist,
    )


def _prevails(page: Page, make: Maker) -> tuple[Node, ...]:
    """The notice that the original prevails, below content that was converted."""
    converted = regional(make.words.language).prevails_notice
    if not converted or page.lang != Language.ZH_HANS or page.kind == "home":
        return ()
    return (make.paragraph(":prevails", make.words(PREVAILS), "meta"),)


def sentence(parts: Sequence[Text], words: Words, mark: str = "comma") -> Text:
    """Several short texts as one, with the comma of the language between them.

    ``mark`` may be ``semicolon``, where the parts may have commas of their own.
    After what is a whole sentence stands its own full stop and nothing else.
    """

    def join(first: Text, second: Text) -> Text:
        way = "stop" if first.source.endswith(STOPS) else mark
        return words(f"screens.join.{way}", first=first, second=second)

    return reduce(join, parts[1:], parts[0])
