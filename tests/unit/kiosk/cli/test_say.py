from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from a11y.speech.errors import NoEngine
from kiosk.cli import say


def test_it_shows_words_rules_and_phonemes(capsys: pytest.CaptureFixture[str]) -> None:
    assert say.run(["佛府〔2009〕12号", "--explain", "--phonemes", "--quiet"]) == 0
    shown = capsys.readouterr().out
    assert "佛府，二零零九，十二号" in shown
    assert "document_number" in shown
    assert "fo35" in shown


def test_programs_get_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert say.run(["去东莞", "--json", "--quiet"]) == 0
    (segment,) = json.loads(capsys.readouterr().out)["segments"]
    assert segment["fed"] == "qu4 dong1guan3"
    last = segment["readings"][-1]
    assert (last["character"], last["written"], last["source"]) == ("莞", "guǎn", "hand")


def test_each_character_has_its_reading(capsys: pytest.CaptureFixture[str]) -> None:
    say.run(["一位单先生", "--explain", "--quiet"])
    shown = capsys.readouterr().out
    assert "surname          单 shàn" in shown
    assert "一 yī (said yi2)" in shown


def test_cantonese_has_jyutping(capsys: pytest.CaptureFixture[str]) -> None:
    say.run(["佛山", "--voice", "yue", "--explain", "--quiet"])
    assert "佛 fat6" in capsys.readouterr().out


def test_english_with_chinese_changes_voices(capsys: pytest.CaptureFixture[str]) -> None:
    say.run(["Meet at 佛山", "--voice", "en", "--quiet"])
    assert [line[:3] for line in capsys.readouterr().out.splitlines()] == ["en ", "cmn"]


def test_it_writes_a_file(tmp_path: Path) -> None:
    file = tmp_path / "x.wav"
    assert say.run(["佛山市", "--wav", str(file)]) == 0
    with wave.open(str(file)) as written:
        assert written.getframerate() == 22050
        assert written.getnframes() > 11000


def test_without_an_engine_the_words_are_shown_all_the_same(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> None:
        raise NoEngine("library_missing")

    monkeypatch.setattr(say, "load", none)
    assert say.run(["3%"]) == say.NO_ENGINE
    shown = capsys.readouterr()
    assert "百分之三" in shown.out
    assert "library_missing" in shown.err


def test_without_a_device_it_shows_and_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from kiosk.cli.say import run; raise SystemExit(run(['佛山']))"],
        env={**os.environ, "PULSE_SERVER": f"unix:{tmp_path}/none"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "佛山" in done.stdout
    assert "no audio device" in done.stderr


def test_qt_is_not_needed_to_look() -> None:
    code = (
        "import sys; from kiosk.cli.say import run; run(['1', '--quiet'])\n"
        "print('PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "False"
