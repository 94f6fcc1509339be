"""A terminal keeps no source of its own in memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

IMPORTS = """
import linecache
from kiosk.binding import leave_sources_unread
leave_sources_unread()
import kiosk.process
print(sum(name.endswith(".py") and "/kiosk/" in name for name in linecache.cache))
"""


def test_what_a_terminal_imports_is_not_kept_as_text() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"
