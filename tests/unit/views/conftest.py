from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from views.widgets.roles import install


@pytest.fixture(scope="session", autouse=True)
def _accessible(qapp: QApplication) -> None:
    install()
