"""What of the directory is chosen, and the facets that narrow it further."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from server.content.models import Category, Edition, Organ
from server.content.shape import with_query
from server.words import Words

DIRECTORY: Final = "/disclosures"


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the directory is wanted; empty members do not narrow."""

    category: str = ""
    organ: str = ""
    year: str = ""
    sort: str = ""
    page: int = 1

    def href(self) -> str:
        """The canonical address of this choice."""
        return with_query(
            DIRECTORY,
            **{"class": self.category, "organ": self.organ, "year": self.year, "sort": self.sort},
            page=self.page if self.page > 1 else None,
        )

    def with_member(self, member: str, value: str) -> Choice:
        """This choice with one member changed, from its first page."""
        change: dict[str, Any] = {member: value, "page": 1}
        return replace(self, **change)

    def narrow(self, texts: QuerySet[Edition], without: str = "") -> QuerySet[Edition]:
        """The texts of this choice; ``without`` leaves out one member, for that facet's counts."""
        if self.category and without != "class":
            texts = texts.filter(item__category__in=_family(self.category))
        if self.organ and without != "organ":
            texts = texts.filter(item__organ__code=self.organ)
        if self.year and without != "year":
            texts = texts.filter(item__written_on__year=int(self.year))
        return texts


def facets(every: QuerySet[Edition], choice: Choice, say: Words) -> list[dict[str, Any]]:
    """Class (with the subclasses of the chosen one), organ and year, with counts."""
    facets = [*_class_facets(every, choice, say), _organ_facet(every, choice, say)]
    facets.append(_year_facet(every, choice, say))
    return [facet for facet in facets if facet["options"]]


def _class_facets(every: QuerySet[Edition], choice: Choice, say: Words) -> list[dict[str, Any]]:
    counts = _counts(choice.narrow(every, without="class"), "item__category")
    classes = list(Category.objects.filter(scheme="disclosure").select_related("parent"))
    above = {one.pk: one.parent_id or one.pk for one in classes}
    sums: dict[int, int] = {}
    for key, count in counts.items():
        sums[above[key]] = sums.get(above[key], 0) + count
    chosen = next((one for one in classes if one.slug == choice.category), None)
    top = above[chosen.pk] if chosen else None
    upper = [
        _option(
            one.name(say.edition), sums.get(one.pk, 0), choice, "category", one.slug, one.pk == top
        )
        for one in classes
        if one.parent_id is None
    ]
    lower = [
        _option(
            one.name(say.edition),
            counts.get(one.pk, 0),
            choice,
            "category",
            one.slug,
            one == chosen,
        )
        for one in classes
        if top is not None and one.parent_id == top
    ]
    return [
        _facet("class", say("pages.directory.class"), upper),
        _facet("subclass", say("pages.directory.subclass"), lower),
    ]


def _organ_facet(every: QuerySet[Edition], choice: Choice, say: Words) -> dict[str, Any]:
    counts = _counts(choice.narrow(every, without="organ"), "item__organ")
    options = [
        _option(
            one.name(say.edition),
            counts[one.pk],
            choice,
            "organ",
            one.code,
            one.code == choice.organ,
        )
        for one in Organ.objects.filter(pk__in=counts)
    ]
    return _facet("organ", say("pages.directory.organ"), options)


def _year_facet(every: QuerySet[Edition], choice: Choice, say: Words) -> dict[str, Any]:
    dated = choice.narrow(every, without="year").filter(item__written_on__isnull=False)
    counts = _counts(dated.annotate(year=ExtractYear("item__written_on")), "year")
    options = [
        _option(
            say("pages.directory.year_option", year=year),
            counts[year],
            choice,
            "year",
            str(year),
            str(year) == choice.year,
        )
        for year in sorted(counts, reverse=True)
    ]
    return _facet("year", say("pages.directory.year"), options)


def _counts(texts: QuerySet[Edition], name: str) -> Mapping[int, int]:
    rows = texts.order_by().values_list(name).annotate(n=Count("pk"))
    return dict(rows.values_list(name, "n"))


def _facet(name: str, title: str, options: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": name, "title": title, "options": [one for one in options if one["count"]]}


def _option(
    title: str, count: int, choice: Choice, member: str, value: str, selected: bool
) -> dict[str, Any]:
    """An option; choosing a chosen one again takes the narrowing away."""
    other = choice.with_member(member, "" if selected else value)
    return {"title": title, "count": count, "href": other.href(), "selected": selected}


def sorts(choice: Choice, say: Words) -> list[dict[str, Any]]:
    """The two orders by date."""
    return [
        {
            "title": say(f"pages.directory.{name}"),
            "href": replace(choice, sort=value, page=1).href(),
            "selected": choice.sort == value,
        }
        for name, value in (("newest", ""), ("oldest", "oldest"))
    ]


def _family(slug: str) -> QuerySet[Category]:
    """A class with its subclasses, or a subclass alone."""
    return Category.objects.filter(slug=slug) | Category.objects.filter(parent__slug=slug)
