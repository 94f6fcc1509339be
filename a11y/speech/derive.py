"""Makes ``data/characters.tsv``, ``words.tsv`` and ``given.tsv``: ``python -m a11y.speech.derive``.

For those who keep the lexicon, never at run time: it needs jieba (words and how often
they are used), pypinyin (Mandarin), ToJyutping and OpenCC (Cantonese), all of them
development requirements. What the hand-made lexicons say wins over every source, also
inside longer words, so a correction is made there and the tables are derived again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from a11y.speech.derive_names import given_names, is_person
from a11y.speech.forms import DATA
from a11y.speech.lexicon import Lexicon, load_lexicon

COMMON = 20
"""Uses (in jieba's corpus) from which on a word is kept although its reading is regular."""

RARE = 5
"""Uses below which a word is kept only if another source lists it with its reading."""

LONGEST = 6
"""Characters of the longest word that is kept."""

_HAN = re.compile("[\u4e00-\u9fff]+")
_HEADS = (
    "\u52a1\u58eb\u65c5\u8fde\u8425\u6392\u73ed\u7ec4\u961f\u90e8\u53f8\u519b\u5e08\u56e2"
    "\u8230\u8247\u673a\u8239\u9986\u5382\u5e97\u7ad9\u6821\u9662\u6240\u5c40\u5904\u79d1"
    "\u5385\u7701\u5e02\u53bf\u533a\u9547\u4e61\u6751\u8857\u793e\u4f1a\u53f0\u7f72\u5dde"
    "\u914b\u5ead\u76d1"
)
"""What a head (zhang3) can be the head of."""

_CONSTANT = frozenset("\u4e00\u4e0d\u96f6\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341")
"""Read alike in every word; what changes is a tone, and that by rule (``sandhi``)."""

_HEAD = "\u957f"
_CHILD = "\u5b50"
_GET = "\u5f97"
_UNKIND = frozenset(
    "\u6b7b\u6740\u5978\u5993\u6deb\u5c41\u5c3f\u5c4e\u8d3c\u9b3c\u6bd2\u5c38\u8840\u88f8\u72af\u72d7\u55bd\u5435\u9a97\u75c5"
)
"""A description is said to a visitor: words with these are not used for other characters."""

Reading = tuple[str, ...]


@dataclass(frozen=True)
class Sources:
    """What the libraries say."""

    uses: Mapping[str, int]
    """Word -> how often it is used (jieba)."""

    phrases: Mapping[str, Reading]
    """Words that pypinyin lists with their reading."""

    pinyin: Callable[[str], str]
    """One character by itself."""

    jyutping: Callable[[str], Reading]
    """A whole word."""

    people: Mapping[str, int] = field(default_factory=dict)
    """Entries that jieba marks as persons, and their uses."""

    begins: Mapping[str, float] = field(default_factory=dict)
    """How often a character begins a name (logarithm; jieba)."""


@dataclass(frozen=True)
class People:
    """Surnames of one voice, and which entries are names that begin with one."""

    surnames: Mapping[str, Reading]
    names: frozenset[str]


def derive(
    sources: Sources, cmn: Lexicon, yue: Lexicon, surnames: Mapping[str, tuple[Reading, Reading]]
) -> tuple[list[str], list[str], list[str]]:
    """The lines of the three tables: characters, words, given names."""
    given = given_names(sources.people, sources.begins, surnames)
    names = _names(sources, surnames, given)
    mandarin = _Mandarin(sources, cmn, People({one: r[0] for one, r in surnames.items()}, names))
    cantonese = _Cantonese(sources, yue, People({one: r[1] for one, r in surnames.items()}, names))
    words = [word for word in _candidates(sources, cmn, yue) if _HAN.fullmatch(word)]
    readings = {word: (mandarin.of(word), cantonese.of(word)) for word in words}
    odd = {
        word for word in words if readings[word] != (mandarin.plain(word), cantonese.plain(word))
    }
    kept = [word for word in words if word in odd or _may_divide(word, sources)]
    rows = [
        "\t".join(
            (
                word,
                str(max(1, sources.uses.get(word, 1))),
                _unless(readings[word][0], mandarin.plain(word)),
                _unless(readings[word][1], cantonese.plain(word)),
            )
        )
        for word in sorted(kept)
    ]
    described = _descriptions(sources, mandarin)
    characters = [
        f"{char}\t{mandarin.plain(char)[0]}\t{cantonese.plain(char)[0]}\t{described.get(char, '')}"
        f"\t{sources.uses.get(char, 0)}"
        for char in _characters(sources)
    ]
    return characters, rows, given


def _names(
    sources: Sources, surnames: Mapping[str, object], given: Sequence[str]
) -> frozenset[str]:
    """Entries that are persons with a surname of the table, and are not listed otherwise."""
    shares = {row[0]: (row[2], row[3]) for row in (line.split("\t") for line in given)}
    return frozenset(
        word
        for word in sources.people
        if word[0] in surnames
        and word not in sources.phrases
        and is_person(word, sources.people, shares)
    )


class _Mandarin:
    """Readings of words: by hand, else as pypinyin lists them, else put together."""

    def __init__(self, sources: Sources, lexicon: Lexicon, people: People) -> None:
        self._sources = sources
        self._people = people
        self._hand = {word: r for word, r in lexicon.words.items() if len(word) > 1}
        self._single = {word: r[0] for word, r in lexicon.words.items() if len(word) == 1}

    def plain(self, word: str) -> Reading:
        return tuple(self._single.get(char) or self._sources.pinyin(char) for char in word)

    def of(self, word: str) -> Reading:
        if word in self._hand:
            return self._hand[word]
        if word in self._people.names:
            return (*self._people.surnames[word[0]], *self.plain(word[1:]))
        listed = self._sources.phrases.get(word)
        said = list(listed if listed is not None else self._put_together(word))
        for start, end in _spans(word):
            if (known := self._hand.get(word[start:end])) and (start, end) != (0, len(word)):
                said[start:end] = known
        return _constant(word, said, self.plain(word))

    def _put_together(self, word: str) -> Iterator[str]:
        place = 0
        while place < len(word):
            part = next(
                (
                    word[place:end]
                    for end in range(len(word), place + 1, -1)
                    if word[place:end] in self._hand or word[place:end] in self._sources.phrases
                ),
                word[place],
            )
            yield from self._part(word, place, part)
            place += len(part)

    def _part(self, word: str, place: int, part: str) -> Reading:
        if len(part) > 1:
            return self._hand.get(part) or self._sources.phrases[part]
        last = place == len(word) - 1 and place > 0
        if last and part == _HEAD and word[place - 1] in _HEADS:
            return ("zhang3",)
        if last and part == _CHILD:
            return ("zi5",)
        if part == _GET and place == 0:
            return ("de2",)
        return self.plain(part)


class _Cantonese:
    """Readings of words: by ToJyutping, corrected by hand, also inside."""

    def __init__(self, sources: Sources, lexicon: Lexicon, people: People) -> None:
        self._sources = sources
        self._people = people
        self._hand = lexicon.words

    def plain(self, word: str) -> Reading:
        return tuple(self._one(char) for char in word)

    def of(self, word: str) -> Reading:
        if word in self._people.names and word not in self._hand:
            return (*self._people.surnames[word[0]], *self.plain(word[1:]))
        said = list(self._sources.jyutping(word)) or list(self.plain(word))
        said = [one or self._one(char) for one, char in zip(said, word, strict=True)]
        for start, end in _spans(word):
            if end - start > 1 and (known := self._hand.get(word[start:end])):
                said[start:end] = known
        return _constant(word, said, self.plain(word))

    def _one(self, char: str) -> str:
        if known := self._hand.get(char):
            return known[0]
        return (self._sources.jyutping(char) or ("",))[0]


def _constant(word: str, said: Sequence[str], plain: Reading) -> Reading:
    every = zip(word, said, plain, strict=True)
    return tuple(alone if char in _CONSTANT else one for char, one, alone in every)


def _spans(word: str) -> Iterator[tuple[int, int]]:
    """All parts of a word, short ones first, so that what a longer one says stays."""
    for length in range(2, len(word) + 1):
        for start in range(len(word) - length + 1):
            yield start, start + length


def _candidates(sources: Sources, cmn: Lexicon, yue: Lexicon) -> list[str]:
    used = (word for word, uses in sources.uses.items() if uses >= RARE)
    every = (*used, *sources.phrases, *cmn.words, *yue.words)
    return [word for word in dict.fromkeys(every) if 1 < len(word) <= LONGEST]


def _may_divide(word: str, sources: Sources) -> bool:
    """Whether leaving a regular word out could divide a text wrongly: common ones stay."""
    return sources.uses.get(word, 0) >= COMMON and len(word) < LONGEST - 1


def _unless(reading: Reading, plain: Reading) -> str:
    return "" if reading == plain else " ".join(reading)


def _characters(sources: Sources) -> list[str]:
    """Every ideograph of GBK, which holds the simplified and the traditional ones."""
    every = (chr(code) for code in range(0x4E00, 0x9FA6))
    return [char for char in every if len(char.encode("gbk", "ignore")) == 2]


def _descriptions(sources: Sources, mandarin: _Mandarin) -> Mapping[str, str]:
    """Character -> the commonest word of two characters in which it is read as by itself."""
    best: dict[str, tuple[int, str]] = {}
    for word, uses in sources.uses.items():
        if len(word) != 2 or word[0] == word[1] or not _HAN.fullmatch(word):
            continue
        said, plain = mandarin.of(word), mandarin.plain(word)
        for place, char in enumerate(word):
            if said[place] != plain[place] or word[1 - place] in _UNKIND:
                continue
            best[char] = max(best.get(char, (0, "")), (uses, word))
    return {char: word for char, (_, word) in best.items()}


def _sources() -> Sources:
    import jieba  # noqa: PLC0415 - not installed where the program runs; so for all below
    import opencc  # noqa: PLC0415 - as above
    import ToJyutping  # noqa: PLC0415 - as above
    from jieba.posseg.prob_emit import P as emitted  # noqa: PLC0415, N811 - as above
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - as above
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - as above

    uses: dict[str, int] = {}
    people: dict[str, int] = {}
    dictionary = Path(jieba.__file__).with_name("dict.txt")
    for line in dictionary.read_text("utf-8").splitlines():
        word, count, kind = line.split(" ", 2)
        uses[word] = int(count)
        if kind == "nr":
            people[word] = int(count)
    convert = opencc.OpenCC("s2hk").convert

    def pinyin(text: str) -> Reading:
        said = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)
        return tuple(syllable.replace("\u00fc", "v") for syllable in said)

    def jyutping(text: str) -> Reading:
        written = convert(text)
        if len(written) != len(text):
            return ()
        return tuple(one or "" for _, one in ToJyutping.get_jyutping_list(written))

    phrases = {
        word: said
        for word in PHRASES_DICT
        if _HAN.fullmatch(word) and len(said := pinyin(word)) == len(word)
    }
    begins = emitted["B", "nr"]
    return Sources(uses, phrases, lambda char: pinyin(char)[0], jyutping, people, begins)


def main() -> None:
    """Write the tables."""
    cmn, _ = load_lexicon("cmn")
    yue, _ = load_lexicon("yue")
    rows = (line.split("\t") for line in _surnames())
    surnames = {row[0]: (tuple(row[1].split()), tuple(row[2].split())) for row in rows}
    characters, words, given = derive(_sources(), cmn, yue, surnames)
    _write("characters.tsv", _CHARACTERS, characters)
    _write("words.tsv", _WORDS, words)
    _write("given.tsv", _GIVEN, given)


def _surnames() -> Iterator[str]:
    lines = (DATA / "surnames.tsv").read_text("utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))


def _write(name: str, head: str, rows: Sequence[str]) -> None:
    (DATA / name).write_text(head + "\n".join(rows) + "\n", "utf-8")


_LICENCES = """\
# Made by `python -m a11y.speech.derive`; do not edit, correct lexicon.*.tsv and make it again.
# From: jieba's dictionary (MIT, Sun Junyi), pypinyin's readings (MIT, mozillazg),
# rime-cantonese by way of ToJyutping (MIT; data CC BY 4.0, the rime-cantonese authors).
"""
_CHARACTERS = (
    _LICENCES + "# Character, pinyin and jyutping by itself, a word that tells it apart, uses.\n"
)
_WORDS = (
    _LICENCES + "# Word, uses, pinyin and jyutping where they are not those of its characters.\n"
)
_GIVEN = (
    _LICENCES.partition("# From")[0]
    + "# From: jieba's dictionary and model of names (MIT, Sun Junyi).\n"
    "# Character; logarithms of how often it begins a name, is the first of two, the last.\n"
)
if __name__ == "__main__":
    main()
