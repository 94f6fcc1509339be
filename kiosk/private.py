"""The private folder of one terminal process: in memory, and gone with the visit.

HOME, the XDG folders and TMPDIR all point into it, so that whatever a library
writes (a web profile, learned input, a temporary file) is wiped with it and
nothing depends on each library forgetting.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

log = logging.getLogger(__name__)

PREFIX = "yizhan-visit-"
_FOLDERS = {
    "HOME": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
    "TMPDIR": "tmp",
}


def memory_folder() -> Path:
    """A folder that lives in memory, or the system's temporary folder without one."""
    shm = Path("/dev/shm")  # noqa: S108 - tmpfs; every folder made in it is 0700 and random
    return shm if os.access(shm, os.W_OK | os.X_OK) else Path(tempfile.gettempdir())


class PrivateFolder:
    """Made with mode 0700 by the supervisor, deleted by it when the process is gone."""

    def __init__(self, within: Path | None = None) -> None:
        base = within or memory_folder()
        self.path = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=base))
        for name in _FOLDERS.values():
            (self.path / name).mkdir(mode=0o700)

    def environment(self, outside: Mapping[str, str]) -> dict[str, str]:
        """The environment of a process that lives in this folder."""
        inside = {name: str(self.path / folder) for name, folder in _FOLDERS.items()}
        # The sound server and the session bus are outside; their addresses were
        # derived from the runtime folder that is replaced here.
        runtime = outside.get("XDG_RUNTIME_DIR", "")
        kept: dict[str, str] = {}
        if runtime and "PULSE_SERVER" not in outside and Path(runtime, "pulse/native").exists():
            kept["PULSE_SERVER"] = f"unix:{runtime}/pulse/native"
        if runtime and "DBUS_SESSION_BUS_ADDRESS" not in outside and Path(runtime, "bus").exists():
            kept["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={runtime}/bus"
        return {**outside, **kept, **inside}

    def delete(self) -> bool:
        """Remove everything in it; True if nothing is left."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self.path.exists():
            log.error("private folder not removed: %s", self.path)
        return not self.path.exists()


def sweep(within: Path | None = None) -> int:
    """Delete folders whose supervisor is dead; returns how many."""
    swept = 0
    for path in (within or memory_folder()).glob(f"{PREFIX}*"):
        owner = path.name.removeprefix(PREFIX).split("-")[0]
        if owner.isdigit() and not Path("/proc", owner).exists():
            shutil.rmtree(path, ignore_errors=True)
            swept += not path.exists()
    return swept
