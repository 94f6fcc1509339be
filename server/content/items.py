"""Pages of single items: home, and everything that is an article."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet

from server.base import CHINA, ZH
from server.content.facets import DIRECTORY
from server.content.models import Edition, Item
from server.content.shape import (
    Link,
    Page,
    block_links,
    link,
    moment,
    needs,
    page,
    page_links,
    spoken_date,
    with_query,
)
from server.problems import Problem
from server.words import Words

VISIBLE = (Item.State.PUBLISHED, Item.State.WITHDRAWN)
LATEST = 10
LATEST_NEWS = 5
_LISTS: Final = {
    Item.Kind.DISCLOSURE: (DIRECTORY, "pages.directory.title"),
    Item.Kind.ORGAN: ("/organs", "pages.organs.title"),
    Item.Kind.INSTITUTION: ("/institutions", "pages.institutions.title"),
    Item.Kind.NEWS: ("/news", "pages.news.title"),
    Item.Kind.SERVICE: ("/services", "services.hall.title"),
    Item.Kind.SCENARIO: ("/scenarios", "pages.scenarios.title"),
    Item.Kind.LANE: ("/lanes", "pages.lanes.title"),
    Item.Kind.SITE: ("/evaluation", "evaluation.ranking.title"),
}
"""The list that an item stands in, for the way up to it."""


def published(kind: str, edition: str) -> QuerySet[Edition]:
    """Editions of published items of a kind, newest first, with what lists show."""
    return (
        Edition.objects.filter(edition=edition, item__kind=kind, item__state=Item.State.PUBLISHED)
        .select_related("item", "item__organ")
        .order_by("-item__published_at", "-item_id")
    )


def find(address: str, edition: str) -> tuple[Edition, list[str]]:
    """The text of the item at ``address`` and the editions that there are.

    Raises ``Problem`` ``not_found``, or ``no_edition`` with the editions there are.
    """
    texts = list(
        Edition.objects.filter(item__address=address, item__state__in=VISIBLE).select_related(
            "item", "item__organ", "item__category__parent", "item__parent"
        )
    )
    if not texts:
        raise Problem(404, "not_found")
    editions = sorted((text.edition for text in texts), key=lambda name: name != ZH)
    for text in texts:
        if text.edition == edition:
            return text, editions
    raise Problem(404, "no_edition", extra={"editions": editions})


def item_page(address: str, edition: str) -> Page:
    """The page of the item at ``address``."""
    text, editions = find(address, edition)
    item = text.item
    say = Words(edition)
    blocks = list(text.blocks)
    if item.kind == Item.Kind.DISCLOSURE:
        blocks.insert(0, metadata(text, say))
    if item.kind == Item.Kind.ORGAN:
        blocks.append(papers(text, say))
    trail = breadcrumbs(text)
    return page(
        "article",
        address,
        edition,
        text.title,
        description=text.description,
        updated_at=moment(item.updated_at),
        sample=item.sample,
        blocks=[*withdrawal(item, say), *blocks],
        links=page_links(
            address, edition, editions, up=trail[-1], breadcrumbs=trail, actions=actions(item, say)
        ),
    )


def actions(item: Item, say: Words) -> list[Link]:
    """What can be done about an item besides reading it."""
    fault = link(with_query("/faults/new", page=item.address), say("pages.report_fault"))
    if item.address.startswith("/organs/") and item.address.endswith("/application"):
        title = say("cases.services.disclosure-request")
        return [link("/disclosure-requests/new", title, needs=needs("cases", "3")), fault]
    if item.kind != Item.Kind.SERVICE:
        return [fault]
    ask = link("/consultations/new", say("pages.consult"), needs=needs("cases"))
    pre = link(f"{item.address}/pre-examination", say("services.pre"), needs=needs("cases"))
    return [pre, link("/progress", say("services.progress.link")), ask, fault]


def withdrawal(item: Item, say: Words) -> list[dict[str, Any]]:
    """The notice on top of a withdrawn item: that, since when, and in Chinese also why."""
    if item.state != Item.State.WITHDRAWN:
        return []
    words = [say("pages.withdrawn")]
    if item.withdrawn_at:
        day = spoken_date(item.withdrawn_at.astimezone(CHINA).date(), say.edition)
        words.append(say("pages.withdrawn_on", date=day))
    if item.withdrawn_reason and say.edition == ZH:
        words.append(say("pages.withdrawn_reason", reason=item.withdrawn_reason))
    text = say("pages.sentence_joiner").join(words)
    return [{"id": "withdrawn", "type": "notice", "level": "withdrawn", "text": text}]


def papers(text: Edition, say: Words) -> dict[str, Any]:
    """What an organ publishes about itself, its part of the directory, and its services."""
    code = text.item.organ.code if text.item.organ else ""
    own = Edition.objects.filter(
        edition=text.edition, item__parent=text.item, item__state=Item.State.PUBLISHED
    ).select_related("item")
    links = [entry_link(paper) for paper in own.order_by("item__position", "item_id")]
    links.append(
        link(with_query(DIRECTORY, organ=code), say("pages.organs.directory"), id="directory")
    )
    links.append(
        link(with_query("/services", organ=code), say("pages.organs.services"), id="services")
    )
    return block_links("papers", say("pages.organs.papers"), "list", links)


def home_page(edition: str) -> Page:
    """The front page: stored blocks, then what is new and what can be done here."""
    text, editions = find("/", edition)
    say = Words(edition)
    latest = [entry_link(entry) for entry in published(Item.Kind.DISCLOSURE, edition)[:LATEST]]
    blocks = [*text.blocks, interaction_block(say)]
    if latest:
        more = link(DIRECTORY, say("pages.latest_more"), id="all")
        blocks.append(block_links("latest", say("pages.latest"), "list", [*latest, more]))
    news = [entry_link(entry) for entry in published(Item.Kind.NEWS, edition)[:LATEST_NEWS]]
    if news:
        more = link("/news", say("pages.news_more"), id="all-news")
        blocks.append(block_links("news", say("pages.news.title"), "list", [*news, more]))
    blocks.append(systems_block(say))
    return page(
        "home",
        "/",
        edition,
        text.title,
        description=text.description,
        updated_at=moment(text.item.updated_at),
        sample=text.item.sample,
        blocks=blocks,
        links=page_links("/", edition, editions, search=link("/search", say("pages.search"))),
    )


def systems_block(say: Words) -> dict[str, Any]:
    """Every system of the portal that is read or looked up, one link each."""
    links = [
        link(one["href"], one["title"], description=one["description"], id=name)
        for name, one in say.table("pages.systems.links").items()
    ]
    return block_links("systems", say("pages.systems.title"), "service", links)


def interaction_block(say: Words) -> dict[str, Any]:
    """What a visitor can do: ask, and follow what was asked."""
    own = needs("cases")
    links = [
        link(
            "/consultations/new",
            say("pages.consult"),
            description=say("pages.consult_description"),
            id="consult",
            needs=own,
        ),
        link(
            "/my/cases",
            say("pages.my_cases"),
            description=say("pages.my_cases_description"),
            id="my-cases",
            needs=own,
        ),
    ]
    return block_links("interaction", say("pages.interaction"), "interaction", links)


def entry_link(text: Edition) -> Link:
    """An item as a link; its id names the item and not its place."""
    return link(text.item.address, text.title, id=item_id(text.item))


def item_id(item: Item) -> str:
    """The last part of the address: equal in all editions, new items move nothing."""
    return item.address.rsplit("/", 1)[-1].lower()


def breadcrumbs(text: Edition) -> list[Link]:
    """The way down to an item: home, its section, and the directory of disclosures."""
    edition = text.edition
    say = Words(edition)
    trail = [link("/", say("pages.home_link"))]
    if text.item.parent_id:
        above = Edition.objects.filter(item_id=text.item.parent_id, edition=edition).first()
        if above and text.item.parent:
            trail.append(link(text.item.parent.address, above.title))
    if text.item.kind in _LISTS:
        href, title = _LISTS[Item.Kind(text.item.kind)]
        trail.append(link(href, say(title)))
    return trail


def metadata(text: Edition, say: Words) -> dict[str, Any]:
    """The core metadata of a disclosed document, in the order of the national guide."""
    item = text.item
    withdrawn = item.state == Item.State.WITHDRAWN
    values = {
        "index_no": item.index_no or "",
        "class": class_path(item, say),
        "publisher": item.organ.name(say.edition) if item.organ else "",
        "written_on": spoken_date(item.written_on, say.edition) if item.written_on else "",
        "published_on": spoken_date(item.published_at.astimezone(CHINA).date(), say.edition),
        "doc_no": doc_no(item, say),
        "keywords": say("pages.facts.keyword_joiner").join(text.keywords),
        "disclosure": say("pages.facts.open"),
        "status": say("pages.facts.withdrawn" if withdrawn else "pages.facts.in_force"),
    }
    facts = [
        {
            "id": f"fact-{name.replace('_', '-')}",
            "label": say(f"pages.facts.{name}"),
            "value": value,
        }
        for name, value in values.items()
        if value
    ]
    for fact in facts:
        if fact["id"] == "fact-index-no":
            fact.update({"convert": False, "spell": True})  # type: ignore[dict-item]  # JSON values
    return {"id": "facts", "type": "facts", "title": say("pages.facts.title"), "facts": facts}


def class_path(item: Item, say: Words) -> str:
    """Class and subclass."""
    if not item.category:
        return ""
    parts = [item.category.parent, item.category]
    return say("pages.facts.class_joiner").join(part.name(say.edition) for part in parts if part)


def doc_no(item: Item, say: Words) -> str:
    """The document number as it is cited; empty for a document without one."""
    if not item.doc_number:
        return ""
    return say("pages.doc_no", year=item.doc_year, number=item.doc_number)
