from __future__ import annotations

from pathlib import Path

import pytest

from locales.build import build, faults
from locales.catalogue import CATALOGUES
from locales.check import check_catalogues, check_code
from tests.harness.catalogues import entry, write_po

ROOT = Path(__file__).parents[3]


def catalogues(folder: Path, chinese: str, english: str) -> list[str]:
    write_po(folder, "zh_Hans", chinese)
    write_po(folder, "en", english)
    build(folder)
    return [fault for fault in check_catalogues(folder) if fault.startswith(("en", "zh_Hans"))]


@pytest.mark.parametrize(
    ("chinese", "english", "fault"),
    [
        (entry("screens.a", "甲"), "", "en/screens.po: screens.a: missing"),
        ("", entry("screens.a", "A"), "en/screens.po: screens.a: not in zh_Hans"),
        (entry("screens.a", "甲"), entry("screens.a", ""), "en/screens.po: screens.a: empty"),
        (
            entry("screens.a", "甲{b}"),
            entry("screens.a", "A {c}"),
            "en/screens.po: screens.a: placeholders differ: b, c",
        ),
        (
            entry("screens.a", "甲"),
            entry("screens.a", "A {"),
            "en/screens.po: screens.a: braces: Single '{' encountered in format string",
        ),
        (
            entry("screens.a", "甲{n}"),
            entry("screens.a", "{n} A", "{n} As"),
            "en/screens.po: screens.a: plural forms in one language only",
        ),
        (
            entry("screens.a#", "甲{n}"),
            entry("screens.a#", "{n} A"),
            "en/screens.po: screens.a: empty",
        ),
        (
            entry("cli.a", "甲"),
            entry("cli.a", "A"),
            "zh_Hans/screens.po: cli.a: key does not begin with screens",
        ),
    ],
)
def test_a_fault_between_languages_is_named(
    tmp_path: Path, chinese: str, english: str, fault: str
) -> None:
    assert catalogues(tmp_path, chinese, english) == [fault]


def test_a_plural_form_may_leave_out_the_number(tmp_path: Path) -> None:
    chinese, english = entry("screens.a#", "{n}项"), entry("screens.a", "one item", "{n} items")

    assert catalogues(tmp_path, chinese, english) == []


def code_faults(tmp_path: Path, code: str) -> list[str]:
    write_po(tmp_path, "zh_Hans", entry("screens.a", "甲") + entry("screens.role.b", "乙"))
    (tmp_path / "runtime_keys.txt").write_text("# patterns\nscreens.role.*\n")
    room = tmp_path / "views"
    room.mkdir()
    (room / "module.py").write_text(code, encoding="utf-8")
    return list(check_code(tmp_path, tmp_path))


USED = 'words("screens.a")\n'


@pytest.mark.parametrize(
    "code",
    [
        USED,
        'self._words.plural("screens.a", 3)\n',
        'TABLE = {"x": "screens.a"}\n',
        USED + 'words(f"screens.role.{role}")\n',
        USED + 'words(f"{prefix}.role")\n',
        USED + '"""甲 in a docstring."""\n# 甲 in a comment\n',
        USED + 'class A:\n    x = 1\n    """甲 of an attribute."""\n',
    ],
)
def test_code_that_uses_its_words_has_no_fault(tmp_path: Path, code: str) -> None:
    assert code_faults(tmp_path, code) == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (USED + 'words("screens.b")\n', "views/module.py:2: screens.b: no such words"),
        (
            USED + 'words(f"screens.unit.{unit}")\n',
            "views/module.py:2: screens.unit.*: not declared in runtime_keys.txt",
        ),
        ("", "zh_Hans: screens.a: no code uses it"),
        (USED + 'x = "甲"\n', 'views/module.py:2: Chinese in the code: "甲"'),
    ],
)
def test_a_fault_of_the_code_is_named(tmp_path: Path, code: str, fault: str) -> None:
    assert code_faults(tmp_path, code) == [fault]


def test_a_declared_pattern_that_nothing_matches_is_named(tmp_path: Path) -> None:
    write_po(tmp_path, "zh_Hans", "")
    (tmp_path / "runtime_keys.txt").write_text("screens.role.*\n")

    assert list(check_code(tmp_path, tmp_path)) == [
        "runtime_keys.txt: screens.role.*: no words match"
    ]


def test_the_projects_own_catalogues_and_code_have_no_fault() -> None:
    assert list(faults(CATALOGUES, ROOT)) == []
