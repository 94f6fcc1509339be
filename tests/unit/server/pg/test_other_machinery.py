"""The same tests on PostgreSQL, and with Redis as the cache: settings only, no code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness import postgres
from tests.harness.postgres import Postgres
from tests.harness.redis_server import RedisServer

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parents[2]
pytestmark = pytest.mark.long


@pytest.fixture
def database() -> Iterator[Postgres]:
    if postgres.programs() is None:
        pytest.skip("Debian's package postgresql is not installed")
    with Postgres() as cluster:
        yield cluster


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    if shutil.which("redis-server") is None:
        pytest.skip("Debian's package redis-server is not installed")
    with RedisServer() as server:
        yield server


def run(*chosen: str, **environment: str) -> int:
    """Runs tests of the server in a process of their own; gives how many passed."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--color=no", "-n", "2", "-m", "not long", *chosen],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": tempfile.gettempdir(), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    return int(passed[1]) if passed else 0


@pytest.mark.timeout(1500)
def test_every_test_of_the_server_passes_on_postgresql(database: Postgres) -> None:
    chosen = ["tests/unit/server", "--ignore=tests/unit/server/pg"]
    assert run(*chosen, **{postgres.VARIABLE: str(database.folder)}) > 200
    assert database.count() > 2  # the servers of the tests have been there


def test_the_cache_may_be_redis(redis: RedisServer) -> None:
    names = ("test_search_pages.py", "test_search_follow.py", "test_interface.py")
    chosen = [f"tests/unit/server/{name}" for name in names]
    assert run(*chosen, PORTAL_CACHE_URL=redis.url) > 20
    assert redis.keys() > 0
