from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.harness.hostile import FakeClock, HostileProvider


@pytest.fixture
def time() -> FakeClock:
    return FakeClock()


@pytest.fixture
def provider(time: FakeClock) -> Iterator[HostileProvider]:
    with HostileProvider(time) as provider:
        yield provider
