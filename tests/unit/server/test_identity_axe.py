"""axe-core finds nothing on any page, in any language, at phone and desk width."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.harness.identity_server import IdentityServer
from tests.harness.identity_walk import every_page

AXE = "axe-core@4.10.3"
SHA256 = "0f2b4d7dcdf7d1219df8d1959ad68e565f51d14c3f0d88bb71cd59abeb956292"
WIDTHS = (320, 1280)
_DRIVER = """<!DOCTYPE html><title>axe</title><script>
const names = %s, found = {};
const load = name => new Promise(done => {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width:%dpx;height:900px"; frame.onload = () => done(frame);
  frame.src = name; document.body.replaceChildren(frame);
});
const look = async () => {
  for (const name of names) {
    const frame = await load(name);
    const script = frame.contentDocument.createElement("script");
    await new Promise(done => {
      script.onload = done; script.src = "axe.min.js"; frame.contentDocument.head.append(script);
    });
    const result = await frame.contentWindow.axe.run(frame.contentDocument, {iframes: false});
    const wide = frame.contentDocument.documentElement.scrollWidth > frame.clientWidth;
    found[name] = {
      checked: result.passes.length,
      wrong: result.violations.flatMap(rule => rule.nodes.map(node => rule.id + " " + node.html)),
      wide,
    };
  }
  return found;
};
addEventListener("load", () => look().catch(error => ({error: String(error)})).then(
  result => fetch("result", {method: "POST", body: JSON.stringify(result)})));
</script><body></body>"""


class Folder(ThreadingHTTPServer):
    """Serves a folder and keeps what is posted to it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
        self.posted: list[dict[str, Any]] = []
        self.there = threading.Event()


class _Handler(SimpleHTTPRequestHandler):
    def do_POST(self) -> None:
        folder = self.server
        assert isinstance(folder, Folder)
        folder.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()
        folder.there.set()

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The library as published, checked against its hash."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("npm")
    command = [npm, "pack", "--silent", AXE]
    subprocess.run(command, cwd=folder, check=True, timeout=120, capture_output=True)
    (packed,) = folder.glob("*.tgz")
    assert hashlib.sha256(packed.read_bytes()).hexdigest() == SHA256
    with tarfile.open(packed) as archive:
        file = archive.extractfile("package/axe.min.js")
        assert file is not None
        return file.read()


@pytest.fixture
def chromium() -> str:
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("chromium is not installed")
    return found


@pytest.fixture
def folder(axe: bytes, tmp_path: Path) -> Iterator[Folder]:
    (tmp_path / "axe.min.js").write_bytes(axe)
    with Folder(tmp_path) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def saved(identity: IdentityServer, lang: str, folder: Path) -> list[str]:
    """Each page as a file, with its style sheet beside it."""
    style = requests.get(f"{identity.base_url}/d/style.css", timeout=20).text
    (folder / "style.css").write_text(style, encoding="utf-8")
    names: list[str] = []
    sources: list[str] = []
    list(every_page(identity, lang, sources))
    for number, html in enumerate(sources):
        names.append(f"{number:02}.html")
        source = html.replace('href="/d/style.css"', 'href="style.css"')
        (folder / names[-1]).write_text(source, encoding="utf-8")
    return names


def run(chromium: str, folder: Folder, profile: Path) -> dict[str, Any]:
    """What the driver page found, run in a browser without a window."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    address = f"http://127.0.0.1:{folder.server_port}/driver.html"
    profile_option = f"--user-data-dir={profile}"
    command = [chromium, *options, profile_option, "--remote-debugging-port=0", address]
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(profile)},
        start_new_session=True,
    ) as browser:
        try:
            assert folder.there.wait(90), "the browser reported nothing"
        finally:
            os.killpg(browser.pid, signal.SIGTERM)  # a session of its own: all its helpers
    assert "error" not in folder.posted[-1], folder.posted[-1]
    return folder.posted[-1]


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_axe_finds_nothing(
    identity: IdentityServer, chromium: str, folder: Folder, tmp_path: Path, lang: str, width: int
) -> None:
    names = saved(identity, lang, tmp_path)
    (tmp_path / "driver.html").write_text(_DRIVER % (json.dumps(names), width), encoding="utf-8")
    found = run(chromium, folder, tmp_path / "profile")
    assert set(found) == set(names)
    assert min(page["checked"] for page in found.values()) > 10
    assert [one for page in found.values() for one in page["wrong"]] == []
    assert [name for name, page in found.items() if page["wide"]] == []


@pytest.mark.long
@pytest.mark.timeout(600)
def test_axe_would_find_something(chromium: str, folder: Folder, tmp_path: Path) -> None:
    bad = "<!DOCTYPE html><html><head><title>x</title></head><body><input></body></html>"
    (tmp_path / "bad.html").write_text(bad, encoding="utf-8")
    (tmp_path / "driver.html").write_text(_DRIVER % ('["bad.html"]', 320), encoding="utf-8")
    found = run(chromium, folder, tmp_path / "profile")["bad.html"]["wrong"]
    assert {one.split()[0] for one in found} >= {"html-has-lang", "label"}
