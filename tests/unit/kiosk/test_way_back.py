"""Going back leads to where the visitor was, not to what a key did for them there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.harness.pages import page
from tests.harness.portal_visit import PortalVisit
from tests.harness.stored_portal import StoredPortal

LIST = {"items": [], "total": 0, "page": 1, "pages": 1, "search": {"href": "/found", "param": "q"}}


@pytest.fixture
def visit(qtbot: QtBot, tmp_path: Path) -> Iterator[PortalVisit]:
    with StoredPortal() as portal:
        for address in ("/list", "/found"):
            portal.pages[address] = page("collection", address=address, collection=LIST)
        made = PortalVisit(tmp_path, portal)
        made.open("/list")
        yield made
        made.own.close()


@pytest.mark.parametrize(
    ("keys", "place"),
    [(("Return",), "查找，文本框，空白"), (("Tab", "Return"), "查找，按钮")],
)
def test_back_from_a_search_one_is_where_one_searched(
    visit: PortalVisit, keys: tuple[str, ...], place: str
) -> None:
    visit.own.press("F")
    visit.own.press(*"bus", *keys)
    assert visit.terminal.browser.page is not None
    assert visit.terminal.browser.page.address.startswith("/found")
    said = visit.own.press("Escape")
    assert said[-1].endswith(f"，{place}")
