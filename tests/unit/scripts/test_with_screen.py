from __future__ import annotations

import os
import signal
import subprocess
import sys
import wave
from pathlib import Path

import pytest

pytestmark = [pytest.mark.screen, pytest.mark.audio]

_ROOT = Path(__file__).resolve().parents[3]


def _start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scripts.with_screen", *arguments],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_the_exit_code_is_the_command_s() -> None:
    process = _start("--size", "640x480", "--", "sh", "-c", "exit 7")
    process.communicate(timeout=30)
    assert process.returncode == 7


def test_the_command_has_a_screen_of_the_wanted_size_and_sound() -> None:
    command = 'xdotool getdisplaygeometry; pactl get-default-sink; echo "$QT_QPA_PLATFORM"'
    said, _ = _start("--size", "640x480", "--", "sh", "-c", command).communicate(timeout=30)
    assert said.split() == ["640", "480", "yizhan", "xcb"]


def test_what_was_played_is_recorded(tmp_path: Path) -> None:
    command = "sleep 1; head -c 88200 /dev/urandom | paplay --raw --rate=44100; sleep 0.5"
    process = _start("--record-dir", str(tmp_path), "--", "sh", "-c", command)
    assert process.communicate(timeout=30)[0] == ""
    with wave.open(str(tmp_path / "sound.wav")) as recorded:
        frames = recorded.readframes(recorded.getnframes())
    assert any(frames)


def test_a_signal_ends_the_command_the_screen_and_the_sound() -> None:
    command = "echo $DISPLAY; echo $PULSE_SERVER; exec sleep 60"
    process = _start("--", "sh", "-c", command)
    assert process.stdout
    name, pulse = process.stdout.readline().strip(), process.stdout.readline().strip()
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=15)
    assert process.returncode == 128 + signal.SIGTERM
    assert not Path(f"/tmp/.X11-unix/X{name.removeprefix(':')}").exists()  # noqa: S108  the place of sockets
    assert not os.path.exists(pulse.removeprefix("unix:"))
