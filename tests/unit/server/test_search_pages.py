"""The page of results, its facets and orders, and suggestions, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from server.content.blocks import page_schema
from server.words import Words
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor


@pytest.fixture
def reader(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url)


def results(
    reader: PortalVisitor, words: str, more: str = "", edition: str = "zh-Hans"
) -> dict[str, Any]:
    page = reader.page(f"/search?q={words}{more}", edition)
    Draft202012Validator(page_schema()).validate(page)
    collection: dict[str, Any] = page["collection"]
    return collection


def test_a_guide_is_found_in_each_script(reader: PortalVisitor) -> None:
    for words in ("居住证", "居住證", "ＪＺＺ 居住證".split()[1], "residence permit"):
        items = results(reader, words)["items"]
        assert items[0]["href"] == "/guides/residence-permit", words


def test_what_was_found_is_marked(reader: PortalVisitor) -> None:
    item = results(reader, "居住證")["items"][0]
    for member in ("title", "summary"):
        begin, end = item["marks"][member][0]
        assert item[member][begin:end] == "居住证"


def test_the_counts_of_facets_are_what_they_lead_to(reader: PortalVisitor) -> None:
    facets = results(reader, "佛山")["facets"]
    assert [facet["name"] for facet in facets] == ["system", "class", "organ", "year"]
    for facet in facets:
        assert facet["options"]
        for option in facet["options"][:5]:
            led = reader.page(option["href"])["collection"]
            assert led["total"] == option["count"], option
            [back] = [
                one
                for two in led["facets"]
                if two["name"] == facet["name"]
                for one in two["options"]
                if one["selected"]
            ]
            assert reader.page(back["href"])["collection"]["total"] > option["count"] - 1


def test_a_class_opens_its_subclasses(reader: PortalVisitor) -> None:
    facets = results(reader, "佛山", "&system=disclosure")["facets"]
    href = next(one for one in facets if one["name"] == "class")["options"][0]["href"]
    narrowed = reader.page(href)["collection"]
    inner = next(one for one in narrowed["facets"] if one["name"] == "subclass")
    assert sum(option["count"] for option in inner["options"]) == narrowed["total"]
    first = inner["options"][0]
    assert reader.page(first["href"])["collection"]["total"] == first["count"]


def test_every_result_is_on_exactly_one_page(reader: PortalVisitor) -> None:
    first = results(reader, "佛山")
    assert first["per_page"] == 20
    ids = [
        item["id"]
        for number in range(1, first["pages"] + 1)
        for item in results(reader, "佛山", f"&page={number}")["items"]
    ]
    assert len(ids) == len(set(ids)) == first["total"]


@pytest.mark.parametrize(("sort", "reverse"), [("newest", True), ("oldest", False)])
def test_results_can_be_ordered_by_date(
    reader: PortalVisitor, portal: PortalServer, sort: str, reverse: bool
) -> None:
    items = results(reader, "通知", f"&sort={sort}&system=disclosure")["items"]
    dates = portal.call(
        """
        from server.content.models import Item
        found = dict(Item.objects.values_list("address", "published_at"))
        result = [found[address].isoformat() for address in addresses]
        """,
        addresses=[item["href"] for item in items],
    )
    assert len(dates) > 2
    assert dates == sorted(dates, reverse=reverse)


def test_one_character_is_answered_newest_first(reader: PortalVisitor) -> None:
    assert results(reader, "市")["items"] == results(reader, "市", "&sort=newest")["items"]
    assert results(reader, "通知")["items"] != results(reader, "通知", "&sort=newest")["items"]


def test_a_title_counts_more_than_a_text(reader: PortalVisitor) -> None:
    assert "居住证" in results(reader, "居住证")["items"][0]["title"]


def test_nothing_typed_finds_nothing_and_offers_to_search(reader: PortalVisitor) -> None:
    page = reader.page("/search")
    assert page["collection"]["items"] == []
    assert page["collection"]["search"] == {"href": "/search", "param": "q", "value": ""}


@pytest.mark.parametrize("typed", ["居住", "居住證", "jzz", "JZZ"])
def test_titles_are_suggested_by_words_and_by_first_letters(
    reader: PortalVisitor, typed: str
) -> None:
    page = reader.page(f"/suggest?q={typed}")
    Draft202012Validator(page_schema()).validate(page)
    assert page["collection"]["items"][0]["href"] == "/guides/residence-permit"
    assert len(page["collection"]["items"]) <= 10


def test_an_unfinished_english_word_suggests_titles(reader: PortalVisitor) -> None:
    titles = [
        item["title"] for item in reader.page("/suggest?q=resid", "en")["collection"]["items"]
    ]
    assert any("Residence permit" in title for title in titles)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/search?q=" + "长" * 101, 422),
        ("/search?q=%00", 200),
        ("/search?q=a&year=20x6", 422),
        ("/search?q=a&sort=best", 422),
        ("/search?q=a&page=0", 422),
        ("/search?q=a&colour=red", 422),
        ("/suggest?q=a&page=1", 422),
        ("/search?q=佛山&page=9999", 404),
        ("/search?q=%22%29%20OR%20%7Btitle%7D%20%3A%20*", 200),
        ("/search?q=%FF%FE", 200),
        ("/search?q=a%27%3B%20DROP%20TABLE%20search_fts%3B--", 200),
        ("/search?q=NEAR(佛 山)&system=%27", 200),
    ],
)
def test_no_query_is_a_mistake_of_ours(reader: PortalVisitor, address: str, status: int) -> None:
    assert reader.get(address).status_code == status


def test_both_editions_have_the_same_words_and_every_kind_has_a_name(
    portal: PortalServer,
) -> None:
    chinese, english = (Words(edition).table("search") for edition in ("zh-Hans", "en"))
    assert chinese.keys() == english.keys()
    assert chinese["systems"].keys() == english["systems"].keys()
    kinds = portal.call(
        """
        from server.content.models import Item
        result = list(Item.Kind.values)
        """
    )
    assert set(kinds) - {"home"} <= set(chinese["systems"])


@pytest.mark.parametrize(
    "asked", ["12315", "消费者申诉", "网上信访", "政风行风热线", "行政投诉", "法律法规规章咨询"]
)
def test_who_looks_for_a_system_finds_the_way_to_it(portal: PortalServer, asked: str) -> None:
    found = PortalVisitor(portal.base_url).page(f"/search?q={asked}")["collection"]["items"]
    assert "/interact" in [entry["href"] for entry in found]
