"""Names as a terminal may show and say them in public."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_DATA = Path(__file__).with_name("data") / "surnames.toml"


@cache
def compound_surnames() -> frozenset[str]:
    """Surnames of two characters, in both scripts."""
    with _DATA.open("rb") as file:
        return frozenset(tomllib.load(file)["compound"])


def mask(name: str) -> str:
    """The family name and a star: 张*, 欧阳*, Wong*.

    The owner knows it, a listener learns little. A name that does not tell its family name
    (one word, or a transcribed name with a middle dot) keeps its first character.
    """
    name = " ".join(name.split())
    if not name:
        return "*"
    if _HAN.match(name):
        two = name[:2]
        return (two if len(name) > 2 and two in compound_surnames() else name[0]) + "*"
    words = name.split(" ")
    return (words[-1] if len(words) > 1 else name[0]) + "*"
