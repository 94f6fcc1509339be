from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.cli.keys import run
from kiosk.cli.run import run as start

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


def test_what_is_not_known_of_another_program_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--profile", "keyboard"]) == 0
    assert "not known: its own modifier key" in capsys.readouterr().out


FAULTS = (
    ('[browse]\n"F5" = "fly"', ":2：“F5”对应的“fly”不是命令。", ":2: “F5” is bound to “fly”"),
    ('[browse]\n"KP_Five" = "home"', ":2：不认识按键“KP_Five”", ":2: the key “KP_Five” is not"),
    ('[browse]\n"X" = "home"\n"X Y" = "back"', ":3：“X Y”永远按不出来", ":3: “X Y” can never"),
    ('[browse]\n"X" = 1', ":2：X 应当是", ":2: X must be a table of keys"),
    ("[browse", ":1 不是 TOML 格式", ":1 is not written as TOML"),
    ("", " 没有定义任何按键", " binds no keys"),
)


@pytest.mark.parametrize(("text", "chinese", "english"), FAULTS)
def test_a_faulty_file_is_refused_in_the_words_of_who_keeps_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, chinese: str, english: str
) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(text, encoding="utf-8")
    for language, said in (("zh-Hans", chinese), ("en", english)):
        assert run(["--profile", str(path), "--language", language]) == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith(f"{path}{said}"), captured.err
        assert len(captured.err.splitlines()) == 2, "the fault and its cure"


def test_a_profile_that_is_not_there_is_named_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--profile", "pad77", "--language", "en"]) == 1
    told = capsys.readouterr().err
    assert "pad77.toml cannot be read" in told
    assert "pad12-telephone" in told


@pytest.mark.parametrize("names", [["pad77"], ["pad12-telephone", "pad12-calculator"], ["{own}"]])
def test_a_terminal_does_not_start_with_a_faulty_keymap(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    names: list[str],
) -> None:
    own = tmp_path / "ours.toml"
    own.write_text('[browse]\n"F5" = "fly"', encoding="utf-8")
    written = ",".join(name.format(own=own) for name in names)
    monkeypatch.setenv("YIZHAN_KEYMAPS", written)
    monkeypatch.setenv("YIZHAN_DATA", str(tmp_path / "data"))

    assert start([]) == 2
    told = capsys.readouterr().err
    assert any(name.format(own=own) in told for name in names)
    assert not (tmp_path / "data").exists(), "nothing was begun"
