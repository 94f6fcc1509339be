from __future__ import annotations

from collections.abc import Iterator

import pytest

from portal.client import PortalClient
from portal.transport import Limits, Transport
from tests.harness.clock import FakeClock
from tests.harness.stored_portal import StoredPortal


@pytest.fixture
def portal() -> Iterator[StoredPortal]:
    with StoredPortal() as portal:
        yield portal


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def client(portal: StoredPortal, clock: FakeClock) -> Iterator[PortalClient]:
    transport = Transport(portal.url, limits=Limits(connect=0.5, read=0.3, total=0.6))
    made = PortalClient(portal.url, None, clock=clock.now, transport=transport, pause=clock.advance)
    yield made
    made.close()
