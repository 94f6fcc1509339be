"""The results of a search, and suggestions while it is typed: pages of kind collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from server.base import EDITIONS
from server.content.models import Category, Organ
from server.content.paging import editions_at, pages_of
from server.content.shape import Page, link, page, page_links, with_query
from server.problems import FieldError, Problem
from server.search.engine import engine
from server.search.find import FACETS, SORTS, Group, Matches, Narrowing, counted, titles
from server.search.models import Document, Wording
from server.search.query import LONGEST, Query, parse
from server.search.snippet import marks, snippet
from server.words import Words

SEARCH: Final = "/search"
SUGGEST: Final = "/suggest"
PER_PAGE: Final = 20
SUGGESTIONS: Final = 10
PARAMETERS: Final = frozenset({"q", *FACETS, "sort", "page"})
_LETTERS: Final = range(2, 13)
"""How many letters may be the beginnings of a title's syllables."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is searched for and how it is narrowed."""

    text: str
    narrowing: Narrowing = field(default_factory=Narrowing)
    sort: str = ""
    page: int = 1

    def href(self) -> str:
        """The canonical address."""
        narrowing = {name: self.narrowing.value(name) for name in FACETS}
        number = self.page if self.page > 1 else None
        return with_query(SEARCH, q=self.text, **narrowing, sort=self.sort, page=number)

    def narrowed(self, name: str, value: str) -> Choice:
        """This choice with one facet changed, from its first page."""
        member = "category" if name == "class" else name
        changed: dict[str, Any] = {member: value}
        return replace(self, narrowing=replace(self.narrowing, **changed), page=1)


def choice_of(query: Mapping[str, str], number: int) -> Choice:
    """The checked choice of a query; raises ``Problem`` ``invalid``."""
    year, sort = query.get("year", ""), query.get("sort", "")
    if year and not (len(year) == 4 and year.isascii() and year.isdigit()):
        raise _invalid("year")
    if sort not in SORTS:
        raise _invalid("sort")
    narrowing = Narrowing(
        clean(query.get("system", ""), "system"),
        clean(query.get("class", ""), "class"),
        clean(query.get("organ", ""), "organ"),
        year,
    )
    return Choice(text_of(query), narrowing, sort, number)


def text_of(query: Mapping[str, str]) -> str:
    """What was typed, with single spaces; raises ``Problem`` where it is too long."""
    return clean(" ".join(query.get("q", "").split()), "q")


def clean(text: str, name: str) -> str:
    """Text of a search; raises ``Problem`` where it is too long."""
    if len(text) > LONGEST:
        raise _invalid(name)
    return text


def search_page(edition: str, choice: Choice) -> Page:
    """Twenty results with facets; nothing yet where nothing was typed."""
    say = Words(edition)
    query = parse(choice.text)
    matches = Matches(query, edition)
    groups = matches.groups()
    total = _total(groups, choice)
    pages = pages_of(total, PER_PAGE)
    there = _editions(query, choice, edition, total)
    keys = matches.keys(choice.narrowing, choice.sort, (choice.page - 1) * PER_PAGE, PER_PAGE)
    collection: dict[str, Any] = {
        "total": total,
        "page": choice.page,
        "pages": pages,
        "per_page": PER_PAGE,
        "items": entries(keys, edition, query),
        "search": {"href": _within(choice.narrowing), "param": "q", "value": choice.text},
    }
    facets = _facets(groups, choice, say)
    if facets:
        collection["facets"] = facets
    if total > 1:
        collection["sorts"] = _sorts(choice, query, say)
    turning = _turning(choice, pages, say)
    return _page(choice.href(), collection, turning, say, there)


def _editions(query: Query, choice: Choice, edition: str, total: int) -> Iterable[str]:
    """The editions that have this page; its first one is everywhere."""
    if choice.page == 1:
        return EDITIONS
    others = [name for name in EDITIONS if name != edition]
    totals = {name: _total(Matches(query, name).groups(), choice) for name in others}
    return editions_at(choice.page, edition, {**totals, edition: total}, PER_PAGE)


def _total(groups: list[Group], choice: Choice) -> int:
    return sum(group.count for group in groups if group.fits(choice.narrowing))


def _page(
    address: str,
    collection: dict[str, Any],
    turning: dict[str, Any],
    say: Words,
    editions: Iterable[str] = EDITIONS,
) -> Page:
    typed = collection["search"]["value"]
    title = say("search.title_for", words=typed) if typed else say("search.title")
    home = link("/", say("pages.home_link"))
    links = page_links(address, say.edition, editions, up=home, breadcrumbs=[home], **turning)
    description = say("search.description")
    return page(
        "collection",
        address,
        say.edition,
        title,
        description=description,
        collection=collection,
        links=links,
    )


def suggest_page(edition: str, text: str) -> Page:
    """At most ten titles that match what was typed so far, by word or by first letters."""
    say = Words(edition)
    keys = suggestions(text, edition)
    found = entries(keys, edition, parse(text))
    collection = {
        "total": len(found),
        "page": 1,
        "pages": 1,
        "per_page": SUGGESTIONS,
        "items": [{n: v for n, v in one.items() if n in ("id", "href", "title")} for one in found],
        "search": {"href": SEARCH, "param": "q", "value": text},
    }
    return _page(with_query(SUGGEST, q=text), collection, {}, say)


def suggestions(text: str, edition: str) -> list[int]:
    """Keys of documents by their titles, then by the readings of their titles."""
    query = parse(text)
    if not query.phrases:
        return []
    keys = titles(engine().words(query, titles=True), edition, SUGGESTIONS)
    letters = text.casefold()
    if letters.isascii() and letters.isalpha() and len(letters) in _LETTERS:
        keys += titles(engine().letters(letters), edition, SUGGESTIONS, by_rank=False)
    return list(dict.fromkeys(keys))[:SUGGESTIONS]


def entries(keys: list[int], edition: str, query: Query) -> list[dict[str, Any]]:
    """Documents as rows of a list, with what was found in them marked."""
    wordings = Wording.objects.filter(document__in=keys, edition=edition)
    found = {one.document_id: one for one in wordings.select_related("document")}
    return [_entry(found[key], query) for key in keys if key in found]


def _entry(wording: Wording, query: Query) -> dict[str, Any]:
    document: Document = wording.document
    cut = snippet(wording.text, query)
    entry: dict[str, Any] = {
        "id": entry_id(document),
        "href": document.address,
        "title": wording.title,
    }
    summary = cut.text or wording.description
    if summary:
        entry["summary"] = summary
    if document.day:
        entry["date"] = document.day.isoformat()
    marked = {"title": marks(wording.title, query), "summary": cut.marks}
    kept = {name: places for name, places in marked.items() if places}
    return {**entry, "marks": kept} if kept else entry


def entry_id(document: Document) -> str:
    """Names the document by its address, which is unique among all systems."""
    return document.address.strip("/").replace("/", ".").lower()


def _facets(groups: list[Group], choice: Choice, say: Words) -> list[dict[str, Any]]:
    """System, class with the subclasses of the chosen one, organ and year."""
    found = []
    for name in FACETS:
        here = [one for one in groups if one.fits(choice.narrowing, without=name)]
        counts = counted(here, name)
        found.append(_facet(name, name, counts, choice, say))
        if name == "class":
            upper = upper_of(groups, choice.narrowing.category)
            inside = Counter({one.category: 0 for one in here if one.upper == upper != ""})
            for one in here:
                if one.category in inside and one.category != upper:
                    inside[one.category] += one.count
            found.append(_facet("subclass", "class", +inside, choice, say))
    return [facet for facet in found if facet["options"]]


def upper_of(groups: list[Group], slug: str) -> str:
    """The class of a class or subclass that occurs among the matches."""
    return next((one.upper for one in groups if slug and slug in (one.upper, one.category)), "")


def _facet(
    name: str, param: str, counts: Mapping[str, int], choice: Choice, say: Words
) -> dict[str, Any]:
    """A facet; choosing what is chosen takes the narrowing away."""
    chosen = choice.narrowing.value(param)
    options = [
        {
            "title": title,
            "count": counts[value],
            "href": choice.narrowed(param, "" if value == chosen else value).href(),
            "selected": value == chosen,
        }
        for value, title in _values(param, counts, say)
    ]
    return {"name": name, "title": say(f"search.{name}"), "options": options}


def _values(name: str, counts: Mapping[str, int], say: Words) -> list[tuple[str, str]]:
    """The values of a facet with their words, in the order of their own lists."""
    if name == "system":
        known = say.table("search.systems")
        return sorted(
            ((value, known.get(value, known["other"])) for value in counts),
            key=lambda pair: -counts[pair[0]],
        )
    if name == "year":
        years = sorted(counts, reverse=True)
        return [(year, say("search.year_option", year=year)) for year in years]
    if name == "class":
        found = Category.objects.filter(slug__in=list(counts))
        return [(one.slug, one.name(say.edition)) for one in found]
    organs = Organ.objects.filter(code__in=list(counts))
    return [(one.code, one.name(say.edition)) for one in organs]


def _sorts(choice: Choice, query: Query, say: Words) -> list[dict[str, Any]]:
    """Orders; of one character everywhere, rank would say nothing."""
    offered = SORTS[1:] if query.single else SORTS
    current = choice.sort or offered[0]
    return [
        {
            "title": say(f"search.by_{value or 'relevance'}"),
            "href": replace(choice, sort=value, page=1).href(),
            "selected": value == current,
        }
        for value in offered
    ]


def _within(narrowing: Narrowing) -> str:
    """Where other words are searched for, narrowed as now."""
    return Choice("", narrowing).href()


def _turning(choice: Choice, pages: int, say: Words) -> dict[str, Any]:
    """``first``, ``prev``, ``next``, ``last`` as far as they lead elsewhere."""
    here = choice.page
    wanted = {"first": 1, "prev": here - 1, "next": here + 1, "last": pages}
    return {
        name: link(replace(choice, page=number).href(), say(f"pages.{name}"))
        for name, number in wanted.items()
        if 1 <= number <= pages and number != here
    }


def _invalid(name: str) -> Problem:
    return Problem(422, "invalid", errors=[FieldError(name, "invalid")])
