"""Python with Django set up on a portal's data, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
_MARK = "RESULT "


def run(code: str, environment: Mapping[str, str], seconds: float = 60) -> str:
    """What the code printed; raises ``RuntimeError`` with its trace when it failed."""
    script = "import django; django.setup()\n" + textwrap.dedent(code)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        cwd=_ROOT,
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def call(
    code: str, values: Mapping[str, Any], environment: Mapping[str, str], seconds: float = 60
) -> Any:
    """The same with ``values`` as names, giving what the code put in ``result``."""
    head = "import json\nvalues = json.loads(" + repr(json.dumps(values)) + ")\n"
    names = "".join(f"{name} = values[{name!r}]\n" for name in values)
    tail = f"\nprint({_MARK!r} + json.dumps(result, default=str))\n"
    printed = run(head + names + textwrap.dedent(code) + tail, environment, seconds)
    return json.loads(printed.rsplit(_MARK, 1)[1])
