"""The headphone switch, on an input device that the kernel's test bed pretends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.outputs_switch import HeadphoneSwitch

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
