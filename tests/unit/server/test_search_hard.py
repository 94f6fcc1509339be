"""Words typed otherwise than they are written: variants, widths, signs, plurals, far too much."""

from __future__ import annotations

import random
from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor

VARIANTS = (
    *("台臺", "里裏裡", "着著", "为為爲", "群羣", "床牀", "峰峯", "线線綫", "卫衛衞", "说說説"),
    *("众眾衆", "启啟啓", "户戶戸", "叙敘敍", "锈鏽銹", "污汙", "于於", "后後", "干乾幹", "发發髮"),
)
"""Ways to write a character that visitors from different places use for the same word."""
OTHER = {one: row for row in VARIANTS for one in row}
SIGNS = ("，", "、", "-", "·", "（", "…", "《", "'", '"', "*", "：", "\u3000 "[:1])
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def hrefs(reader: PortalVisitor, query: str, edition: str = "zh-Hans") -> set[str]:
    """Everything that a search finds."""
    place = f"/search?q={quote(query)}"
    first = reader.page(place, edition)["collection"]
    rows = list(first["items"])
    for number in range(2, first["pages"] + 1):
        rows += reader.page(f"{place}&page={number}", edition)["collection"]["items"]
    return {row["href"] for row in rows}


@pytest.fixture(scope="module")
def reader(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url)


@pytest.fixture(scope="module")
def runs(portal: PortalServer) -> dict[str, list[str]]:
    """Three or four characters out of Chinese texts, two words out of English ones."""
    texts: dict[str, list[str]] = portal.call(
        """
        from server.search.models import Wording
        rows = Wording.objects.order_by("pk").values_list("edition", "title", "text")
        result = {"zh-Hans": [], "en": []}
        for edition, title, text in rows:
            result[edition].append(f"{title} {text}")
        """
    )
    dice, found = random.Random(41), dict[str, list[str]](variant=[], chinese=[], english=[])
    while len(found["variant"]) < 12 or len(found["chinese"]) < 12:
        text = dice.choice(texts["zh-Hans"])
        begin = dice.randrange(len(text) - 4)
        part = text[begin : begin + dice.choice((3, 4))]
        if all("\u4e00" <= one <= "\u9fff" for one in part):
            found["variant" if any(one in OTHER for one in part) else "chinese"].append(part)
    while len(found["english"]) < 12:
        words = dice.choice(texts["en"]).split()
        begin = dice.randrange(len(words) - 1)
        if all(one.isascii() and one.isalpha() for one in words[begin : begin + 2]):
            found["english"].append(" ".join(words[begin : begin + 2]))
    return {name: parts[:12] for name, parts in found.items()}


def varied(text: str) -> str:
    """Each character as somebody else writes it."""
    return "".join(OTHER.get(one, one)[-1] for one in text)


def with_signs(text: str) -> str:
    return "".join(f"{one}{SIGNS[place % len(SIGNS)]}" for place, one in enumerate(text))


def mixed_case(text: str) -> str:
    return "".join(one.upper() if place % 2 else one.lower() for place, one in enumerate(text))


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        pytest.param("variant", varied, id="variants"),
        pytest.param(
            "variant",
            lambda text: "".join(OTHER.get(one, one)[1:2] or one for one in text),
            id="other variants",
        ),
        pytest.param("chinese", with_signs, id="signs between"),
        pytest.param("english", mixed_case, id="mixed case"),
        pytest.param(
            "english",
            lambda text: text.translate(WIDE),
            id="full width",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "english",
            lambda text: f"  \t{text.replace(' ', chr(0x3000))}\n",
            id="blanks",
            marks=pytest.mark.long,
        ),
    ],
)
def test_it_does_not_matter_how_it_is_written(
    reader: PortalVisitor, runs: dict[str, list[str]], kind: str, changed: Callable[[str], str]
) -> None:
    edition = "en" if kind == "english" else "zh-Hans"
    for part in runs[kind]:
        plain = hrefs(reader, part, edition)
        assert plain, part
        assert hrefs(reader, changed(part), edition) == plain, (part, changed(part))


@pytest.mark.parametrize(
    "typed", ["，。！？", "…", "()[]{}", "'\"*", "-", "\u3000", "🙂", "' \" ; --"]
)
def test_signs_alone_find_nothing_and_break_nothing(reader: PortalVisitor, typed: str) -> None:
    found = reader.page(f"/search?q={quote(typed)}")["collection"]
    assert (found["total"], found["items"]) == (0, [])
    assert reader.page(f"/suggest?q={quote(typed)}")["collection"]["total"] == 0


def test_signs_around_a_word_are_not_part_of_it(reader: PortalVisitor) -> None:
    plain = hrefs(reader, "老年人优待证")
    assert plain
    for typed in ("《老年人优待证》", "“老年人优待证”？", "老年人优待证。", "，老年人优待证 ！"):
        assert hrefs(reader, typed) == plain, typed


def test_a_query_may_be_long_but_not_a_pasted_text(reader: PortalVisitor) -> None:
    sentence = ("佛山市老年人优待证办理" * 10)[:100]
    assert reader.get(f"/search?q={quote(sentence)}").status_code == 200
    many = " ".join("佛山市人民政府办公室关于做好工作的通知"[:16] for _ in range(5))
    assert hrefs(reader, many) == hrefs(reader, many.split()[0])
    refused = reader.get(f"/search?q={quote(sentence + '好')}")
    assert (refused.status_code, refused.json()["field"]) == (422, "q")


@pytest.mark.parametrize(("many", "one"), [("permits", "permit"), ("Policies", "policy")])
def test_a_plural_finds_what_the_singular_finds(reader: PortalVisitor, many: str, one: str) -> None:
    assert hrefs(reader, many, "en") >= hrefs(reader, one, "en")
