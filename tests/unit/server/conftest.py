"""One identity server for all tests that need no content."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kiosk.tour.phone import Phone
from tests.harness.identity_server import IdentityServer
from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor
from tests.harness.terminal import TerminalClient


@pytest.fixture(scope="session")
def identity() -> Iterator[IdentityServer]:
    with IdentityServer() as server:
        yield server


@pytest.fixture(scope="session")
def client_ids() -> Iterator[int]:
    return itertools.count(1)


@pytest.fixture
def make_terminal(
    identity: IdentityServer, client_ids: Iterator[int]
) -> Iterator[Callable[..., TerminalClient]]:
    made: list[TerminalClient] = []

    def make(**fields: Any) -> TerminalClient:
        made.append(identity.terminal(f"terminal-{next(client_ids)}", **fields))
        return made[-1]

    yield make
    for client in made:
        client.close()


@pytest.fixture
def terminal(make_terminal: Callable[..., TerminalClient]) -> TerminalClient:
    return make_terminal()


@pytest.fixture
def phone(identity: IdentityServer) -> Iterator[Phone]:
    identity.sql("DELETE FROM identity_attempt")
    with identity.phone() as phone:
        yield phone


@pytest.fixture(scope="session")
def portal() -> Iterator[PortalServer]:
    with PortalServer() as server:
        yield server


@pytest.fixture(scope="session")
def visitor(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url, portal.token("demo"))
