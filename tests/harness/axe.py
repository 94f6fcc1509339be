"""axe-core on web pages, in the browser engine that the terminal itself has."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.harness.node import installed

_HERE = Path(__file__).resolve().parent


def look(urls: list[str], *, cookies: str = "", width: int = 1280) -> dict[str, Any]:
    """By address: ``rules`` that passed, ``violations`` by rule, ``wide`` if it scrolls sideways.

    ``width`` is that of the window in CSS pixels.
    """
    library = installed(_HERE / "axe_core") / "node_modules" / "axe-core" / "axe.min.js"
    done = subprocess.run(
        [sys.executable, "-m", "tests.harness.axe_pages", str(library), str(width), *urls],
        cwd=_HERE.parents[1],
        env={
            **os.environ,
            "AXE_COOKIES": cookies,
            "QT_QPA_PLATFORM": "offscreen",
            "QTWEBENGINE_DISABLE_SANDBOX": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert list(found) == urls
    assert all(one["rules"] > 5 for one in found.values())
    return found


def violations(urls: list[str], *, cookies: str = "") -> dict[str, Any]:
    """The violations, by address; empty where there are none."""
    found = look(urls, cookies=cookies)
    return {url: one["violations"] for url, one in found.items() if one["violations"]}
