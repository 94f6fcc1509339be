from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def convert(*arguments: str, lines: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "main.py", "convert", *arguments],
        input=lines,
        capture_output=True,
        cwd=ROOT,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("target", "line", "converted"),
    [
        ("zh-Hant-HK", "里水镇户口", "里水鎮户口\n"),
        ("zh-Hant-TW", "里水镇户口", "里水鎮戶口\n"),
        ("zh-Hans", "裡水鎮戶口", "里水镇户口\n"),
    ],
)
def test_lines_are_converted(target: str, line: str, converted: str) -> None:
    done = convert("--to", target, lines=f"{line}\n".encode())

    assert (done.stdout.decode(), done.returncode) == (converted, 0)


def test_explain_names_the_layer_of_each_change() -> None:
    done = convert("--to", "zh-Hant-HK", "--explain", lines="换发\n".encode())

    assert done.stdout.decode().splitlines() == [
        "換發",
        "  0\t换→換\topencc-character",
        "  1\t发→發\tguard\t换发",
    ]


def test_json_is_one_object_a_line() -> None:
    done = convert("--to", "zh-Hant-HK", "--explain", "--json", lines="发\n\n".encode())

    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert first["converted"] == "發"
    assert first["decisions"][0]["layer"] == "opencc-character"
    assert second == {"source": "", "converted": "", "decisions": []}


def test_a_name_is_kept() -> None:
    done = convert("--to", "zh-Hant-HK", "--name", "钟发", lines="钟发发言\n".encode())

    assert done.stdout.decode() == "钟发發言\n"


def test_bytes_that_are_no_text_go_out_as_they_came_in() -> None:
    assert convert("--to", "zh-Hant-HK", lines=b"\xff\xe5\x8f\x91\n").stdout == b"\xff" + (
        "發\n".encode()
    )


def test_an_unknown_target_is_refused() -> None:
    done = convert("--to", "zh-Hant-MO", lines=b"")

    assert done.returncode == 2
    assert b"zh-Hant-MO" in done.stderr


def test_it_runs_without_qt() -> None:
    code = (
        "import sys, io; sys.stdin = io.StringIO('');"
        "import kiosk.cli.convert as c; c.run(['--to', 'zh-Hant-HK']);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
