"""The listings of what is read, with their facets, and the lists of sections."""

from __future__ import annotations

from collections import Counter
from typing import Final

from server.content.facets import DIRECTORY, Choice, Counts, Facet, Texts, Values, named
from server.content.items import breadcrumbs, find, withdrawal
from server.content.listing import Listing, document_entry
from server.content.models import Category, Edition, Item, Organ
from server.content.paging import Paging, editions_at
from server.content.shape import PER_PAGE, Page, moment, page, page_links, with_query
from server.words import Words

__all__ = ["LISTINGS", "Paging", "section_page"]


def _upper(counts: Counts, _choice: Choice, say: Words) -> Values:
    """Classes with what is in their subclasses."""
    classes = Category.objects.filter(scheme="disclosure").select_related("parent")
    sums: dict[int, int] = {}
    for one in classes:
        top = one.parent_id or one.pk
        sums[top] = sums.get(top, 0) + counts.get(one.pk, 0)
    return [
        (one.slug, one.name(say.edition), sums[one.pk]) for one in classes if one.parent_id is None
    ]


def _lower(counts: Counts, choice: Choice, say: Words) -> Values:
    """Subclasses of the chosen class."""
    top = _top(choice.get("class"))
    inside = Category.objects.filter(parent__slug=top) if top else ()
    return [(one.slug, one.name(say.edition), counts.get(one.pk, 0)) for one in inside]


def _top(slug: str) -> str:
    """The class of a class or subclass."""
    if not slug:
        return ""
    found = Category.objects.filter(slug=slug).select_related("parent").first()
    return "" if found is None else (found.parent or found).slug


def _in_family(texts: Texts, slug: str) -> Texts:
    family = Category.objects.filter(slug=slug) | Category.objects.filter(parent__slug=slug)
    return texts.filter(item__category__in=list(family.values_list("pk", flat=True)))


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and text != "0000"


def _is_month(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 12


def _by(counts: Counts, part: str) -> Counter[int]:
    """Counts of days as counts of their years or months: a database takes far longer for it."""
    sums: Counter[int] = Counter()
    for day, count in counts.items():
        if day:
            sums[getattr(day, part)] += count
    return sums


def _years(counts: Counts, _choice: Choice, say: Words) -> Values:
    return [
        (str(year), say("pages.directory.year_option", year=year), count)
        for year, count in sorted(_by(counts, "year").items(), reverse=True)
    ]


def _months(counts: Counts, _choice: Choice, say: Words) -> Values:
    names = say.table("pages.month_names")
    return [
        (str(month), names[month - 1], count)
        for month, count in sorted(_by(counts, "month").items())
    ]


ORGAN: Final = Facet(
    "organ",
    "organ",
    "pages.directory.organ",
    "item__organ",
    named(Organ, "code"),
    lambda texts, value: texts.filter(item__organ__code=value),
)
YEAR: Final = Facet(
    "year",
    "year",
    "pages.directory.year",
    "item__written_on",
    _years,
    lambda texts, value: texts.filter(item__written_on__year=int(value)),
    check=_is_year,
    clear=("month",),
)
_DISCLOSURES: Final = (
    Facet(
        "class",
        "class",
        "pages.directory.class",
        "item__category",
        _upper,
        _in_family,
        chosen=lambda choice: _top(choice.get("class")),
    ),
    Facet(
        "subclass",
        "class",
        "pages.directory.subclass",
        "item__category",
        _lower,
        _in_family,
        within="class",
    ),
    ORGAN,
    YEAR,
    Facet(
        "month",
        "month",
        "pages.directory.month",
        "item__written_on",
        _months,
        lambda texts, value: texts.filter(item__written_on__month=int(value)),
        check=_is_month,
        within="year",
    ),
)
_DATED: Final = {
    "": ("-item__published_at", "-item_id"),
    "oldest": ("item__published_at", "item_id"),
}
_BY_POSITION: Final = {"": ("item__position", "item_id")}


def category_facet(scheme: str, title: str) -> Facet:
    """Narrows by the categories of a scheme."""
    return Facet(
        "kind",
        "kind",
        title,
        "item__category",
        named(Category, "slug", scheme=scheme),
        lambda texts, value: texts.filter(item__category__slug=value),
    )


LISTINGS: Final = (
    Listing(
        DIRECTORY,
        Item.Kind.DISCLOSURE,
        "pages.directory",
        _DISCLOSURES,
        ("oldest",),
        _DATED,
        "/open",
        feed="disclosures",
    ),
    Listing("/organs", Item.Kind.ORGAN, "pages.organs", (), (), _BY_POSITION, "/open"),
    Listing(
        "/institutions",
        Item.Kind.INSTITUTION,
        "pages.institutions",
        (category_facet("institution", "pages.institutions.kind"), ORGAN),
        up="/open",
        feed="institutions",
    ),
    Listing("/news", Item.Kind.NEWS, "pages.news", (YEAR,), ("oldest",), _DATED, feed="news"),
    Listing("/scenarios", Item.Kind.SCENARIO, "pages.scenarios", (), (), _BY_POSITION, "/services"),
    Listing("/lanes", Item.Kind.LANE, "pages.lanes", (), (), _BY_POSITION, "/services"),
)


def section_page(address: str, edition: str, number: int = 1) -> Page:
    """A section: its introduction and what stands in it, in the editor's order."""
    text, editions = find(address, edition)
    say = Words(edition)
    every = Edition.objects.filter(
        item__parent=text.item, item__state=Item.State.PUBLISHED
    ).exclude(item__kind=Item.Kind.DISCLOSURE)
    inside = (
        every.filter(edition=edition)
        .select_related("item", "item__organ")
        .order_by("item__position", "-item__published_at", "-item_id")
    )
    totals = {name: every.filter(edition=name).count() for name in editions}
    there = editions_at(number, edition, totals)
    paging = Paging(totals[edition], number)
    trail = breadcrumbs(text)
    whole = with_query(address, page=number if number > 1 else None)
    entries = inside[paging.start : paging.start + PER_PAGE]
    return page(
        "collection",
        whole,
        edition,
        text.title,
        description=text.description,
        updated_at=moment(text.item.updated_at),
        sample=text.item.sample,
        blocks=[*withdrawal(text.item, say), *text.blocks],
        collection={**paging.members(), "items": [document_entry(one, say) for one in entries]},
        links=page_links(
            whole,
            edition,
            there,
            up=trail[-1],
            breadcrumbs=trail,
            **paging.links(lambda n: with_query(address, page=n if n > 1 else None), say),
        ),
    )
