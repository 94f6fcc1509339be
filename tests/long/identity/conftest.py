from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.harness.certified import CertifiedProvider


@pytest.fixture(scope="session")
def certified() -> Iterator[CertifiedProvider]:
    with CertifiedProvider(nonces=True) as provider:
        yield provider


@pytest.fixture(scope="session")
def plain() -> Iterator[CertifiedProvider]:
    """The same provider without pushed requests and without proofs of possession."""
    with CertifiedProvider(par=False, dpop=False) as provider:
        yield provider
