"""axe-core finds nothing wrong with any kind of web page, nor with fifty drawn by lot."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harness.portal_desk import Officer
from tests.harness.portal_server import PortalServer

FOLDER = Path(__file__).resolve().parent / "axe"
ROOT = FOLDER.parents[3]
TEMPLATES = (
    "/",
    "/?edition=en",
    "/open",
    "/disclosures",
    "/disclosures?class=rules",
    "/search?q=%E4%BD%9B%E5%B1%B1",
    "/search",
    "/organs",
    "/services",
    "/guides/residence-permit",
    "/guides/residence-permit?edition=en",
    "/consultations/new",
    "/no-such-page",
    "/d",
    "/d/done",
    "/desk/login/",
    "/scenarios",
    "/scenarios/driving",
    "/progress",
    "/progress/BJ-2026-000001",
    "/results",
    "/forum",
    "/interviews",
    "/surveys",
    "/supervision",
    "/spokespersons",
    "/evaluation",
    "/evaluation/440600001",
    "/faults/new",
    "/subscriptions",
    "/phone",
    "/handbook",
    "/leave/x",
    "/u/1/x",
)
DESK = (
    "/desk/",
    "/desk/content/item/",
    "/desk/content/item/add/",
    "/desk/content/item/1/change/",
    "/desk/content/item/1/step/withdraw/",
    "/desk/content/attachment/add/",
    "/desk/services/service/",
    "/desk/evaluation/site/",
)
pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rules, fetched by npm as the lock file fixes them."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("axe")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(FOLDER / name, folder)
    done = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return folder / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def portal() -> Iterator[PortalServer]:
    with PortalServer() as server:
        yield server


def violations(axe: Path, urls: list[str], cookies: str = "") -> dict[str, Any]:
    """What axe-core finds, by address."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.harness.axe_pages", str(axe), *urls],
        cwd=ROOT,
        env={
            **os.environ,
            "AXE_COOKIES": cookies,
            "QT_QPA_PLATFORM": "offscreen",
            "QTWEBENGINE_DISABLE_SANDBOX": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert list(found) == urls
    assert all(one["rules"] > 5 for one in found.values())
    return {url: one["violations"] for url, one in found.items() if one["violations"]}


def test_every_kind_of_web_page_is_free_of_violations(portal: PortalServer, axe: Path) -> None:
    assert violations(axe, [portal.base_url + path for path in TEMPLATES]) == {}


def test_the_officers_desk_is_free_of_violations(portal: PortalServer, axe: Path) -> None:
    with Officer(portal, "editor") as officer:
        cookies = "; ".join(f"{name}={value}" for name, value in officer.cookies.items())
    assert violations(axe, [portal.base_url + path for path in DESK], cookies) == {}


def test_fifty_pages_drawn_by_lot_are_free_of_violations(portal: PortalServer, axe: Path) -> None:
    rows = portal.call(
        """
        from server.content.models import Edition
        found = Edition.objects.filter(item__state="published")
        result = list(found.values_list("item__address", "edition"))
        """
    )
    drawn = random.Random(2009).sample(sorted(map(tuple, rows)), 50)
    urls = [
        portal.base_url + address + ("" if edition == "zh-Hans" else f"?edition={edition}")
        for address, edition in drawn
    ]
    assert violations(axe, urls) == {}


def test_axe_would_find_something(axe: Path, tmp_path: Path) -> None:
    page = tmp_path / "bad.html"
    page.write_text('<html><body><img src="x"><main><h3>x</h3></main></body></html>')
    ids = {name for name, _ in violations(axe, [page.as_uri()])[page.as_uri()]}
    assert {"image-alt", "html-has-lang", "document-title"} <= ids
