"""``main.py enrol`` with a secret service that really keeps what it is given."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
BUS, DAEMON = shutil.which("dbus-run-session"), shutil.which("gnome-keyring-daemon")
DEEDS = ("show", "new", "new", "rotate", "rotate", "show", "finish", "finish", "show")
"""Each in a process of its own."""

pytestmark = pytest.mark.skipif(BUS is None or DAEMON is None, reason="needs gnome-keyring")


def played(home: Path) -> list[tuple[int, list[dict[str, str]], str]]:
    """Exit code, keys and error of each deed."""
    run = f'{sys.executable} main.py enrol "$deed" --json > {home}/$n.out 2> {home}/$n.err'
    script = (
        f"printf pw | {DAEMON} --foreground --unlock --components=secrets & sleep 0.5; n=0; "
        f"for deed in {' '.join(DEEDS)}; do {run}; echo $?; n=$((n+1)); done; kill $!; wait"
    )
    done = subprocess.run(
        [str(BUS), "--", "sh", "-c", script],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "XDG_RUNTIME_DIR": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    found = []
    for number, code in enumerate(done.stdout.split()):
        out = (home / f"{number}.out").read_text(encoding="utf-8")
        keys = json.loads(out)["jwks"]["keys"] if out else []
        found.append((int(code), keys, (home / f"{number}.err").read_text(encoding="utf-8")))
    return found


def test_a_key_is_made_shown_and_replaced(tmp_path: Path) -> None:
    none, made, again, rotated, twice, both, finished, too_often, last = played(tmp_path)
    assert (none[0], none[2]) == (1, "enrol: not enrolled\n")
    assert made[0] == 0
    [first] = made[1]
    assert "d" not in first
    assert (again[0], again[2]) == (1, "enrol: enrolled already\n")
    assert rotated[0] == 0
    assert rotated[1][0] == first
    assert rotated[1][1]["kid"] != first["kid"]
    # a second rotation before the provider knows the new key changes nothing
    assert twice[1] == both[1] == rotated[1]
    assert finished[1] == last[1] == [rotated[1][1]]
    assert (too_often[0], too_often[2]) == (1, "enrol: no key waits\n")
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*.keyring"))
    assert kept
    assert b'"d"' not in kept
