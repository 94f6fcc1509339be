"""Where things lie: the checkout, the tree the programs run from, the environment, the data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ACCOUNT = "yizhan"
"""The ordinary user that runs the programs when root starts them."""

STATE = Path("/var/lib") / ACCOUNT
"""The home of everything that root prepares."""


class Purpose(StrEnum):
    """What a set-up is for; testing needs more packages than running."""

    RUN = "run"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one set-up.

    Root's programs run as an ordinary user, who may be unable to read the checkout;
    therefore they run from a copy. An ordinary user's run from the checkout itself.
    """

    checkout: Path
    purpose: Purpose
    as_root: bool

    @classmethod
    def here(cls, purpose: Purpose) -> Places:
        """The places of the checkout that this file belongs to, for the present user."""
        return cls(Path(__file__).resolve().parents[1], purpose, os.geteuid() == 0)

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return STATE / "venv" if self.as_root else self.checkout / ".venv"

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.venv / "bin" / "python"

    @property
    def tree(self) -> Path:
        """Where the programs run from: read-only for running, writable for testing."""
        if not self.as_root:
            return self.checkout
        return STATE / ("app" if self.purpose is Purpose.RUN else "check")

    @property
    def home(self) -> Path:
        """HOME of the programs."""
        return STATE / "home" if self.as_root else Path.home()

    @property
    def lock(self) -> Path:
        """The lock file of this purpose: every package with its hashes."""
        name = "run.txt" if self.purpose is Purpose.RUN else "dev.txt"
        return self.checkout / "requirements" / name

    @property
    def package_lists(self) -> tuple[Path, ...]:
        """The lists of system packages of this purpose."""
        names = ["run"] if self.purpose is Purpose.RUN else ["run", "test"]
        return tuple(self.checkout / "scripts" / f"apt-{name}.txt" for name in names)
