"""The server's migrations are one line a room, and say all that its models do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_migrations_have_one_end_and_lack_nothing(tmp_path: Path) -> None:
    """Two branches with a second migration each would leave a portal that cannot start."""
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"],
        cwd=ROOT,
        env={
            **os.environ,
            "YIZHAN_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "server.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
