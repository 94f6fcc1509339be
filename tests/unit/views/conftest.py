from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from views.widgets.roles import install


@pytest.fixture(scope="session", autouse=True)
def _accessible(qapp: QApplication) -> Iterator[None]:
    hook = install()
    yield
    assert hook
