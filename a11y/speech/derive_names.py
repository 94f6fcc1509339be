"""What given names are made of, for ``derive``: which entries of a dictionary are persons."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from a11y.speech.forms import DATA

FULL = 3
"""Characters of a name with a given name of two; of the shorter ones too many are places."""


def given_names(
    people: Mapping[str, int], begins: Mapping[str, float], surnames: Mapping[str, object]
) -> list[str]:
    """Lines of ``given.tsv``: character, and the logarithms of how often it begins a name
    (surnames of the table only), is the first of two and the last of a given name.
    """
    common = _common()
    full = [name for name in people if len(name) == FULL and name[0] in common]
    middle = Counter(name[1] for name in full)
    ends = Counter(name[2] for name in full)
    every = sorted({*middle, *ends, *(one for one in surnames if one in begins)})
    return [
        "\t".join(
            (char, _written(begins, char, surnames), _share(middle, char), _share(ends, char))
        )
        for char in every
    ]


def is_person(word: str, people: Mapping[str, int], given: Mapping[str, tuple[str, str]]) -> bool:
    """Whether an entry is a person's name, and not only marked as one."""
    if word not in people or len(word) != FULL:
        return False
    first, last = given.get(word[1], ("", ""))[0], given.get(word[2], ("", ""))[1]
    return bool(first and last) and float(first) + float(last) > LIKELY


LIKELY = -13.0
"""Of both characters together; what is below is mostly two words."""


def _written(begins: Mapping[str, float], char: str, surnames: Mapping[str, object]) -> str:
    return f"{begins[char]:.1f}" if char in begins and char in surnames else ""


def _share(counts: Counter[str], char: str) -> str:
    return f"{math.log(counts[char] / counts.total()):.1f}" if counts[char] else ""


def _common() -> frozenset[str]:
    lines = (DATA / "common_surnames.txt").read_text("utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))
