"""The import contracts of pyproject.toml hold, and each of them is able to fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("kiosk", "views", "auth", "portal", "a11y", "locales", "server")
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"

# A module to add, what it imports, and the contract that must say no.
VIOLATIONS = [
    ("a11y/bad.py", "kiosk", "arrows go down"),
    ("views/bad.py", "kiosk", "arrows go down"),
    ("a11y/bad.py", "portal", "arrows go down"),
    ("auth/bad.py", "a11y", "arrows go down"),
    ("views/compose/bad.py", "PySide6.QtCore", "only kiosk and views know Qt"),
    ("portal/bad.py", "authlib.jose", "only auth knows tokens and the keyring"),
    ("views/bad.py", "requests", "HTTP only in auth and portal"),
    ("views/bad.py", "auth", "views do not sign anyone in"),
    ("auth/bad.py", "locales", "auth and portal raise facts, not sentences"),
    ("server/bad.py", "portal", "the server stands alone"),
    ("kiosk/bad.py", "server", "no client room imports the server"),
]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    wide = {**os.environ, "COLUMNS": "200", "PYTHONPATH": str(folder)}
    command = [str(LINT_IMPORTS), "--no-cache"]
    return subprocess.run(
        command, cwd=folder, env=wide, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The rooms, to be spoiled."""
    without = shutil.ignore_patterns("__pycache__", "*.po", "*.mo")
    for room in ROOMS:
        shutil.copytree(ROOT / room, tmp_path / room, ignore=without)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_rooms_keep_their_contracts() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("module", "imported", "contract"), VIOLATIONS)
def test_a_violation_is_found_and_named(
    copy: Path, module: str, imported: str, contract: str
) -> None:
    (copy / module).write_text(f'"""Bad."""\nimport {imported}\n')
    done = _lint(copy)
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert done.returncode == 1
    assert any(contract in line for line in broken), done.stdout


def test_every_contract_has_a_violation_that_proves_it() -> None:
    kept = [line for line in _lint(ROOT).stdout.splitlines() if line.endswith("KEPT")]
    proved = {contract for _, _, contract in VIOLATIONS}
    assert [line for line in kept if not any(name in line for name in proved)] == []
    assert kept
