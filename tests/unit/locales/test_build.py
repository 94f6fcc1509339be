from __future__ import annotations

from pathlib import Path

import pytest

from locales.build import build, main, outdated, stale
from tests.harness.catalogues import entry, write_po


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_po(tmp_path, "zh_Hans", entry("screens.a", "换发证件") + entry("screens.n#", "{n}项"))
    build(tmp_path)
    return tmp_path


def words_of(folder: Path, language: str = "zh_Hant_HK") -> str:
    return (folder / language / "screens.po").read_text(encoding="utf-8")


def test_traditional_catalogues_are_made_by_conversion(folder: Path) -> None:
    assert 'msgid "screens.a"\nmsgstr "換發證件"' in words_of(folder)
    assert 'msgstr[0] "{n}項"' in words_of(folder, "zh_Hant_TW")


def test_a_second_build_changes_nothing(folder: Path) -> None:
    assert build(folder) == []
    assert list(stale(folder)) == []


def test_a_reviewed_entry_is_kept(folder: Path) -> None:
    path = folder / "zh_Hant_HK" / "screens.po"
    reviewed = words_of(folder).replace(
        '#. 换发证件\nmsgid "screens.a"\nmsgstr "換發證件"',
        '# reviewed: someone, 2026\n#. 换发证件\nmsgid "screens.a"\nmsgstr "更換證件"',
    )
    path.write_text(reviewed, encoding="utf-8")

    assert build(folder) == []
    assert 'msgstr "更換證件"' in words_of(folder)


def test_a_reviewed_entry_whose_source_changed_is_named(folder: Path) -> None:
    test_a_reviewed_entry_is_kept(folder)
    write_po(folder, "zh_Hans", entry("screens.a", "换发新证") + entry("screens.n#", "{n}项"))
    build(folder)

    assert 'msgstr "更換證件"' in words_of(folder)
    assert list(outdated(folder)) == ["zh_Hant_HK/screens.po: screens.a: review again"]


def test_a_changed_source_makes_its_entry_stale(folder: Path) -> None:
    write_po(folder, "zh_Hans", entry("screens.a", "换发新证") + entry("screens.n#", "{n}项"))

    assert "zh_Hant_TW/screens.po: screens.a: stale" in list(stale(folder))


def test_a_new_and_a_removed_key_are_named(folder: Path) -> None:
    write_po(folder, "zh_Hans", entry("screens.b", "新") + entry("screens.n#", "{n}项"))

    found = list(stale(folder))

    assert "zh_Hant_HK/screens.po: screens.b: missing" in found
    assert "zh_Hant_HK/screens.po: screens.a: no longer in the source" in found


def test_another_order_is_named(folder: Path) -> None:
    write_po(folder, "zh_Hans", entry("screens.n#", "{n}项") + entry("screens.a", "换发证件"))

    assert "zh_Hant_HK/screens.po: order or layout is stale" in list(stale(folder))


def test_the_check_writes_nothing_and_fails(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = words_of(folder)
    write_po(folder, "zh_Hans", entry("screens.a", "换发新证") + entry("screens.n#", "{n}项"))

    code = main(["--check", "--folder", str(folder), "--root", str(tmp_path)])

    assert code == 1
    assert "screens.a: stale" in capsys.readouterr().err
    assert words_of(folder) == before


def test_a_broken_catalogue_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_po(folder, "zh_Hans", entry("screens.a", "一") + entry("screens.a", "二"))

    assert main(["--folder", str(folder)]) == 1
    assert "comes twice" in capsys.readouterr().err


def test_the_generated_files_end_with_one_newline_and_say_how_to_keep_words(folder: Path) -> None:
    assert words_of(folder).endswith('"\n')
    assert "# reviewed: your name" in words_of(folder)
