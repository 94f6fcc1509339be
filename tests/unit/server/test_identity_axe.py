"""axe-core finds nothing on any page, in any language, at phone and desk width."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests

from tests.harness.axe import look
from tests.harness.identity_server import IdentityServer
from tests.harness.identity_walk import every_page

WIDTHS = (320, 1280)
pytestmark = [pytest.mark.long, pytest.mark.timeout(600)]


def saved(identity: IdentityServer, lang: str, folder: Path) -> list[str]:
    """The address of each page as a file, with its style sheet beside it."""
    style = requests.get(f"{identity.base_url}/d/style.css", timeout=20).text
    (folder / "style.css").write_text(style, encoding="utf-8")
    files: list[Path] = []
    sources: list[str] = []
    list(every_page(identity, lang, sources))
    for number, html in enumerate(sources):
        files.append(folder / f"{number:02}.html")
        assert 'href="/d/style.css"' in html
        source = html.replace('href="/d/style.css"', 'href="style.css"')
        files[-1].write_text(source, encoding="utf-8")
    return [file.as_uri() for file in files]


def wrong(found: dict[str, Any]) -> list[Any]:
    return [one for page in found.values() for one in page["violations"]]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_axe_finds_nothing(identity: IdentityServer, tmp_path: Path, lang: str) -> None:
    addresses = saved(identity, lang, tmp_path)
    assert len(addresses) > 30
    for width in WIDTHS:
        found = look(addresses, width=width)
        assert wrong(found) == []
        assert [address for address, page in found.items() if page["wide"]] == []


def test_axe_would_find_something(tmp_path: Path) -> None:
    bad = "<!DOCTYPE html><html><head><title>x</title></head><body><input>%s</body></html>"
    page = tmp_path / "bad.html"
    page.write_text(bad % "<main><h1>x</h1><hr style=width:600px></main>", encoding="utf-8")
    found = look([page.as_uri()], width=320)
    assert {name for name, _ in wrong(found)} >= {"html-has-lang", "label"}
    assert found[page.as_uri()]["wide"]
