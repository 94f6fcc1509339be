"""The headphone switch, on an input device that the kernel's test bed pretends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kiosk.outputs_switch import HeadphoneSwitch
from tests.harness.sound import Sound, recording, shipped_pulse
from tests.harness.speaker import speaking

needs_umockdev = pytest.mark.skipif(shutil.which("umockdev-run") is None, reason="needs umockdev")
DEVICE = """P: /devices/platform/sound/input5/event5
N: input/event5
E: DEVNAME=/dev/input/event5
E: DEVPATH=/devices/platform/sound/input5/event5
E: SUBSYSTEM=input
A: dev=13:69
"""
IOCTL = "@DEV /dev/input/event5\n"
EVENTS = """E: 0.000 0005 0002 1
E: 0.000 0000 0000 0
E: 0.300 0005 0002 0
E: 0.000 0000 0000 0
"""
CHILD = """
import json, sys, time
from pathlib import Path
from kiosk.outputs_switch import HeadphoneSwitch
told = []
switch = HeadphoneSwitch(Path("/dev/input/event5"), told.append)
end = time.monotonic() + 5
while len(told) < 3 and time.monotonic() < end:
    time.sleep(0.02)
switch.close()
print(json.dumps(told))
"""


@needs_umockdev
def test_the_plug_is_told_in_and_out(tmp_path: Path) -> None:
    (tmp_path / "device").write_text(DEVICE)
    (tmp_path / "events").write_text("# EVEMU 1.2\n" + EVENTS)
    done = subprocess.run(
        [
            *("umockdev-run", "-d", str(tmp_path / "device")),
            *("-e", f"/dev/input/event5={tmp_path / 'events'}", "--"),
            *(sys.executable, "-c", CHILD),
        ],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == [False, True, False]


def test_a_switch_that_is_not_there_counts_as_pulled(tmp_path: Path) -> None:
    told: list[bool] = []
    switch = HeadphoneSwitch(tmp_path / "none", told.append)
    switch.close()
    assert told == [False]


TEXT = "您的身份证号码和住址，以及办理进度"
PLUGGED = "E: {at:.3f} 0005 0002 {there}\nE: {at:.3f} 0000 0000 0\n"
TURNS = 6
TURN_S = 0.7


def turns() -> str:
    """In and out by turns, beginning when the program has had time to start."""
    out = PLUGGED.format(at=0.0, there=0)
    lines = [PLUGGED.format(at=3 + TURN_S * n, there=(n + 1) % 2) for n in range(TURNS)]
    return "# EVEMU 1.2\n" + out + "".join(lines)


@pytest.mark.audio
@needs_umockdev
@pytest.mark.skipif(shutil.which("pulseaudio") is None, reason="needs PulseAudio")
def test_what_is_personal_is_heard_on_the_headphones_alone(tmp_path: Path) -> None:
    (tmp_path / "device").write_text(DEVICE)
    (tmp_path / "events").write_text(turns())
    under = ["umockdev-run", "-d", str(tmp_path / "device")]
    under += ["-e", f"/dev/input/event5={tmp_path / 'events'}", "--"]
    settings = {
        "YIZHAN_HEADPHONE_SWITCH": "/dev/input/event5",
        "YIZHAN_HEADPHONE_SINKS": "headphones",
        "YIZHAN_SPEAKER_SINKS": "speaker",
    }
    with shipped_pulse(tmp_path) as env:
        speaker, headphones = Sound(env, "speaker"), Sound(env, "headphones")
        for sink in ("speaker", "headphones"):
            speaker.pactl("load-module", "module-null-sink", f"sink_name={sink}", "rate=22050")
        with recording(speaker), recording(headphones):
            start = time.monotonic()
            with speaking({**env, **settings}, under) as child:
                changes = 0
                while changes < TURNS:
                    child.ask("say", text=TEXT, privacy=1)
                    time.sleep(0.09)
                    changes = sum("change" in answer for answer in child.answers)
                time.sleep(0.3)
            heard = speaker.samples(start, time.monotonic())
            assert len(heard) > TURNS * TURN_S * 22050
            assert not any(heard)
            assert headphones.duration(start) > 2 * TURN_S
