"""How soon something is painted: a page from the cache, a focus move, a turn of the wheel.

    python -m bench.frames [ROUNDS]

A real terminal in this process, a real portal with the full sample, the voice on and the
screen that DISPLAY names (or memory, with ``QT_QPA_PLATFORM=offscreen``), without a GPU. A
time begins with the key, the wheel or the request for the page, and ends when what changed
has been painted and handed to the screen. Keys and wheel come as fast as a held key repeats
(faster ones would be taken for a card reader's). Beside it stands the time that our own thread was
at work, which others on the machine change little. Exit code 1 where a 95th percentile is
above what is wanted.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from kiosk.build import build_services
from kiosk.config import Config
from kiosk.farewell import Farewell, Reports
from kiosk.process import keep_for_good
from kiosk.shots.gather import gather
from kiosk.terminal import Terminal
from portal.client import PortalClient
from tests.harness.portal_server import PortalServer
from views.widgets.window import MainWindow

PAGE_MS, MOVE_MS = 50.0, 16.0
PATIENCE = 3.0
"""Seconds after which nothing was to be painted: what moved is not on the screen."""

REPEAT = 0.033
"""Seconds between two keys or turns."""

LONGEST = 20.0
"""Seconds for which a page is waited for."""


Took = tuple[float, float]
"""Milliseconds by the clock, and those of our own thread's work."""


class Painted(QObject):
    """Counts what is painted in a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.count = 0
        self.handle = window.windowHandle()
        window.installEventFilter(self)  # of ours, never the application; no web view is here

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Expose):
            self.count += 1
        return False

    def after(
        self,
        work: Callable[[], object],
        ready: Callable[[], bool],
        changed: Callable[[], bool] = lambda: True,
    ) -> Took | None:
        """From the work until what it changed is on the screen; None: it changed nothing."""
        QCoreApplication.processEvents()
        before, began, worked = self.count, time.perf_counter(), time.thread_time()
        work()
        while not ready():
            QCoreApplication.processEvents()
            if time.perf_counter() - began > LONGEST:
                return None
        if not changed():
            return None
        there = time.perf_counter()
        while self.count == before:
            QCoreApplication.processEvents()
            if time.perf_counter() - there > PATIENCE:
                return None
        self.drain()
        QGuiApplication.sync()
        return 1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - worked)

    def drain(self) -> None:
        """Paint what is still to be painted."""
        while True:
            painted = self.count
            QCoreApplication.processEvents()
            if painted == self.count:
                return


class Bench:
    """A terminal in which somebody is, with the voice on."""

    def __init__(self, portal: str) -> None:
        self.owner = QObject()
        config = Config(portal=portal, data=tempfile.mkdtemp(), screen_reader="absent")
        self.services = build_services(config, self.owner)
        self.window = MainWindow()
        self.terminal = Terminal(config, self.services, self.window, Reports())
        self.terminal.prepare()
        keep_for_good()
        self.terminal.show(Farewell())
        self.painted = Painted(self.window)
        self.terminal.desk.wake(voice=True)
        self.pause(2.0)

    def open(self, address: str) -> Took:
        """Open a page and wait for its picture."""
        browser = self.terminal.browser

        def there() -> bool:
            page = browser.page
            return browser.on_page and page is not None and page.address == address

        took = self.painted.after(lambda: browser.open(address), there)
        if took is None:
            raise LookupError(f"{address} does not come")
        return took

    def pause(self, seconds: float) -> None:
        """Let come what comes."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            QCoreApplication.processEvents()
            time.sleep(0.005)

    def key(self, key: Qt.Key) -> Took | None:
        """Press it and wait for what it moves; None where there was nothing to move."""
        self.pause(REPEAT)
        return self.move(lambda: QTest.keyClick(self.painted.handle, key))

    def move(self, work: Callable[[], object]) -> Took | None:
        """From the work until what it moved is painted; what else is painted does not count."""
        before = self.place()
        return self.painted.after(work, lambda: True, lambda: self.place() != before)

    def place(self) -> tuple[object, ...]:
        """What is read, what has the focus, and how far the page is scrolled."""
        areas = self.window.screen_view.areas
        marked = self.window.screen_view.reading
        return marked, QApplication.focusWidget(), areas.viewport.verticalScrollBar().value()

    def wheel(self, down: bool) -> Took | None:
        """A turn of the wheel over the page."""
        self.pause(REPEAT)
        port = self.window.screen_view.areas.viewport.viewport()
        at = QPointF(port.width() / 2, port.height() / 2)
        event = QWheelEvent(
            at,
            port.mapToGlobal(at),
            QPoint(),
            QPoint(0, -120 if down else 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        return self.move(lambda: QCoreApplication.sendEvent(port, event))


def main(arguments: list[str]) -> int:
    """Measure and print."""
    rounds = int(arguments[0]) if arguments else 10
    application = QApplication([])
    with PortalServer() as portal:
        bench = Bench(portal.base_url)
        addresses = gathered(portal.base_url)
        size = bench.window.size()
        print(f"{application.platformName()}, {size.width()}x{size.height()}", end=", ")
        print(f"{len(addresses)} pages, voice on")
        slow = line("page from cache to paint", pages(bench, addresses, rounds), PAGE_MS)
        moves, turns = [], []
        for address in addresses:
            bench.open(address)
            bench.pause(0.2)
            moves += [bench.key(Qt.Key.Key_Down) for _ in range(2 * rounds)]
            moves += [bench.key(Qt.Key.Key_Tab) for _ in range(2 * rounds)]
            turns += [bench.wheel(n < 2 * rounds) for n in range(4 * rounds)]
        slow |= line("key to focus or reading position", moves, MOVE_MS)
        slow |= line("wheel to paint", turns, MOVE_MS)
        bench.services.close()
    sys.stdout.flush()
    os._exit(int(slow))  # a terminal is made to die with its process


def gathered(portal: str) -> list[str]:
    """Addresses of public pages that together show everything a page can hold."""
    client = PortalClient(portal, None)
    found = [page.address for _, page in gather(client, "zh-Hans")]
    return list(dict.fromkeys(found))


def pages(bench: Bench, addresses: list[str], rounds: int) -> list[Took | None]:
    """Each page again and again, all from the cache."""
    for address in addresses:
        bench.open(address)
    times: list[Took | None] = []
    for _ in range(rounds):
        for address in addresses:
            bench.pause(0.05)
            times.append(bench.open(address))
    return times


def line(name: str, times: list[Took | None], wanted: float) -> bool:
    """Print median, 95th percentile and maximum; True where it is too slow."""
    found = [one for one in times if one is not None]
    wall, own = (sorted(one[n] for one in found) for n in (0, 1))
    at = round(0.95 * (len(found) - 1))
    print(
        f"{name:32} median {statistics.median(wall):6.1f}  p95 {wall[at]:6.1f}  max {wall[-1]:6.1f}"
        f" ms;  own work {statistics.median(own):5.1f}  p95 {own[at]:5.1f} ms  n={len(found)}"
        f"  wanted p95 {wanted:.0f}"
    )
    return wall[at] > wanted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
