"""The whole project keeps the rules of code_rules.py and text_rules.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import sources
from tests.gates import code_rules, text_rules

ROOT = Path(__file__).resolve().parents[2]
FILES = sources.listed(ROOT)

Rule = Callable[[str], list[str]]


def _text(path: Path) -> str | None:
    """The file's text; None for what is no text, such as a picture."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def _faults(rule: Rule, chosen: Callable[[Path], bool]) -> list[str]:
    return [
        f"{path}:{fault}"
        for path in FILES
        if chosen(path) and (text := _text(path)) is not None
        for fault in rule(text)
    ]


def _python(path: Path) -> bool:
    return path.suffix == ".py" and "migrations" not in path.parts


def _source(path: Path) -> bool:
    """Code that is not a test: a test may be one long table."""
    return _python(path) and path.parts[0] != "tests"


def test_the_files_of_the_project_are_found() -> None:
    assert {Path("pyproject.toml"), Path("scripts/sources.py")} <= set(FILES)


@pytest.mark.parametrize("rule", [code_rules.bare_ignores, code_rules.banned_qt])
def test_the_code_keeps_the_rule(rule: Rule) -> None:
    assert _faults(rule, _python) == []


@pytest.mark.parametrize("rule", [code_rules.long_functions, code_rules.large_classes])
def test_functions_and_classes_stay_small(rule: Rule) -> None:
    assert _faults(rule, _source) == []


def test_no_file_of_code_is_too_long() -> None:
    assert _faults(text_rules.too_long, text_rules.counted) == []


@pytest.mark.parametrize("rule", [text_rules.registry_hosts, text_rules.machine_paths])
def test_no_file_names_a_registry_or_one_machine_s_path(rule: Rule) -> None:
    assert _faults(rule, lambda _path: True) == []


def test_a_bad_file_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.py").write_text("app.focusObjectChanged.connect(f)\n")
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    monkeypatch.setattr(f"{__name__}.FILES", sources.listed(tmp_path))
    assert _faults(code_rules.banned_qt, _python) == ["bad.py:1: focusObjectChanged"]
