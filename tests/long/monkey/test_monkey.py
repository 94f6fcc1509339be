"""20,000 random keys and touches over the whole sample: no fault, no trap, always a way on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from kiosk.config import Config
from kiosk.provision import introduce
from server.embed import FULL
from tests.harness.portal_server import PortalServer

SEEDS = range(8)
VISITS = 10
"""Visits drawn for a seed; each is of 250 keys and touches."""

Played = Future[subprocess.CompletedProcess[str]]
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


@pytest.fixture(scope="module")
def played(portal: tuple[str, str], request: pytest.FixtureRequest) -> Iterator[dict[int, Played]]:
    """The seeds that are asked for, two at a time at one portal: a machine has two cores."""
    chosen = {item.name for item in request.session.items if item.path == Path(__file__)}
    seeds = [seed for seed in SEEDS if any(name.endswith(f"[{seed}]") for name in chosen)]
    with ThreadPoolExecutor(2) as pool:
        yield {seed: pool.submit(play, *portal, seed) for seed in seeds}
        pool.shutdown(cancel_futures=True)


def play(address: str, key: str, seed: int) -> subprocess.CompletedProcess[str]:
    """All visits of a seed, in a process of their own."""
    return subprocess.run(
        [sys.executable, "-m", "tests.harness.monkey", address, str(seed), str(VISITS)],
        cwd=ROOT,
        env={**os.environ, "CREDENTIALS_DIRECTORY": key},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_pressed_there_is_a_way_on(played: dict[int, Played], seed: int) -> None:
    done = played[seed].result()
    assert done.returncode == 0, done.stderr[-4000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["steps"] >= VISITS * 250
    assert told["visits"] >= VISITS
    assert told["signed_in"] > 0
    assert {"page", "menu"} <= set(told["screens"])
    assert "Traceback" not in done.stderr
