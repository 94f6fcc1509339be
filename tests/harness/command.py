"""``main.py signin`` as a process of its own, with somebody who does what it says."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Line = dict[str, Any]


@dataclass(frozen=True)
class Ran:
    """How it went: exit code, lines as they came, and all that was printed."""

    code: int
    lines: Sequence[Line]
    text: str
    errors: str

    @property
    def steps(self) -> dict[str, Line]:
        """The lines by step; of several the last."""
        return {line["step"]: line for line in self.lines}

    @property
    def wrong(self) -> list[str]:
        """The steps that were wrong."""
        return [line["step"] for line in self.lines if line.get("verdict") == "wrong"]


def signin(
    issuer: str,
    *arguments: str,
    open_page: Callable[[str], object],
    approve: Callable[[Line], object],
    pause: float = 0.0,
) -> Ran:
    """Runs the command with ``--json``; ``pause`` is how long the person takes (seconds)."""
    command = [sys.executable, "main.py", "signin", "--issuer", issuer, *arguments, "--json"]
    lines: list[Line] = []
    text = ""
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        try:
            for printed in process.stdout:
                text += printed
                lines.append(json.loads(printed))
                time.sleep(pause if lines[-1]["step"] in ("open", "approve") else 0)
                if lines[-1]["step"] == "open":
                    open_page(lines[-1]["address"])
                elif lines[-1]["step"] == "approve":
                    approve(lines[-1])
        except BaseException:
            process.kill()
            raise
        errors = process.stderr.read()
    return Ran(process.returncode, lines, text, errors)
