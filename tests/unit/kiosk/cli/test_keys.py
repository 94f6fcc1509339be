from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.cli.keys import run

SHEET = Path(__file__).resolve().parents[4] / "docs" / "keys.md"


def test_the_cheat_sheet_is_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--sheet"]) == 0
    assert capsys.readouterr().out == SHEET.read_text(encoding="utf-8")


def test_conflicts_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--profile", "pad12-calculator"]) == 0
    assert "KP_8" in capsys.readouterr().out


def test_as_json_every_binding_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--json"]) == 0
    profiles = json.loads(capsys.readouterr().out)

    assert {"keyboard", "pad12-telephone", "pad5", "scan"} <= {p["profile"] for p in profiles}
    assert all(b["does"] for profile in profiles for b in profile["bindings"])
    assert any(not s["agrees"] for profile in profiles for s in profile["shared"])
