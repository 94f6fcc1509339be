"""From the home page by links alone: every system that is read, found and looked up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator

from server.content.blocks import ids_in, page_schema
from server.sample import ofd
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.portal_walk import Pages, sampled_walk

EDITIONS = ("zh-Hans", "en")
MOST = 4
OTHERS = (
    *("/ask", "/letters", "/forum", "/spokespersons", "/interviews", "/surveys"),
    *("/supervision", "/subscriptions", "/me", "/my", "/cases", "/consultations", "/search"),
)
"""Systems of asking and answering: they have walks of their own."""
SYSTEMS = {
    "S01": ("/open", "/personal", "/business", "/rural", "/invest", "/tourism", "/help"),
    "S02": ("/disclosures", "/disclosures/"),
    "S03": ("/organs", "/organs/440600001/guide", "/organs/440600001/report"),
    "S03b": ("/organs/440600001/supervision", "/organs/440600001/application"),
    "S04": ("/institutions", "/institutions/"),
    "S05": ("/news", "/news/", "/topics", "/topics/"),
    "S13": ("/services", "/services/", "/progress", "/progress/", "/results"),
    "S14": ("/scenarios", "/scenarios/"),
    "S15": ("/lanes", "/lanes/"),
    "S17": ("/phone",),
    "S24": ("/evaluation", "/evaluation/", "/faults/new"),
    "S25": ("/handbook", "/handbook/"),
}

ENTRIES = {
    "S06": ("/ask", "/letters", "/consultations/new"),
    "S07": ("/ask", "/letters"),
    "S08": ("/interviews", "/interviews/"),
    "S09": ("/forum", "/forum/"),
    "S10": ("/spokespersons", "/spokespersons/"),
    "S11": ("/surveys", "/surveys/"),
    "S12": ("/supervision",),
    "S16": ("/subscriptions",),
    "S18": ("/search",),
    "S19": ("/me/home",),
    "S22": ("/my/cases",),
}
"""Where the systems of asking and answering begin."""


@pytest.fixture(scope="module")
def portal() -> Iterator[PortalServer]:
    """One of their own: what other tests publish is not in step with the sample."""
    with PortalServer() as server:
        yield server


@pytest.fixture(scope="module")
def visitor(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url, portal.token("demo"))


@pytest.fixture(scope="module")
def everything(visitor: PortalVisitor) -> dict[str, Pages]:
    return {edition: sampled_walk(visitor, edition, MOST) for edition in EDITIONS}


@pytest.fixture(scope="module")
def pages(everything: dict[str, Pages]) -> dict[str, Pages]:
    return {
        edition: {
            address: page for address, page in found.items() if not address.startswith(OTHERS)
        }
        for edition, found in everything.items()
    }


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_links_lead_from_home_to_every_system(
    system: str, edition: str, pages: dict[str, Pages]
) -> None:
    for wanted in SYSTEMS[system]:
        inside = wanted.endswith("/")
        found = list(pages[edition])
        hits = [one for one in found if (one.startswith(wanted) if inside else one == wanted)]
        paper = wanted.rpartition("/")[2]
        papers = [one for one in found if one.startswith("/organs/") and one.endswith(paper)]
        assert hits or (wanted.startswith("/organs/") and papers), wanted


@pytest.mark.parametrize("system", ENTRIES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_links_lead_from_home_to_every_system_of_asking(
    system: str, edition: str, everything: dict[str, Pages]
) -> None:
    paths = {address.partition("?")[0] for address in everything[edition]}
    for wanted in ENTRIES[system]:
        inside = wanted.endswith("/")
        assert wanted in paths or (inside and any(one.startswith(wanted) for one in paths)), wanted


@pytest.mark.parametrize("edition", EDITIONS)
def test_pages_of_asking_fit_the_schema(edition: str, everything: dict[str, Pages]) -> None:
    validator = Draft202012Validator(page_schema())
    for address, page in everything[edition].items():
        faults = [error.message for error in validator.iter_errors(page)]
        assert not faults, (address, faults)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_fits_the_schema_and_names_itself(edition: str, pages: dict[str, Pages]) -> None:
    validator = Draft202012Validator(page_schema())
    assert {page["kind"] for page in pages[edition].values()} >= {
        *("home", "collection", "article", "form", "steps", "case"),
    }
    for address, page in pages[edition].items():
        faults = [error.message for error in validator.iter_errors(page)]
        assert not faults, (address, faults)
        assert page["address"] == address


@pytest.mark.parametrize("edition", EDITIONS)
def test_ids_are_unique_and_samples_say_so(edition: str, pages: dict[str, Pages]) -> None:
    mark = {"zh-Hans": "示例", "en": "sample"}[edition]
    for address, page in pages[edition].items():
        ids = [name for block in page["blocks"] for name in ids_in(block)]
        ids += [item["id"] for item in page.get("collection", {}).get("items", ())]
        assert len(set(ids)) == len(ids), address
        assert mark in page["title"] or not page.get("sample"), address


def only_chinese(block: dict[str, Any]) -> bool:
    """An OFD is what a Chinese office has signed; the English page has the words alone."""
    return block.get("media_type") == ofd.MEDIA_TYPE


def test_english_is_in_step_with_chinese(pages: dict[str, Pages], visitor: PortalVisitor) -> None:
    for address, english in pages["en"].items():
        if english.get("privacy") == "personal" or english["kind"] == "collection":
            continue
        chinese = pages["zh-Hans"].get(address) or visitor.page(address)
        if address == "/":
            continue  # what is new differs, as English is a selection
        ids = [
            [n for block in page["blocks"] if not only_chinese(block) for n in ids_in(block)]
            for page in (chinese, english)
        ]
        assert ids[0] == ids[1], address
        text = json.dumps({**english, "links": {}}, ensure_ascii=False)
        assert not [c for c in text if "\u4e00" <= c <= "\u9fff"], address


@pytest.mark.parametrize("edition", EDITIONS)
def test_s21_every_page_leads_to_its_other_edition_and_back(
    edition: str, everything: dict[str, Pages], visitor: PortalVisitor
) -> None:
    followed = 0
    for address, page in everything[edition].items():
        for other in page["links"].get("editions", ()):
            there = everything[other["lang"]].get(other["href"])
            if there is None and followed % 4:
                continue  # of those that the other walk left out, some
            there = there or visitor.page(other["href"], other["lang"])
            followed += 1
            assert there["kind"] == page["kind"], address
            assert {"href": address, "lang": edition} in [
                {"href": link["href"], "lang": link["lang"]} for link in there["links"]["editions"]
            ], address
    assert followed > 60


def unspoken(page: dict[str, Any]) -> list[str]:
    """What an ear would miss: links, fields, pictures, tables and charts without words."""
    found = [f"link {link['href']}" for link in dicts(page, "href") if not link.get("title")]
    for block in page["blocks"]:
        parts = {"image": ("alt",), "table": ("caption",), "chart": ("title",)}
        found += [
            f"{block['id']} without {part}"
            for part in parts.get(block["type"], ())
            if not str(block.get(part, "")).strip()
        ]
        found += [f"{block['id']} column" for name in block.get("columns", ["x"]) if not name]
    for name, field in page.get("form", {}).get("fields", {}).items():
        found += [f"field {name}"] if not field["label"] else []
        found += [f"option of {name}" for one in field.get("options", ()) if not one["title"]]
    return found


def dicts(value: Any, name: str) -> Iterator[dict[str, Any]]:
    """Every object with that member, but pictures, runs of text and places to search."""
    if isinstance(value, dict):
        plain = value.get("type") == "image" or "text" in value or "param" in value
        if name in value and not plain:
            yield value
        for part in value.values():
            yield from dicts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from dicts(part, name)


@pytest.mark.parametrize("edition", EDITIONS)
def test_s23_everything_on_every_page_has_words_for_the_ear(
    edition: str, everything: dict[str, Pages]
) -> None:
    for address, page in everything[edition].items():
        assert unspoken(page) == [], address
        levels = [block["level"] for block in page["blocks"] if block["type"] == "heading"]
        steps = [after - before for before, after in pairwise([1, *levels])]
        assert max(steps, default=0) <= 1, address  # no heading is skipped over


def test_what_has_no_words_would_be_noticed() -> None:
    page = {
        "blocks": [
            {"id": "a", "type": "image", "href": "/files/a.png", "alt": " "},
            {"id": "b", "type": "table", "caption": "", "columns": ["", "x"]},
        ],
        "links": {"up": {"href": "/"}},
        "form": {"fields": {"q": {"label": "", "options": [{"value": "1", "title": ""}]}}},
    }
    assert len(unspoken(page)) == 6


class Tags(HTMLParser):
    """Collects what a reader and a harvester need of a web page."""

    def __init__(self) -> None:
        super().__init__()
        self.lang = ""
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.labels: dict[str, str] = {}
        self.without_alt = 0
        self.data = ""
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [at["id"]] if "id" in at else []
        self.lang = at.get("lang", "") if tag == "html" else self.lang
        self.without_alt += tag == "img" and "alt" not in at
        self._script = at.get("type") == "application/ld+json"
        if tag == "meta" and "name" in at:
            self.labels[at["name"]] = at.get("content", "")

    def handle_data(self, data: str) -> None:
        if self._script:
            self.data += data

    def handle_endtag(self, tag: str) -> None:
        self._script = False


def web_page(portal: PortalServer, href: str) -> Tags:
    answer = requests.get(portal.base_url + href, timeout=20)
    assert answer.status_code == 200, href
    seen = Tags()
    seen.feed(answer.text)
    return seen


@pytest.mark.parametrize("edition", EDITIONS)
def test_s20_every_page_has_a_text_only_page_with_its_labels(
    edition: str, pages: dict[str, Pages], portal: PortalServer
) -> None:
    public = [page for page in pages[edition].values() if "html" in page["links"]]
    assert len(public) > 60
    for page in public[::2]:
        seen = web_page(portal, page["links"]["html"]["href"])
        assert (seen.lang, seen.tags.count("main"), seen.tags.count("h1")) == (edition, 1, 1)
        assert len(set(seen.ids)) == len(seen.ids), page["address"]
        assert seen.without_alt == 0
        levels = [int(tag[1]) for tag in seen.tags if tag in {"h1", "h2", "h3", "h4"}]
        assert all(after - before <= 1 for before, after in pairwise(levels)), page["address"]
        assert {"SiteName", "SiteDomain", "SiteIDCode"} <= set(seen.labels)
        lists = page["kind"] in {"home", "collection"}
        wanted = {"ColumnName", "ColumnType"} if lists else {"ArticleTitle", "Url"}
        assert wanted <= set(seen.labels), page["address"]


def test_a_document_says_when_and_by_whom_it_was_published(
    pages: dict[str, Pages], portal: PortalServer
) -> None:
    address = next(one for one in pages["zh-Hans"] if one.startswith("/disclosures/4406"))
    labels = web_page(portal, address).labels
    assert labels["ContentSource"].startswith("佛山")
    assert labels["ColumnName"] == "政府信息公开目录"
    assert labels["PubDate"][:2] == "20"
    assert labels["Keywords"]


def test_a_service_is_linked_data_in_both_vocabularies(
    pages: dict[str, Pages], portal: PortalServer
) -> None:
    address = next(one for one in pages["en"] if one.startswith("/services/"))
    for edition in EDITIONS:
        page = pages["en"][address] if edition == "en" else {"links": {"html": {"href": address}}}
        data = json.loads(web_page(portal, page["links"]["html"]["href"]).data)
        assert data["@type"] == ["GovernmentService", "cpsv:PublicService"]
        assert data["@context"]["hasCompetentAuthority"] == "cv:hasCompetentAuthority"
        assert data["hasCompetentAuthority"]["name"]
        assert data["processingTime"].startswith("P")
        assert len(data["hasInput"]) >= 3
        assert data["inLanguage"] == edition


def test_pictures_have_words_and_are_pictures(
    pages: dict[str, Pages], portal: PortalServer
) -> None:
    images = {
        block["href"]: block["alt"]
        for page in pages["en"].values()
        for block in page["blocks"]
        if block["type"] == "image"
    }
    assert images
    assert all(images.values())
    for href in images:
        answer = requests.get(portal.base_url + href, timeout=20)
        assert answer.headers["Content-Type"] == "image/png"
        assert answer.content.startswith(b"\x89PNG")
        assert answer.headers["Content-Disposition"].startswith("inline")


def test_the_phone_has_nineteen_columns_and_the_lists_are_complete(
    visitor: PortalVisitor,
) -> None:
    columns = next(b for b in visitor.page("/phone")["blocks"] if b["id"] == "columns")
    assert len(columns["links"]) == 19
    for address, total in (("/scenarios", 9), ("/lanes", 24), ("/organs", 61), ("/evaluation", 95)):
        assert visitor.page(address)["collection"]["total"] >= total
    for address, count in (("/personal", 26), ("/business", 24)):
        blocks = {block["id"]: block for block in visitor.page(address)["blocks"]}
        assert len(blocks["categories"]["links"]) == count
    kinds = visitor.page("/institutions")["collection"]["facets"][0]["options"]
    assert len(kinds) == 14


def test_the_directory_is_narrowed_by_month(visitor: PortalVisitor) -> None:
    facets = {f["name"]: f for f in visitor.page("/disclosures?year=2025")["collection"]["facets"]}
    month = facets["month"]["options"][0]
    assert visitor.page(month["href"])["collection"]["total"] == month["count"]
    assert visitor.get("/disclosures?year=2025&month=13").status_code == 422
