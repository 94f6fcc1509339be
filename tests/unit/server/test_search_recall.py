"""Everything that contains the words is found, and hardly anything else, in three scripts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from opencc import OpenCC

from tests.harness.portal_server import PortalServer

Texts = dict[int, str]
CONVERT = {script: OpenCC(script).convert for script in ("s2t", "s2tw", "s2hk")}


@pytest.fixture(scope="module")
def texts(portal: PortalServer) -> dict[str, Texts]:
    """Titles and texts by edition and document, as the index took them."""
    rows = portal.call(
        """
        from server.search.models import Wording
        result = list(Wording.objects.values_list("edition", "document_id", "title", "text"))
        """
    )
    found: dict[str, Texts] = {"zh-Hans": {}, "en": {}}
    for edition, key, title, text in rows:
        found[edition][key] = f"{title}\n{text}"
    assert len(found["zh-Hans"]) > 190
    return found


def ask(portal: PortalServer, edition: str, queries: list[str]) -> list[list[int]]:
    """The documents that each query finds."""
    found: list[list[int]] = portal.call(
        """
        from server.search.find import Matches, Narrowing
        from server.search.query import parse
        result = [
            Matches(parse(query), edition).keys(Narrowing(), "", 0, 10_000) for query in queries
        ]
        """,
        edition=edition,
        queries=queries,
    )
    return found


def parts(texts: Texts, length: int, dice: random.Random) -> Iterator[str]:
    """Runs of Han characters out of documents drawn by lot, without end."""
    keys = sorted(texts)
    while True:
        text = texts[dice.choice(keys)]
        begin = dice.randrange(len(text))
        part = text[begin : begin + length]
        if len(part) == length and all("\u4e00" <= one <= "\u9fff" for one in part):
            yield part


def squeezed(text: str) -> str:
    """Letters and digits only: signs between characters are no obstacle to a phrase."""
    return "".join(one for one in text.casefold() if one.isalnum())


class Comparison:
    """The same search by comparing with every text, without any index."""

    def __init__(self, texts: Texts) -> None:
        self._parts = {
            key: tuple(squeezed(part) for part in text.partition("\n")[::2])
            for key, text in texts.items()
        }

    def containing(self, words: list[str]) -> set[int]:
        """The documents that contain every word."""
        wanted = [squeezed(word) for word in words]
        return {
            key
            for key, parts in self._parts.items()
            if all(any(word in part for part in parts) for word in wanted)
        }


def queries(texts: Texts, seed: int) -> list[str]:
    dice = random.Random(seed)
    single = [next(parts(texts, length, dice)) for length in (1, 2, 4) for _ in range(40)]
    several = []
    for _ in range(40):
        key = dice.choice(sorted(texts))
        own = {key: texts[key]}
        several.append(" ".join(next(parts(own, dice.choice((1, 2, 3)), dice)) for _ in range(3)))
    return [*single, *several]


WAYS = ("s2t", "s2tw", "s2hk")


def retyped(cut: str, dice: random.Random) -> str:
    """A cut as somebody else types it: another script, scripts mixed, wide, large, apart."""
    way = dice.choice(("same", *WAYS, "mixed", "wide", "upper", "apart"))
    if way in WAYS:
        return str(CONVERT[way](cut))
    if way == "mixed":
        return "".join(
            CONVERT[dice.choice(WAYS)](one) if dice.random() < 0.5 else one for one in cut
        )
    if way == "wide":
        return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in cut)
    if way == "apart" and not any(one.isascii() and one.isalnum() for one in cut):
        return " ".join(cut)
    return cut.upper() if way == "upper" else cut


def a_cut(text: str, length: int, dice: random.Random) -> str:
    """Any run of a text, signs and Latin words and all; no word and no number is cut through."""
    begin = dice.randrange(len(text))
    end = min(len(text), begin + length)
    while begin and is_inside(text, begin):
        begin -= 1
    while end < len(text) and is_inside(text, end):
        end += 1
    return text[begin:end]


def is_inside(text: str, place: int) -> bool:
    """True in the middle of a word in Latin letters or of a number."""
    return all(one.isascii() and one.isalnum() for one in text[place - 1 : place + 1])


@pytest.mark.parametrize("edition", ["zh-Hans", "en"])
def test_whatever_is_cut_out_of_a_text_finds_it(
    edition: str, portal: PortalServer, texts: dict[str, Texts]
) -> None:
    dice = random.Random(f"cut {edition}")
    keys: list[int] = []
    typed: list[str] = []
    while len(keys) < 400:
        key = dice.choice(sorted(texts[edition]))
        part = dice.choice(texts[edition][key].partition("\n")[::2])
        cut = a_cut(part, dice.choice((1, 2, 3, 4, 6, 9, 15)), dice) if part else ""
        if len(cut) <= 100 and any(one.isalnum() for one in cut):
            keys.append(key)
            typed.append(retyped(cut, dice))
    for key, query, found in zip(keys, typed, ask(portal, edition, typed), strict=True):
        assert key in found, query


@pytest.mark.parametrize("script", ["", "s2tw", "s2hk"])
def test_chinese_words_are_found_wherever_they_stand(
    script: str, portal: PortalServer, texts: dict[str, Texts]
) -> None:
    asked = queries(texts["zh-Hans"], seed=len(script))
    convert = OpenCC(script).convert if script else str
    typed = [convert(one) for one in asked]
    surplus = every = 0
    comparison = Comparison(texts["zh-Hans"])
    for query, found in zip(asked, ask(portal, "zh-Hans", typed), strict=True):
        wanted = comparison.containing(query.split())
        assert wanted, query
        assert set(found) >= wanted, query
        assert len(found) == len(set(found))
        surplus += len(set(found) - wanted)
        every += len(found)
    assert surplus <= every / 100  # characters that only some words of a script write alike


def test_english_words_are_found_wherever_they_begin(
    portal: PortalServer, texts: dict[str, Texts]
) -> None:
    dice = random.Random(7)
    asked = []
    for _ in range(80):
        words = texts["en"][dice.choice(sorted(texts["en"]))].split()
        begin = dice.randrange(len(words))
        asked.append(" ".join(words[begin : begin + dice.choice((1, 2, 3))]))
    for query, found in zip(asked, ask(portal, "en", asked), strict=True):
        phrases = ["".join(c if c.isalnum() else " " for c in one).split() for one in query.split()]
        wanted = {
            key
            for key, text in texts["en"].items()
            if all(any(begins(part, line) for line in text.split("\n", 1)) for part in phrases)
        }
        assert set(found) >= wanted, query
        assert not any(phrases) or wanted, query


def begins(part: list[str], line: str) -> bool:
    """True if the words of ``part`` stand side by side in a line."""
    if not part:
        return True
    whole = " " + " ".join("".join(c if c.isalnum() else " " for c in line.casefold()).split())
    return f" {' '.join(part).casefold()} " in whole + " "


def test_the_other_edition_s_words_find_what_both_editions_have(
    portal: PortalServer, texts: dict[str, Texts]
) -> None:
    both = texts["zh-Hans"].keys() & texts["en"].keys()
    [chinese] = ask(portal, "en", ["佛山"])
    [english] = ask(portal, "zh-Hans", ["Foshan"])
    assert set(chinese) == Comparison(texts["zh-Hans"]).containing(["佛山"]) & both
    assert set(english) == Comparison(texts["en"]).containing(["Foshan"])


def test_nothing_is_found_for_signs_alone(portal: PortalServer) -> None:
    found: list[Any] = ask(portal, "zh-Hans", ["", "，。", '"', "*", "' OR 1=1"])
    assert found[:4] == [[], [], [], []]
