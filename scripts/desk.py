"""A desk: the private folder, screen and sound that a program runs with."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "yizhan-desk-"
_MEMORY = Path("/dev/shm")  # noqa: S108 a folder in memory; what is made in it is private


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder only this user can enter, in memory where possible; deleted on leaving.

    Folders of processes that were killed before they could leave are deleted first.
    """
    base = _MEMORY if os.access(_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    delete_abandoned(base)
    with tempfile.TemporaryDirectory(
        prefix=f"{_PREFIX}{os.getpid()}-", dir=base, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


def delete_abandoned(base: Path) -> None:
    """Deletes this user's private folders in ``base`` whose process is gone."""
    for folder in base.glob(f"{_PREFIX}*"):
        pid = folder.name.removeprefix(_PREFIX).partition("-")[0]
        ours = folder.lstat().st_uid == os.getuid()
        if ours and pid.isdigit() and not Path("/proc", pid).exists():
            shutil.rmtree(folder, ignore_errors=True)


def runtime_folder(given: Mapping[str, str], private: Path) -> dict[str, str]:
    """XDG_RUNTIME_DIR: the session's where there is one, else in the private folder."""
    session = given.get("XDG_RUNTIME_DIR", "")
    if session and Path(session).is_dir() and Path(session).stat().st_uid == os.getuid():
        return {"XDG_RUNTIME_DIR": session}
    folder = private / "runtime"
    folder.mkdir(mode=0o700)
    return {"XDG_RUNTIME_DIR": str(folder)}
