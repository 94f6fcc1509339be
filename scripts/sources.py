"""The sources of a checkout, and keeping a copy of them that another user can read."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MANIFEST = ".sources"
"""In a copy: the list of what was copied, so that what has gone is removed next time."""

_MADE = {"build", "run", "node_modules"}  # made by programs, at the top of the tree


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the project."""

    name: Path
    """Relative to the checkout."""

    data: bytes
    executable: bool
    mtime_ns: int

    def stands_in(self, copy: Path) -> bool:
        """True if ``copy`` holds this very file, by size and time."""
        target = copy / self.name
        if not target.is_file():
            return False
        there = target.stat()
        return (there.st_size, there.st_mtime_ns) == (len(self.data), self.mtime_ns)

    def write(self, copy: Path) -> None:
        """Puts the file into ``copy``, with its time, readable by everybody."""
        target = copy / self.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        target.write_bytes(self.data)
        target.chmod(0o755 if self.executable else 0o644)
        os.utime(target, ns=(self.mtime_ns, self.mtime_ns))


def listed(checkout: Path) -> list[Path]:
    """The files that belong to the project, relative to ``checkout``, sorted.

    Git is asked (tracked, and new but not ignored); in a tree without it, such as a copy
    or an unpacked archive, everything that is not made by a program.
    """
    if (checkout / ".git").exists() and shutil.which("git"):
        names = _ask_git(checkout)
    else:
        names = list(_walk(checkout))
    return sorted(Path(name) for name in names if (checkout / name).is_file())


def _ask_git(checkout: Path) -> list[str]:
    # The owner may be another user: root preparing somebody's checkout.
    trust = f"safe.directory={checkout}"
    command = ["git", "-c", trust, "ls-files", "-z", "-co", "--exclude-standard"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, check=True)
    return [name for name in os.fsdecode(done.stdout).split("\0") if name]


def _walk(checkout: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(checkout):
        top = Path(folder) == checkout
        folders[:] = [name for name in folders if not _passing(name, top=top)]
        for name in files:
            if not name.endswith((".pyc", ".mo")) and name not in {MANIFEST, ".coverage"}:
                yield os.path.relpath(os.path.join(folder, name), checkout)


def _passing(name: str, *, top: bool) -> bool:
    """True for a folder that programs make: caches, environments, results."""
    if top and name in _MADE:
        return True
    return name == "__pycache__" or (name.startswith(".") and name != ".ci")


def read(checkout: Path) -> list[Source]:
    """Reads the project's files into memory, for a writer who cannot read ``checkout``."""
    return [_source(checkout, name) for name in listed(checkout)]


def _source(checkout: Path, name: Path) -> Source:
    path = checkout / name
    return Source(name, path.read_bytes(), os.access(path, os.X_OK), path.stat().st_mtime_ns)


def write(files: list[Source], copy: Path) -> bool:
    """Makes ``copy`` hold ``files``; True if anything changed.

    Files of the same size and time are left alone; results made in the copy stay.
    """
    copy.mkdir(parents=True, exist_ok=True)
    changed = [file for file in files if not file.stands_in(copy)]
    for file in changed:
        file.write(copy)
    gone = _before(copy) - {file.name for file in files}
    for name in gone:
        (copy / name).unlink(missing_ok=True)
    if changed or gone:
        names = "\n".join(str(file.name) for file in files)
        (copy / MANIFEST).write_text(names, encoding="utf-8")
    return bool(changed or gone)


def _before(copy: Path) -> set[Path]:
    manifest = copy / MANIFEST
    if not manifest.is_file():
        return set()
    return {Path(line) for line in manifest.read_text(encoding="utf-8").splitlines()}
