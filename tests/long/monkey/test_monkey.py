"""20,000 random keys and touches over the whole sample: no fault, no trap, always a way on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.portal_server import PortalServer

SEEDS = range(8)
STEPS = 2_500
ROOT = Path(__file__).parents[3]

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    with PortalServer() as server:
        yield server.base_url


def play(portal: str, seed: int, steps: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.harness.monkey", portal, str(seed), str(steps)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_pressed_there_is_a_way_on(portal: str, seed: int) -> None:
    done = play(portal, seed, STEPS)
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["steps"] == STEPS
    assert {"page", "menu", "settings"} <= set(told["screens"])
    assert "Traceback" not in done.stderr
