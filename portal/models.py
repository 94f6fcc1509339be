"""Pages of the portal as frozen values; the shapes are docs/pages.md, version 1.

Every string is as the portal sent it. Parsing and its errors are portal.parse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.blocks import (
    Attachment,
    Block,
    Chart,
    Fact,
    Facts,
    Heading,
    Image,
    Link,
    Links,
    ListBlock,
    ListEntry,
    Needs,
    Notice,
    Paragraph,
    Quote,
    Run,
    Series,
    Table,
    TableRow,
    UnknownBlock,
)

__all__ = [
    "Answer",
    "Article",
    "Attachment",
    "Block",
    "Case",
    "CaseOrgan",
    "Chart",
    "Collection",
    "Event",
    "Facet",
    "FacetOption",
    "Fact",
    "Facts",
    "Field",
    "File",
    "Form",
    "Heading",
    "Home",
    "Image",
    "Item",
    "Link",
    "Links",
    "ListBlock",
    "ListEntry",
    "Live",
    "Needs",
    "Notice",
    "Option",
    "Page",
    "PageLinks",
    "Paragraph",
    "Post",
    "Quote",
    "Run",
    "Search",
    "Series",
    "Sheet",
    "Steps",
    "Table",
    "TableRow",
    "Thread",
    "UnknownBlock",
    "UnknownPage",
]

NO_NEEDS = Needs()
NO_LINK = Link("", "")


@dataclass(frozen=True, slots=True)
class PageLinks:
    """Links of a page by relation (RFC 8288)."""

    one: Mapping[str, Link] = field(default_factory=dict)
    """``up``, ``prev``, ``next``, ``first``, ``last``, ``html``, ``search``, ``along``."""

    many: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """``actions``, ``editions``, ``related``, ``breadcrumbs``."""


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has; its own part is in the subclass of its kind."""

    kind: str
    address: str
    edition: str
    lang: str
    title: str
    description: str = ""
    updated_at: str = ""
    sample: bool = False
    personal: bool = False
    blocks: tuple[Block, ...] = ()
    links: PageLinks = field(default_factory=PageLinks)


@dataclass(frozen=True, slots=True)
class Home(Page):
    """The front page: groups of links."""


@dataclass(frozen=True, slots=True)
class Article(Page):
    """Something to read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a file: its number, 1-based, and what it says."""

    number: int
    blocks: tuple[Block, ...]
    picture: str
    """The name under which its picture is asked for."""


@dataclass(frozen=True, slots=True)
class File(Page):
    """An attachment, read at the terminal: sheets of a PDF, or blocks of a text.

    It comes from no page of the portal but from the bytes at ``address``.
    """

    sheets: tuple[Sheet, ...] = ()
    """Those that are shown now; ``total`` is how many the file has."""

    total: int = 0
    whole: bool = True
    """False where a text was longer than what is shown here."""


@dataclass(frozen=True, slots=True)
class UnknownPage(Page):
    """A page of a kind that this terminal does not know: its text."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a collection; ``id`` names the thing, not its place."""

    id: str
    href: str
    title: str
    summary: str = ""
    date: str = ""
    facts: tuple[Fact, ...] = ()
    needs: Needs = NO_NEEDS


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One value of a facet with the number of items behind it."""

    title: str
    count: int
    href: str
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a collection."""

    name: str
    title: str
    options: tuple[FacetOption, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Where the words of a search go: ``href`` with ``param``."""

    href: str
    param: str = "q"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Collection(Page):
    """A page of at most 50 items out of ``total``."""

    total: int = 0
    page: int = 1
    pages: int = 1
    per_page: int = 50
    items: tuple[Item, ...] = ()
    facets: tuple[Facet, ...] = ()
    sorts: tuple[FacetOption, ...] = ()
    search: Search | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a field can take."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form as the visitor meets it; the rules are in the schema."""

    name: str
    label: str
    hint: str = ""
    privacy: str = "public"
    lang: str = ""
    widget: str = "text"
    options: tuple[Option, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form(Page):
    """Something to fill in; ``schema`` is JSON Schema 2020-12."""

    schema: Mapping[str, Any] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()
    submit: Link = NO_LINK


@dataclass(frozen=True, slots=True)
class CaseOrgan:
    """An organ that works on a case, with its own clock."""

    id: str
    title: str
    state_title: str
    due: str = ""
    lamp: str = "none"


@dataclass(frozen=True, slots=True)
class Event:
    """A step in the life of a case."""

    id: str
    at: str
    title: str
    text: str = ""
    organ: str = ""
    lang: str = ""
    """Of the text, where it is not the page's."""


@dataclass(frozen=True, slots=True)
class Case(Page):
    """An own matter: its state, clocks, fields and what happened so far."""

    no: str = ""
    service_code: str = ""
    state: str = ""
    state_title: str = ""
    lamp: str = "none"
    requested_at: str = ""
    accept_due: str = ""
    reply_due: str = ""
    fields: tuple[Fact, ...] = ()
    organs: tuple[CaseOrgan, ...] = ()
    timeline: tuple[Event, ...] = ()
    next: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A question already answered on the way through a scenario."""

    id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Steps(Page):
    """A form that branches: the next question, the way so far, where it led."""

    form: Form | None = None
    path: tuple[Answer, ...] = ()
    results: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A contribution to a thread; ``role`` says in which capacity it was written."""

    id: str
    role: str
    author: str
    at: str
    text: str = ""
    organ: str = ""
    in_reply_to: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread(Page):
    """Posts with roles and official replies."""

    state: str = ""
    state_title: str = ""
    posts: tuple[Post, ...] = ()
    reply: Link | None = None


@dataclass(frozen=True, slots=True)
class Live(Thread):
    """A thread that grows while it is read."""

    open: bool = False
    stream: str = ""
    poll: str = ""
    last_id: str = ""
    gone: tuple[str, ...] = ()
    """Ids of posts that are shown no more, in the answer to a poll."""
