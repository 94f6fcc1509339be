"""The service hall: services by audience, category, office and kind."""

from __future__ import annotations

from typing import Any, Final

from server.content.directory import ORGAN
from server.content.facets import Choice, Counts, Facet, Texts, Values, worded
from server.content.items import item_id
from server.content.listing import Listing
from server.content.models import Category, Edition, Item
from server.words import Words

OWN_CATEGORIES: Final[tuple[str, ...]] = ("personal", "business")
"""Audiences whose services are sorted into categories; the others cross them."""


def _categories(counts: Counts, choice: Choice, say: Words) -> Values:
    """The categories of the chosen audience; of both when none is chosen."""
    chosen = choice.get("audience")
    wanted = (chosen,) if chosen in OWN_CATEGORIES else OWN_CATEGORIES
    found = Category.objects.filter(scheme__in=wanted)
    return [
        (one.slug, one.name(say.edition), counts.get(one.pk, 0))
        for one in sorted(found, key=lambda one: (wanted.index(one.scheme), one.position))
    ]


def _audiences(counts: Counts, _choice: Choice, say: Words) -> Values:
    """Audiences in the order of the hall."""
    return [
        (name, title, counts.get(name, 0))
        for name, title in say.table("services.audiences").items()
    ]


def _of_audience(texts: Texts, value: str) -> Texts:
    if value in OWN_CATEGORIES:
        return texts.filter(item__category__scheme=value)
    return texts.filter(item__service__also_for=value)


AUDIENCE: Final = Facet(
    "audience",
    "audience",
    "services.hall.audience",
    "item__category__scheme",
    _audiences,
    _of_audience,
    check=lambda value: value in {*OWN_CATEGORIES, "invest", "rural", "tourism"},
    clear=("category",),
)
ALSO_FOR: Final = Facet(
    "also",
    "audience",
    "services.hall.also",
    "item__service__also_for",
    lambda counts, choice, say: _audiences(
        {name: count for name, count in counts.items() if name}, choice, say
    ),
    _of_audience,
    clear=("category",),
)
CATEGORY: Final = Facet(
    "category",
    "category",
    "services.hall.category",
    "item__category",
    _categories,
    lambda texts, value: texts.filter(item__category__slug=value),
)
KIND: Final = Facet(
    "kind",
    "kind",
    "services.hall.kind",
    "item__service__kind",
    worded("services.kinds"),
    lambda texts, value: texts.filter(item__service__kind=value),
)


def service_entry(text: Edition, say: Words) -> dict[str, Any]:
    """A service as a row: what it is, who decides, how long that takes."""
    service = text.item.service
    facts = {
        "authority": text.item.organ.name(say.edition) if text.item.organ else "",
        "promised": days(service.promised_days, say),
    }
    return {
        "id": item_id(text.item),
        "href": text.item.address,
        "title": text.title,
        "summary": text.description,
        "facts": [{"label": say(f"services.facts.{key}"), "value": facts[key]} for key in facts],
    }


def days(number: int, say: Words) -> str:
    """A limit in working days, in words."""
    if number == 0:
        return say("services.at_once")
    return say("services.one_day" if number == 1 else "services.days", n=number)


HALL: Final = Listing(
    "/services",
    Item.Kind.SERVICE,
    "services.hall",
    (AUDIENCE, ALSO_FOR, CATEGORY, ORGAN, KIND),
    orders={"": ("item__position", "item_id")},
    entry=service_entry,
    feed="services",
    related=("item__service", "item__organ"),
)
