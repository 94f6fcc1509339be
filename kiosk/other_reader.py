"""Is another screen reader at work? Then ours is silent: nothing may be said twice.

Asked of the desktop over D-Bus, without waiting for an answer. Numbered, as it is found out:

1. ``org.a11y.Status.ScreenReaderEnabled`` on the session bus: what a desktop sets;
2. a reader that was started by hand does not set it (measured with Orca 43): it is
   known by its program, among those that are on the accessibility bus. A magnifier or
   a test is there too, and must not silence the only voice there is;
3. both are asked again when somebody comes to that bus or leaves it.

Where there is no session bus, there is no other reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

READERS = frozenset({"orca", "odilia"})
"""Programs of Linux that read the screen."""

SETTLE_MS = 100
"""Names come and go in bursts; asked once they have."""

_NEWS = "1_news()"
"""The slot as Qt writes it (qobjectdefs.h, SLOT)."""

_BUS, _BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"

Answer = Callable[[Sequence[Any]], None]


class OtherReader(QObject):
    """Watches the buses; ``changed`` tells when another reader comes and goes."""

    changed = Signal(bool)

    def __init__(self, parent: QObject | None = None, proc: Path = Path("/proc")) -> None:
        super().__init__(parent)
        self._proc = proc
        self._session = QDBusConnection.sessionBus()
        self._desktop: QDBusConnection | None = None
        self._enabled = False
        self._readers: set[str] = set()
        self._known: set[str] = set()
        self._calls: set[QDBusPendingCallWatcher] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask)
        self.running = False

    def start(self) -> None:
        """Begin to watch; the answer comes as ``changed``."""
        if not self._session.isConnected():
            return
        self._session.connect(  # type: ignore[call-overload]  # stubs say bytes, it takes str
            "org.a11y.Bus",
            "/org/a11y/bus",
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            self,
            _NEWS,
        )
        self._call(self._session, _message("org.a11y.Bus", "/org/a11y/bus", "GetAddress"), self._at)
        self._ask()

    def _at(self, answer: Sequence[Any]) -> None:
        """The address of the accessibility bus."""
        name = f"yizhan-a11y-{id(self)}"
        self._desktop = QDBusConnection.connectToBus(str(answer[0]), name)
        self._desktop.connect(  # type: ignore[call-overload]  # as above
            _BUS, _BUS_PATH, _BUS, "NameOwnerChanged", self, _NEWS
        )
        self._ask()

    @Slot()
    def _news(self) -> None:
        self._timer.start(SETTLE_MS)

    def _ask(self) -> None:
        asked = _message("org.a11y.Bus", "/org/a11y/bus", "Get", "org.freedesktop.DBus.Properties")
        asked.setArguments(["org.a11y.Status", "ScreenReaderEnabled"])
        self._call(self._session, asked, self._status)
        if self._desktop is not None:
            self._call(self._desktop, _of_bus("ListNames"), self._names)

    def _status(self, answer: Sequence[Any]) -> None:
        value = answer[0]
        self._enabled = bool(value.variant() if hasattr(value, "variant") else value)
        self._decide()

    def _names(self, answer: Sequence[Any]) -> None:
        """Who is on the accessibility bus; of each the program is asked for once."""
        now = {str(name) for name in answer[0] if str(name).startswith(":")}
        self._readers &= now
        fresh, self._known = now - self._known, now
        for name in fresh:
            self._ask_program(name)
        self._decide()

    def _ask_program(self, name: str) -> None:
        asked = _of_bus("GetConnectionUnixProcessID")
        asked.setArguments([name])

        def found(answer: Sequence[Any]) -> None:
            if self._reads(int(answer[0])):
                self._readers.add(name)
                self._decide()

        if self._desktop is not None:
            self._call(self._desktop, asked, found)

    def _reads(self, pid: int) -> bool:
        try:
            words = (self._proc / str(pid) / "cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
        return any(Path(word.decode(errors="replace")).name in READERS for word in words[:3])

    def _decide(self) -> None:
        running = self._enabled or bool(self._readers)
        if running != self.running:
            self.running = running
            self.changed.emit(running)

    def _call(self, bus: QDBusConnection, asked: QDBusMessage, answer: Answer) -> None:
        """Ask without waiting; an error is no answer."""
        watcher = QDBusPendingCallWatcher(bus.asyncCall(asked), self)
        self._calls.add(watcher)

        def done() -> None:
            self._calls.discard(watcher)
            reply = watcher.reply()
            if reply.type() is QDBusMessage.MessageType.ReplyMessage and reply.arguments():
                answer(reply.arguments())
            watcher.deleteLater()

        watcher.finished.connect(done)


def _of_bus(method: str) -> QDBusMessage:
    return _message(_BUS, _BUS_PATH, method)


def _message(service: str, path: str, method: str, interface: str = "") -> QDBusMessage:
    return QDBusMessage.createMethodCall(service, path, interface or service, method)
