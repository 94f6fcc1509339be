"""What people look for, by words from outside the index, against the pages as they are read.

Unlike test_search_recall, whose queries are cut out of the indexed texts: here the queries are
names and words (organs, towns, subjects, numbers), and what contains them is found by reading
the published pages themselves over the interface.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from opencc import OpenCC

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]
SAMPLE = Path(__file__).resolve().parents[3] / "server" / "sample"
SCRIPTS = ("", "s2t", "s2tw", "s2hk")
HAN = re.compile(r"[\u4e00-\u9fff]+")
SHOWN = frozenset({"title", "text", "caption", "alt", "label", "value", "description", "cells"})


@pytest.fixture(scope="module")
def own() -> Iterator[PortalServer]:
    with PortalServer(seed=77) as server:  # other content than the other test's
        yield server


def shown(value: Any, name: str = "") -> Iterator[str]:
    """The words of a page that a reader meets in its title, description and blocks."""
    if isinstance(value, dict):
        if "runs" in value:
            yield "".join(run["text"] for run in value["runs"])
        for key, part in value.items():
            if key not in {"runs", "links", "id", "href"}:
                yield from shown(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from shown(part, name)
    elif isinstance(value, str) and name in SHOWN:
        yield value


@pytest.fixture(scope="module")
def pages(own: PortalServer) -> dict[str, dict[str, list[str]]]:
    """By edition and address: the parts of every document, news item and guide."""
    found: dict[str, dict[str, Any]] = own.call(
        """
        from server.content.models import Edition
        from server.site import public_page
        kinds = ("disclosure", "news", "guide", "article", "lane")
        result = {"zh-Hans": {}, "en": {}}
        texts = Edition.objects.filter(item__state="published", item__kind__in=kinds)
        for edition, address in texts.values_list("edition", "item__address"):
            page = public_page(edition, address, {})
            parts = ("title", "description", "blocks")
            result[edition][address] = {name: page.get(name, "") for name in parts}
        """
    )
    return {
        edition: {address: list(shown(page)) for address, page in of.items()}
        for edition, of in found.items()
    }


def chinese_words() -> list[str]:
    """Names and subjects out of the lists that the city keeps, never out of a finished text."""
    organs = tomllib.loads((SAMPLE / "organs.toml").read_text(encoding="utf-8"))
    classes = tomllib.loads((SAMPLE / "classes.toml").read_text(encoding="utf-8"))
    words = [name for _code, name, _en in organs["districts"]]
    words += [name.removeprefix("市") for name, _en in organs["departments"]]
    for one in classes["class"]:
        words += [one["zh"], *(sub["zh"] for sub in one["subclass"])]
        words += [word for sub in one["subclass"] for word in sub["keywords"][0]]
    return list(dict.fromkeys(word for word in words if HAN.fullmatch(word)))


def squeezed(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def containing(pages: dict[str, list[str]], words: list[str]) -> set[str]:
    wanted = [squeezed(word) for word in words]
    return {
        address
        for address, parts in pages.items()
        if all(any(word in squeezed(part) for part in parts) for word in wanted)
    }


def found(reader: PortalVisitor, query: str, edition: str) -> set[str]:
    """All results of a search, page by page."""
    place = f"/search?q={quote(query)}"
    first = reader.page(place, edition)["collection"]
    rows = list(first["items"])
    for number in range(2, first["pages"] + 1):
        rows += reader.page(f"{place}&page={number}", edition)["collection"]["items"]
    assert len(rows) == first["total"]
    return {row["href"] for row in rows}


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_and_subjects_find_every_page_that_has_them(
    own: PortalServer, pages: dict[str, dict[str, list[str]]], script: str
) -> None:
    reader, dice = PortalVisitor(own.base_url), random.Random(f"held out {script}")
    words = chinese_words()
    queries = [[word] for word in dice.sample(words, 20)]
    queries += [dice.sample(words, 2) for _ in range(10)]
    queries += [[word[:1]] for word in dice.sample(words, 2)]
    convert = OpenCC(script).convert if script else str
    hits = 0
    for query in queries:
        wanted = containing(pages["zh-Hans"], query)
        missing = wanted - found(reader, convert(" ".join(query)), "zh-Hans")
        assert not missing, (query, missing)
        hits += len(wanted)
    assert hits > 100


def test_numbers_find_their_document(
    own: PortalServer, pages: dict[str, dict[str, list[str]]]
) -> None:
    reader = PortalVisitor(own.base_url)
    documents = sorted(one for one in pages["zh-Hans"] if one.startswith("/disclosures/"))
    for address in random.Random(5).sample(documents, 10):
        parts = pages["zh-Hans"][address]
        number = next(part for part in parts if "〔" in part and part.endswith("号"))
        for typed in (number, number.replace("〔", "[").replace("〕", "]"), address[13:]):
            assert address in found(reader, typed, "zh-Hans"), typed


def test_english_names_find_every_page_that_has_them(
    own: PortalServer, pages: dict[str, dict[str, list[str]]]
) -> None:
    reader = PortalVisitor(own.base_url)
    organs = tomllib.loads((SAMPLE / "organs.toml").read_text(encoding="utf-8"))
    names = [name for *_more, name in (*organs["districts"], *organs["departments"])]
    hits = 0
    for name in random.Random(6).sample(names, 20):
        typed = name.upper() if len(name) % 2 else name
        wanted = {
            address
            for address, parts in pages["en"].items()
            if any(re.search(rf"\b{re.escape(name)}", part, re.IGNORECASE) for part in parts)
        }
        missing = wanted - found(reader, typed, "en")
        assert not missing, (typed, missing)
        hits += len(wanted)
    assert hits > 10
