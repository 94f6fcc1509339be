"""The ranking of sites by class of organ, and the report of one site."""

from __future__ import annotations

from typing import Any, Final

from server.base import EN
from server.content.directory import category_facet
from server.content.items import breadcrumbs, find, item_id, withdrawal
from server.content.listing import Listing
from server.content.models import Edition, Item
from server.content.shape import Page, link, moment, page, page_links, with_query
from server.evaluation.models import Score
from server.words import Words


def site_entry(text: Edition, say: Words) -> dict[str, Any]:
    """A site as a row of the ranking."""
    item = text.item
    entry: dict[str, Any] = {
        "id": item_id(item),
        "href": item.address,
        "title": text.title,
        "facts": [{"label": say("evaluation.score"), "value": str(item.site.score)}],
    }
    if item.category:
        kind = {"label": say("evaluation.class"), "value": item.category.name(say.edition)}
        entry["facts"].append(kind)
    return entry


RANKING: Final = Listing(
    "/evaluation",
    Item.Kind.SITE,
    "evaluation.ranking",
    (category_facet("evaluation", "evaluation.class"),),
    ("worst",),
    {
        "": ("-item__site__score", "item_id"),
        "worst": ("item__site__score", "item_id"),
    },
    "/open",
    entry=site_entry,
    related=("item__organ", "item__site", "item__category"),
)


def site_page(address: str, edition: str) -> Page:
    """The report of a site: scores of both reviews, opinions and corrections."""
    text, editions = find(address, edition)
    say = Words(edition)
    scores = list(text.item.site.scores.select_related("indicator"))
    trail = breadcrumbs(text)
    fault = with_query("/faults/new", page=address)
    return page(
        "article",
        address,
        edition,
        text.title,
        description=text.description,
        updated_at=moment(text.item.updated_at),
        sample=text.item.sample,
        blocks=[
            *withdrawal(text.item, say),
            *(*text.blocks, _summary(text, scores, say), *_details(scores, say)),
        ],
        links=page_links(
            address,
            edition,
            editions,
            up=trail[-1],
            breadcrumbs=trail,
            actions=[link(fault, say("pages.report_fault"))],
        ),
    )


def _summary(text: Edition, scores: list[Score], say: Words) -> dict[str, Any]:
    """Class, totals of both reviews, and the place in the class."""
    site = text.item.site
    ahead = Edition.objects.filter(
        edition=text.edition,
        item__kind=Item.Kind.SITE,
        item__state=Item.State.PUBLISHED,
        item__category=text.item.category,
        item__site__score__gt=site.score,
    ).count()
    values = {
        "class": text.item.category.name(say.edition) if text.item.category else "",
        "year": str(site.year),
        "first": str(sum(score.first for score in scores)),
        "second": str(site.score),
        "rank": str(ahead + 1),
    }
    facts = [
        {"id": f"fact-{key}", "label": say(f"evaluation.facts.{key}"), "value": value}
        for key, value in values.items()
        if value
    ]
    return {"id": "summary", "type": "facts", "title": say("evaluation.summary"), "facts": facts}


def _details(scores: list[Score], say: Words) -> list[dict[str, Any]]:
    """The indicators as a table and as a chart, then the opinions with what was corrected."""
    if not scores:
        return []
    edition = say.edition
    names = [score.indicator.name(edition) for score in scores]
    rows = [
        {
            "id": f"score-{score.indicator.slug}",
            "cells": [name, str(score.indicator.points), str(score.first), str(score.second)],
        }
        for name, score in zip(names, scores, strict=True)
    ]
    table = {
        "id": "scores",
        "type": "table",
        "caption": say("evaluation.scores"),
        "columns": [
            say(f"evaluation.columns.{key}") for key in ("indicator", "points", "first", "second")
        ],
        "rows": rows,
        "row_headers": True,
    }
    chart = {
        "id": "chart",
        "type": "chart",
        "title": say("evaluation.chart"),
        "form": "bar",
        "unit": say("evaluation.unit"),
        "categories": names,
        "series": [
            {"title": say("evaluation.columns.first"), "values": [one.first for one in scores]},
            {"title": say("evaluation.columns.second"), "values": [one.second for one in scores]},
        ],
    }
    return [table, chart, *_opinions(scores, say)]


def _opinions(scores: list[Score], say: Words) -> list[dict[str, Any]]:
    entries = []
    for score in scores:
        english = say.edition == EN
        opinion = score.opinion_en if english else score.opinion
        correction = score.correction_en if english else score.correction
        if not opinion:
            continue
        key = "corrected" if correction else "open"
        words = say(
            f"evaluation.{key}",
            indicator=score.indicator.name(say.edition),
            opinion=opinion,
            correction=correction,
        )
        entries.append({"id": f"opinion-{score.indicator.slug}", "text": words})
    if not entries:
        return []
    title = {"id": "opinions-title", "type": "heading", "level": 2}
    return [
        {**title, "text": say("evaluation.opinions")},
        {"id": "opinions", "type": "list", "ordered": False, "items": entries},
    ]
