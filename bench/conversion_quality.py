"""Counts wrong characters on traditional text: ``python -m bench.conversion_quality``.

    python -m bench.conversion_quality --to zh-Hant-TW FOLDER --with 命令 --most 3500000

The text (files, or every file of folders) was written in the traditional script by its
authors, best by a legislator, and was not used for the word lists. Every line is made
simplified by plain OpenCC and converted back by our layers; each character that is not
what the author wrote is a difference. ``bench/conversion_usage.tsv`` holds what an
editor judged to be no error: two spellings of one word (布/佈), words of that place that
simplified text does not write (逕), and signs whose simplified form plain OpenCC got wrong.
What is left counts as wrong and is printed with its surroundings, most frequent first.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import opencc

from locales.convert import Converter
from locales.languages import Language

USAGE = Path(__file__).with_suffix("").parent / "conversion_usage.tsv"
HAN = re.compile("[\u3400-\u9fff]")
WAYS = {Language.ZH_HANT_HK: ("hk2s", "s2hk"), Language.ZH_HANT_TW: ("tw2s", "s2tw")}
AROUND = 6
"""Characters on each side that are shown and looked for in the usage table."""

ANY = "*"


@dataclass(frozen=True, slots=True)
class Difference:
    """One character that came out otherwise than its author wrote it."""

    wrote: str
    made: str
    around: str


class Usage:
    """What an editor judged to be no error; columns: wrote, made, word or ``*``, reason."""

    def __init__(self, path: Path = USAGE) -> None:
        self._words: dict[tuple[str, str], list[str]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                wrote, made, word, _reason = line.split("\t")
                self._words.setdefault((wrote, made), []).append(word)

    def allows(self, one: Difference) -> bool:
        """Whether this is another spelling, or not the conversion's doing."""
        words = self._words.get((one.wrote, one.made), ())
        return any(word == ANY or word in one.around for word in words)


class Round:
    """Traditional text made simplified and converted back."""

    def __init__(self, variant: Language) -> None:
        down, up = WAYS[variant]
        self._down = opencc.OpenCC(down, False)
        self._plain = opencc.OpenCC(up, False)
        self._ours = Converter(variant)

    def differences(self, line: str) -> tuple[list[Difference], int]:
        """Ours, and how many plain OpenCC makes."""
        source = self._down.convert(line)
        plain = sum(a != b for a, b in zip(line, self._plain.convert(source), strict=True))
        made = self._ours.convert(source)
        return [
            Difference(a, b, line[max(0, n - AROUND) : n + AROUND + 1])
            for n, (a, b) in enumerate(zip(line, made, strict=True))
            if a != b
        ], plain


def lines(paths: Sequence[Path], containing: str, part: range, seed: int) -> Iterator[str]:
    """Lines with Chinese of files drawn in a fixed order: those with the characters ``part``."""
    files = sorted(
        file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])
    )
    random.Random(seed).shuffle(files)  # a fixed order, nothing secret
    taken = 0
    for file in files:
        if not file.is_file() or taken >= part.stop:
            continue
        text = file.read_text(encoding="utf-8", errors="ignore")
        if containing in text:
            wanted = taken in part
            taken += len(text)
            if wanted:
                yield from (line for line in text.splitlines() if HAN.search(line))


def run(argv: Sequence[str] | None = None) -> int:
    """Print the count, and what is wrong."""
    options = _parser().parse_args(argv)
    usage, way = Usage(), Round(Language(options.to))
    wrong: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], list[str]] = {}
    characters = allowed = plainly = 0
    part = range(options.skip, options.skip + options.most)
    for line in lines(options.paths, options.containing, part, options.seed):
        found, plain = way.differences(line)
        characters += len(HAN.findall(line))
        plainly += plain
        for one in found:
            if usage.allows(one):
                allowed += 1
                continue
            pair = (one.wrote, one.made)
            wrong[pair] += 1
            places.setdefault(pair, []).append(one.around)
    each = sum(wrong.values()) / max(characters, 1) * 10_000
    print(f"{characters} Chinese characters: {wrong.total()} wrong, {each:.2f} in 10,000;")
    print(f"{allowed} differences of spelling or usage; plain OpenCC: {plainly} of all kinds")
    for (wrote, made), times in wrong.most_common(options.show):
        several = Counter(places[wrote, made]).most_common(options.places)
        print(f"{times:6} {wrote} became {made}: {' | '.join(text for text, _ in several)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.conversion_quality", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, help="files, or folders with files")
    parser.add_argument("--to", required=True, choices=[one.value for one in WAYS])
    parser.add_argument("--with", default="", dest="containing", help="only files with this")
    parser.add_argument("--skip", type=int, default=0, help="characters to pass over first")
    parser.add_argument("--most", type=int, default=10**9, help="characters to read")
    parser.add_argument("--seed", type=int, default=1, help="which files come first")
    parser.add_argument("--show", type=int, default=60, help="pairs to show")
    parser.add_argument("--places", type=int, default=5, help="places of each pair to show")
    return parser


if __name__ == "__main__":
    raise SystemExit(run())
