"""A private web view in a process of its own, driven line by line.

Qt's web engine must be imported before any QApplication is made, and tests share one.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]


class WebProcess:
    """A context manager; ``events`` is all that the view told so far."""

    def __init__(self, home: Path, origins: list[str], callback: str) -> None:
        self.home = home
        rules = "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"  # as resolver_flags, which needs Qt
        flags = f'--disable-gpu --host-resolver-rules="{rules}"'
        flags += " --no-sandbox" if os.geteuid() == 0 else ""
        places = {name: str(home) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.harness.web", callback, *origins],
            cwd=ROOT,
            env={
                **os.environ,
                **places,
                "QT_QPA_PLATFORM": "offscreen",
                "QTWEBENGINE_CHROMIUM_FLAGS": flags,
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.events: list[dict[str, Any]] = []
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._pump, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._process:
            if error is not None:
                self._process.kill()
            assert self._process.stdin
            self._process.stdin.close()
            self.code = self._process.wait(20)
            self._reader.join(5)

    def do(self, **deed: str) -> None:
        """Of ``open``, ``activate``, ``focus``, ``type``, ``send``, ``script``, ``close`` some.

        In this order, at once: nobody waits for the page between them.
        """
        assert self._process.stdin
        self._process.stdin.write(json.dumps(deed) + "\n")
        self._process.stdin.flush()

    def until(
        self, wanted: Callable[[dict[str, Any]], bool], seconds: float = 15.0
    ) -> dict[str, Any]:
        """The next event for which ``wanted`` is true."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self._lines.get(timeout=max(end - time.monotonic(), 0.01))
            except queue.Empty:
                raise AssertionError(f"did not come; came: {self.events[-5:]}") from None
            event: dict[str, Any] = json.loads(line)
            self.events.append(event)
            if wanted(event):
                return event

    def page(self, title: str) -> list[dict[str, Any]]:
        """The nodes of the page with this title, in reading order."""
        found = self.until(lambda event: event.get("title") == title)
        nodes: list[dict[str, Any]] = found["nodes"]
        return nodes

    def told(self, kind: str) -> list[Any]:
        """The values of all events of a kind."""
        return [event[kind] for event in self.events if kind in event]

    @property
    def pid(self) -> int:
        return self._process.pid

    def _pump(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)


def main(callback: str, origins: list[str]) -> int:
    """The process itself."""
    from PySide6.QtCore import QSocketNotifier, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from a11y.document import Document
    from views.web.private_view import PrivateView
    from views.web.walls import walls

    application = QApplication(sys.argv[:1])

    def tell(**event: object) -> None:
        sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def document(found: Document) -> None:
        nodes = [
            {
                "id": node.id.partition("#")[2],
                "role": node.role.value,
                "name": node.name.source,
                "lang": node.name.lang,
                "value": node.value.source,
                "description": node.description.source,
                "level": node.level,
                "privacy": node.privacy.name,
                "live": node.live.value,
                "states": sorted(state.value for state in node.states),
            }
            for node in found.nodes[1:]
        ]
        tell(title=found.title.source, address=found.address, nodes=nodes)

    view = PrivateView(walls(origins, lambda url: url.startswith(callback)), "zh-Hans")
    view.changed.connect(lambda found, _fresh: document(found))
    view.typed.connect(lambda node, text, caret: tell(typed=[node.partition("#")[2], text, caret]))
    view.caught.connect(lambda address: tell(caught=address))
    view.failed.connect(lambda reason: tell(failed=reason))
    view.focused.connect(lambda node: tell(focused=node))
    view.page.refused.connect(lambda kind: tell(refused=kind))
    view.closed.connect(lambda: tell(closed=True))
    view.closed.connect(application.quit)
    view.widget.resize(800, 600)
    view.widget.show()
    tell(off_the_record=view.off_the_record)

    def type_(text: str) -> None:
        target = view.widget.focusProxy() or view.widget
        QTest.keyClicks(target, text)
        if text == "\t":
            QTest.keyClick(target, Qt.Key.Key_Tab)
        view.hands.keyed()

    deeds: dict[str, Callable[[str], object]] = {
        "open": view.open,
        "activate": view.hands.activate,
        "focus": view.hands.focus,
        "type": type_,
        "send": view.hands.send,
        "script": lambda source: view.page.runJavaScript(
            source, 0, lambda value: tell(value=value)
        ),
        "close": lambda _: view.close(),
    }
    waiting = bytearray()

    def read() -> None:
        block = os.read(0, 65536)
        if not block:
            view.close()
            notifier.setEnabled(False)
        waiting.extend(block)
        while b"\n" in waiting:
            line, _, rest = bytes(waiting).partition(b"\n")
            waiting[:] = rest
            for name, value in json.loads(line).items():
                deeds[name](value)

    notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
    notifier.activated.connect(read)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
