"""The virtual environment: made once, filled from a lock file, left alone while that stands."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.places import Places
from scripts.problem import ProblemError

VERSION = "3.11"


def ensure(places: Places) -> None:
    """Brings the environment to the state that the lock file describes.

    A stamp holds the hash of the lock file that was installed last, so that the second
    time costs one comparison. Raises ProblemError when pip cannot do it.
    """
    digest = hashlib.sha256(places.lock.read_bytes()).hexdigest()
    stamp = places.venv / f".{places.purpose}.sha256"
    if _stamped(stamp, digest) and _works(places.python):
        return
    create(places)
    with _alone(places.venv):
        print(f"yizhan: installing {places.lock.name} (some minutes the first time)", flush=True)
        # The lock file is complete. Left to look for dependencies, Debian's pip takes a newer
        # release of one that is asked for with an extra, which no hash covers, and refuses it.
        pip(places, "--no-deps", "--require-hashes", "-r", str(places.lock))
        stamp.write_text(digest + "\n", encoding="ascii")


def create(places: Places) -> None:
    """Makes the empty environment, or makes it anew if its Python is gone."""
    places.venv.mkdir(parents=True, exist_ok=True)
    with _alone(places.venv):
        if _works(places.python):
            return
        python = _system_python()
        print(f"yizhan: making the environment {places.venv} with {python}", flush=True)
        made = subprocess.run([python, "-m", "venv", "--clear", str(places.venv)], check=False)
        if made.returncode:
            raise ProblemError("python3 -m venv failed. Cure: apt-get install python3-venv")


def pip(places: Places, *what: str) -> None:
    """Installs ``what``; raises ProblemError if pip does not."""
    command = [str(places.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*command, *what], check=False).returncode:
        raise ProblemError("pip could not install the packages; what it says above is the reason")


def _system_python() -> str:
    """A Python of the right version that every user of the machine can read."""
    named = ("/usr/bin/python3", f"/usr/bin/python{VERSION}", shutil.which(f"python{VERSION}"))
    for python in (*named, sys.executable):
        if python and _works(Path(python)):
            return python
    raise ProblemError(f"Python {VERSION} is missing (Debian 12 has it: apt-get install python3)")


def _works(python: Path) -> bool:
    if not os.access(python, os.X_OK):
        return False
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    said = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    return said.stdout.strip() == VERSION


def _stamped(stamp: Path, digest: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="ascii").strip() == digest


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Holds ``folder`` locked, so that two set-ups at once do not write into each other."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
