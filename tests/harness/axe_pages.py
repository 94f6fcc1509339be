"""Opens web pages in QtWebEngine and runs axe-core in each; prints what it finds as JSON.

    python -m tests.harness.axe_pages AXE_JS WIDTH URL...

``AXE_COOKIES`` in the environment ("name=value; name=value") goes to the first URL's host.

A process of its own: a browser engine keeps threads and memory that tests should not inherit.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtNetwork import QNetworkCookie
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

_RUN = """
window.axeResult = "";
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const shown = one => [one.id, one.nodes.map(node => node.html).slice(0, 3)];
axe.run(document, {runOnly: rules})
  .then(found => { window.axeResult = JSON.stringify({
      rules: found.passes.length,
      violations: found.violations.map(shown),
      wide: document.documentElement.scrollWidth > innerWidth
  }); })
  .catch(error => {
      window.axeResult = JSON.stringify({rules: 0, violations: [[String(error), []]]});
  });
"""


class Runner:
    """One page after the other: load, inject, run, ask until the result is there."""

    def __init__(self, axe: str, width: int, urls: list[str]) -> None:
        self._axe = axe
        self._urls = urls
        self.found: dict[str, object] = {}
        self._view = QWebEngineView()
        self._view.resize(width, 900)
        self._view.show()
        self._page = self._view.page()
        self._page.loadFinished.connect(self._loaded)
        store = self._page.profile().cookieStore()
        for pair in filter(None, os.environ.get("AXE_COOKIES", "").split("; ")):
            name, _, value = pair.partition("=")
            store.setCookie(QNetworkCookie(name.encode(), value.encode()), QUrl(urls[0]))

    def next(self) -> None:
        """Opens the next page, or ends."""
        if not self._urls:
            QApplication.quit()
            return
        self._page.load(QUrl(self._urls[0]))

    def _loaded(self, _ok: bool) -> None:
        """Error pages of the portal load with ``ok`` False; they are checked like others."""
        self._page.runJavaScript(self._axe, 0, lambda _result: self._run())

    def _run(self) -> None:
        self._page.runJavaScript(_RUN, 0, lambda _result: self._ask())

    def _ask(self) -> None:
        self._page.runJavaScript("window.axeResult", 0, self._answered)

    def _answered(self, result: str) -> None:
        if not result:
            QTimer.singleShot(30, self._ask)
            return
        self.found[self._urls.pop(0)] = json.loads(result)
        self.next()


def main(arguments: list[str]) -> None:
    """Prints one JSON object: by address, the number of rules passed and the violations."""
    application = QApplication(["axe", "--no-sandbox", "--disable-gpu"])
    runner = Runner(
        Path(arguments[0]).read_text(encoding="utf-8"), int(arguments[1]), arguments[2:]
    )
    QTimer.singleShot(0, runner.next)
    application.exec()
    sys.stdout.write(json.dumps(runner.found, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
