from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.errors import BadPage
from portal.models import (
    Case,
    Chart,
    Collection,
    Form,
    Heading,
    Image,
    Links,
    ListBlock,
    Live,
    Paragraph,
    Steps,
    Table,
    Thread,
    UnknownBlock,
    UnknownPage,
)
from portal.parse import parse_page
from tests.harness.pages import PARTS, page, put, raw


def parse(kind: str, **members: Any) -> Any:
    return parse_page(raw(page(kind, **members)))


@pytest.mark.parametrize("kind", PARTS)
def test_each_kind_is_read(kind: str) -> None:
    found = parse(kind)
    assert found.kind == kind
    assert type(found).__name__.lower() == kind
    assert (found.title, found.sample, found.personal) == ("标题", True, False)
    assert [block.id for block in found.blocks] == [*"hpltica", "f", "columns", "q", "n"]


def test_links_are_read_by_relation() -> None:
    links = parse("home").links
    assert links.one["next"].href == "/a?page=2"
    assert links.one["html"].external
    assert links.many["actions"][0].needs.acr == "3"


@pytest.mark.parametrize(
    ("sent", "read"), [("person", "person"), ("../keys", ""), ("a b", ""), ("", ""), ("A", "")]
)
def test_a_mark_is_a_name_or_left_out(sent: str, read: str) -> None:
    """It names a picture of the terminal, so nothing of a path and no second word is let in."""
    body = page("home")
    put(body, "/links/actions/0/icon", sent)
    assert parse_page(raw(body)).links.many["actions"][0].icon == read


def test_blocks_are_read_with_all_they_have() -> None:
    blocks = {block.id: block for block in parse("article").blocks}
    heading, paragraph, entries = blocks["h"], blocks["p"], blocks["l"]
    assert isinstance(heading, Heading)
    assert heading.level == 2
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.lang, paragraph.live) == ("en", "polite")
    assert [run.convert for run in paragraph.runs] == [True, False]
    assert isinstance(entries, ListBlock)
    assert entries.items[0].items[0].runs[0].text == "乙"


def test_tables_charts_and_links_are_read() -> None:
    blocks = {block.id: block for block in parse("article").blocks}
    table, chart, links, image = blocks["t"], blocks["c"], blocks["columns"], blocks["i"]
    assert isinstance(table, Table)
    assert table.rows[0].cells == ("数量", "34,180")
    assert isinstance(chart, Chart)
    assert chart.series[0].values == (85.0, 90.5)
    assert isinstance(links, Links)
    assert (links.style, links.links[0].id) == ("tiles", "gov")
    assert isinstance(image, Image)
    assert image.alt == ""
    assert blocks["f"].personal


def test_an_image_without_alternative_is_told_from_a_decoration() -> None:
    made = page("article", blocks=[{"id": "i", "type": "image", "href": "/i.png"}])
    image = parse_page(raw(made)).blocks[0]
    assert isinstance(image, Image)
    assert image.alt is None


def test_a_collection_is_read() -> None:
    found = parse("collection")
    assert isinstance(found, Collection)
    assert (found.total, found.page, found.pages) == (34180, 2, 684)
    assert found.items[0].needs.scope == "cases"
    assert found.facets[0].options[0].count == 7
    assert found.search is not None
    assert found.search.value == "社保"


def test_a_form_is_read_in_its_order() -> None:
    found = parse("form")
    assert isinstance(found, Form)
    assert [(each.name, each.required) for each in found.fields] == [
        ("title", True),
        ("topic", False),
    ]
    assert found.fields[1].errors == {"enum": "请选择一项。"}
    assert found.schema["properties"]["title"]["minLength"] == 2
    assert found.submit.href == "/consultations/new"


def test_steps_hold_a_question_and_the_way_so_far() -> None:
    found = parse("steps")
    assert isinstance(found, Steps)
    assert found.form is not None
    assert found.form.kind == "form"
    assert found.path[0].answer == "租"


def test_the_last_step_has_no_question() -> None:
    made = put(page("steps"), "/steps/form", ...)
    found = parse_page(raw(made))
    assert isinstance(found, Steps)
    assert found.form is None
    assert found.results


def test_a_case_is_read() -> None:
    found = parse("case")
    assert isinstance(found, Case)
    assert (found.no, found.lamp, found.organs[0].lamp) == ("ZX-2026-000123", "green", "yellow")
    assert found.fields[0].personal
    assert found.next[0].title == "评价"


def test_threads_and_live_threads_are_read() -> None:
    thread, live = parse("thread"), parse("live")
    assert isinstance(thread, Thread)
    assert [post.role for post in thread.posts] == ["visitor", "officer"]
    assert thread.reply is not None
    assert isinstance(live, Live)
    assert (live.open, live.poll, live.last_id) == (True, "/interviews/1/posts", "2")
    assert live.posts[1].blocks


def test_an_unknown_kind_becomes_its_text() -> None:
    found = parse("hologram", text="全息公告：今天休息。", hologram={"depth": 3})
    assert isinstance(found, UnknownPage)
    assert found.text == "全息公告：今天休息。"
    assert found.kind == "hologram"
    assert found.links.one["html"].external


def test_an_unknown_block_becomes_its_text() -> None:
    made = page("article", blocks=[{"id": "x", "type": "hologram", "text": "立体图", "depth": 3}])
    assert parse_page(raw(made)).blocks == (UnknownBlock("x", type="hologram", text="立体图"),)


def test_unknown_members_are_passed_over() -> None:
    assert parse("home", shiny={"deep": [1]}).title == "标题"


def test_null_is_absence() -> None:
    made = put(put(page("case"), "/case/reply_due", None), "/description", None)
    found = parse_page(raw(made))
    assert isinstance(found, Case)
    assert (found.reply_due, found.description) == ("", "")


@pytest.mark.parametrize(
    ("kind", "pointer", "word", "attribute"),
    [
        ("case", "/case/lamp", "blinking", "none"),
        ("case", "/case/organs/0/lamp", "blinking", "none"),
        ("thread", "/thread/posts/1/role", "robot", "visitor"),
        ("article", "/blocks/5/form", "hologram", "bar"),
        ("article", "/blocks/8/style", "carousel", "list"),
        ("article", "/blocks/8/region", "basement", "body"),
        ("article", "/blocks/10/level", "shocking", "info"),
        ("article", "/blocks/1/live", "rude", ""),
        ("form", "/form/fields/topic/widget", "hologram", "text"),
        ("form", "/form/fields/title/privacy", "mine", "secret"),
    ],
)
def test_an_unknown_word_becomes_the_plainest_known_one(
    kind: str, pointer: str, word: str, attribute: str
) -> None:
    found = parse_page(raw(put(page(kind), pointer, word)))
    assert word not in repr(found)
    assert f"{pointer.rsplit('/', 1)[1]}='{attribute}'" in repr(found)


@pytest.mark.parametrize("pointer", ["/privacy", "/blocks/0/privacy"])
def test_an_unknown_privacy_counts_as_personal(pointer: str) -> None:
    found = parse_page(raw(put(page("article"), pointer, "mine")))
    assert found.personal or found.blocks[0].personal


@pytest.mark.parametrize(
    ("kind", "pointer", "new"),
    [
        ("home", "/vocabulary", ...),
        ("home", "/vocabulary", "2"),
        ("home", "/vocabulary", 1),
        ("home", "/kind", ...),
        ("home", "/address", "https://evil.example/"),
        ("home", "/address", "a"),
        ("home", "/title", ...),
        ("home", "/title", 5),
        ("home", "/title", "\ud800"),
        ("home", "/sample", "yes"),
        ("home", "/blocks", {}),
        ("home", "/blocks/0", "text"),
        ("home", "/blocks/0/id", ...),
        ("home", "/blocks/0/id", ""),
        ("home", "/blocks/1/id", "h"),
        ("home", "/blocks/0/type", ...),
        ("home", "/blocks/0/text", ...),
        ("home", "/blocks/0/level", "2"),
        ("home", "/blocks/0/level", True),
        ("home", "/blocks/1/runs/1/href", "javascript:alert(1)"),
        ("home", "/blocks/2/items/0/items/0/id", ...),
        ("home", "/blocks/3/rows/0/cells", ["one"]),
        ("home", "/blocks/3/rows/0/cells/1", 5),
        ("home", "/blocks/4/href", "data:image/png;base64,AAAA"),
        ("home", "/blocks/5/series/0/values", [1]),
        ("home", "/blocks/5/series/0/values/0", "85"),
        ("home", "/blocks/5/series/0/values/0", True),
        ("home", "/blocks/6/size", -1),
        ("home", "/blocks/6/size", 1.5),
        ("home", "/blocks/7/facts/0/value", 34180),
        ("home", "/blocks/8/links/0/id", ...),
        ("home", "/links/up/href", "//evil.example/"),
        ("home", "/links/up/href", "/a/../../id/logout"),
        ("home", "/links/up/title", ...),
        ("home", "/links/actions", {}),
        ("home", "/links/actions/0/needs", True),
        ("collection", "/collection", ...),
        ("collection", "/collection", []),
        ("collection", "/collection/total", ...),
        ("collection", "/collection/total", -1),
        ("collection", "/collection/items/0/id", ...),
        ("collection", "/collection/items/0/href", ...),
        ("collection", "/collection/search/href", "https://evil.example/"),
        ("collection", "/collection/facets/0/options/0/href", ...),
        ("form", "/form/schema", ...),
        ("form", "/form/schema", []),
        ("form", "/form/order", ["title", "title"]),
        ("form", "/form/order", ["title", "secret"]),
        ("form", "/form/order/0", 1),
        ("form", "/form/fields/title/label", ...),
        ("form", "/form/fields/topic/options/0/value", 1),
        ("form", "/form/fields/topic/errors/enum", 1),
        ("form", "/form/submit", ...),
        ("form", "/form/submit/href", "https://evil.example/collect"),
        ("steps", "/steps/form/submit/href", "//evil.example"),
        ("case", "/case/no", ...),
        ("case", "/case/timeline/0/at", ...),
        ("thread", "/thread/posts/0/id", 1),
        ("thread", "/thread/posts/1/blocks/0/id", ...),
        ("live", "/live/stream", "https://evil.example/"),
    ],
)
def test_what_breaks_the_vocabulary_is_named(kind: str, pointer: str, new: object) -> None:
    with pytest.raises(BadPage) as caught:
        parse_page(raw_loose(put(page(kind), pointer, new)))
    assert caught.value.pointer.startswith(pointer.rsplit("/", 1)[0])
    assert caught.value.pointer


def raw_loose(value: Any) -> bytes:
    """JSON with half characters escaped, as a broken server may send them."""
    return json.dumps(value).encode()


def test_the_pointer_is_exact() -> None:
    with pytest.raises(BadPage) as caught:
        parse_page(raw(put(page("article"), "/blocks/3/rows/0/cells/1", 5)))
    assert caught.value.pointer == "/blocks/3/rows/0/cells/1"
    assert caught.value.problem == "not a string"


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b"null", b"<html>", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000, b"{"],
)
def test_what_is_no_json_object_is_a_bad_page(text: bytes) -> None:
    with pytest.raises(BadPage):
        parse_page(text)


def test_a_page_of_more_than_two_megabytes_is_refused() -> None:
    with pytest.raises(BadPage, match="too large"):
        parse_page(b" " * (2 * 1024 * 1024 + 1))


def nested(depth: int, wrap: Any) -> Any:
    value: Any = wrap(None)
    for _ in range(depth):
        value = wrap(value)
    return value


def test_lists_are_read_eight_deep_and_no_deeper() -> None:
    def wrap(inner: Any) -> Any:
        return {"id": "x", "text": "甲", "items": [inner] if inner else []}

    for depth, fine in ((7, True), (8, False)):
        block = {"id": "l", "type": "list", "items": [nested(depth, wrap)]}
        made = raw(page("article", blocks=[block]))
        if fine:
            parse_page(made)
        else:
            with pytest.raises(BadPage, match="too deep"):
                parse_page(made)


def test_a_schema_without_end_is_refused() -> None:
    made = put(page("form"), "/form/schema/properties/title", nested(30, lambda x: {"not": x}))
    with pytest.raises(BadPage, match="too deep"):
        parse_page(raw(made))


def test_fifty_items_are_the_most() -> None:
    items = [{"id": str(n), "href": "/x", "title": "甲"} for n in range(51)]
    made = put(page("collection"), "/collection/items", items[:50])
    assert len(getattr(parse_page(raw(made)), "items", ())) == 50
    with pytest.raises(BadPage, match="more than 50"):
        parse_page(raw(put(page("collection"), "/collection/items", items)))


def test_a_page_of_ten_thousand_blocks_is_read() -> None:
    blocks = [{"id": f"p{n}", "type": "paragraph", "text": "段落"} for n in range(10_000)]
    assert len(parse("article", blocks=blocks).blocks) == 10_000


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@given(kind=st.sampled_from(sorted(PARTS)), where=st.integers(0, 10_000), new=_JSON)
@settings(max_examples=300, deadline=None)
def test_any_value_anywhere_gives_a_page_or_a_bad_page(kind: str, where: int, new: Any) -> None:
    made = page(kind)
    spots = list(pointers(made))
    put(made, spots[where % len(spots)], new)
    with suppress(BadPage):
        assert parse_page(raw_loose(made)).kind is not None


def pointers(value: Any, at: str = "") -> Any:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inner:
        yield f"{at}/{key}"
        if isinstance(each, dict | list):
            yield from pointers(each, f"{at}/{key}")
