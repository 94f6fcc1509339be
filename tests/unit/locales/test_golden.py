"""Government sentences with the text an editor expects, written before converting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from locales.convert import Converter
from locales.languages import Language

FOLDER = Path(__file__).parents[2] / "golden" / "conversion"
FILES = sorted(FOLDER.glob("*.tsv"))


def rows(path: Path) -> Iterator[tuple[str, str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            source, hong_kong, taiwan = line.split("\t")
            yield source, hong_kong, taiwan


@pytest.fixture(scope="module")
def hong_kong() -> Converter:
    return Converter(Language.ZH_HANT_HK)


@pytest.fixture(scope="module")
def taiwan() -> Converter:
    return Converter(Language.ZH_HANT_TW)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_sentence_is_converted_as_expected(
    path: Path, hong_kong: Converter, taiwan: Converter
) -> None:
    wrong = [
        (source, expected, converted)
        for source, *expectations in rows(path)
        for converter, expected in zip((hong_kong, taiwan), expectations, strict=True)
        if (converted := converter.convert(source)) != expected
    ]

    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_second_pass_over_the_expected_text_changes_nothing(
    path: Path, hong_kong: Converter, taiwan: Converter
) -> None:
    for _, in_hong_kong, in_taiwan in rows(path):
        assert hong_kong.convert(in_hong_kong) == in_hong_kong
        assert taiwan.convert(in_taiwan) == in_taiwan


def test_there_are_at_least_five_hundred_different_sentences() -> None:
    sentences = [row[0] for path in FILES for row in rows(path)]

    assert len(sentences) == len(set(sentences)) >= 500
