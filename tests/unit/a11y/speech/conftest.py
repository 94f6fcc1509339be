from __future__ import annotations

import pytest

from a11y.speech.espeak import Espeak, load
from a11y.speech.front import Front, load_front


@pytest.fixture(scope="session")
def espeak() -> Espeak:
    return load()


@pytest.fixture(scope="session")
def front() -> Front:
    return load_front()
