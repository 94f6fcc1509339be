"""20,000 random keys and touches over the whole sample: no fault, no trap, always a way on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.config import Config
from kiosk.provision import introduce
from server.embed import FULL
from tests.harness.portal_server import PortalServer

SEEDS = range(8)
VISITS = 10
"""Visits drawn for a seed; each is of 250 keys and touches."""

ROOT = Path(__file__).parents[3]

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The full sample's address, and the folder of this terminal's key."""
    folder = tmp_path_factory.mktemp("monkey")
    (folder / "server").mkdir()
    introduction = introduce(Config(), folder / "terminal")
    with PortalServer(data=folder / "server", scale=FULL, introduction=introduction) as server:
        yield server.base_url, str(introduction.parent)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_pressed_there_is_a_way_on(portal: tuple[str, str], seed: int) -> None:
    address, key = portal
    command = [sys.executable, "-m", "tests.harness.monkey", address, str(seed), str(VISITS)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "CREDENTIALS_DIRECTORY": key},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["steps"] >= VISITS * 250
    assert told["visits"] >= VISITS
    assert told["signed_in"] > 0
    assert {"page", "menu"} <= set(told["screens"])
    assert "Traceback" not in done.stderr
