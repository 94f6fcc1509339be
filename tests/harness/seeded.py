"""The portal's sample data, made once and copied to every terminal that a test starts."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from tests.harness.portal_server import PortalServer

FULL = 190.0
"""The scale of the city's own size."""


def seed(folder: Path, scale: float = 1.0) -> None:
    """Puts a data folder, as a first start makes it, at ``folder``, which must not exist."""
    shutil.copytree(_made(scale), folder)


@lru_cache(maxsize=2)
def _made(scale: float) -> Path:
    """A data folder that a server has made and left."""
    folder = Path(tempfile.mkdtemp(prefix="yizhan-seed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with PortalServer(scale=scale, data=folder):
        pass
    (folder / "server.log").unlink()
    return folder
