"""Between the supervisor's channel and the terminal of one process."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.build import build_services
from kiosk.channel import Channel, Message
from kiosk.config import Config
from kiosk.farewell import Farewell, Reports
from kiosk.languages import Languages
from kiosk.other_reader import OtherReader
from kiosk.places import Places
from kiosk.terminal import Terminal
from locales.languages import Language
from views.widgets.window import MainWindow

HEARTBEAT_MS = 5000


class Process(QObject):
    """Between the supervisor's channel and the terminal."""

    def __init__(self, terminal: Terminal, channel: Channel) -> None:
        super().__init__()
        self._terminal = terminal
        self._channel = channel
        self._notifier = QSocketNotifier(channel.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self._heart = QTimer(self)
        self._heart.timeout.connect(self._beat)
        self._heart.start(HEARTBEAT_MS)

    def take(self, message: Message) -> None:
        """Do what the supervisor says."""
        if message["do"] == "show":
            self._terminal.show(_farewell(message), self._shown)
        elif message["do"] == "quit":
            self._terminal.visit.end("key")

    def _read(self) -> None:
        for message in self._channel.receive():
            self.take(message)
        if not self._channel.open:
            # The supervisor died: nobody would delete our folder, so the visit ends.
            self._notifier.setEnabled(False)
            self._terminal.visit.end("crash")

    def _shown(self) -> None:
        self._channel.send("shown")

    def _beat(self) -> None:
        self._channel.send("alive", **self._terminal.manner)


def _farewell(message: Message) -> Farewell:
    return Farewell(
        reason=message.get("reason", ""),
        language=Language(message.get("language", Language.ZH_HANS)),
        voice=bool(message.get("voice")),
        confirmed=bool(message.get("confirmed", True)),
    )


def watch_other_readers(setting: str, terminal: Terminal, owner: QObject) -> None:
    """Give way to another screen reader that is there, or that is known to be."""
    if setting == "auto":
        other = OtherReader(owner)
        other.changed.connect(terminal.yielding.set_on)
        other.start()
    else:
        terminal.yielding.set_on(setting == "present")


def serve(
    application: QApplication,
    window: MainWindow,
    languages: Languages,
    channel: Channel,
    config: Config,
    early: Sequence[Message],
) -> int:
    """One terminal to its end, in the window that shows its first picture already.

    ``early`` is what the supervisor said meanwhile.
    """

    def bye(**facts: object) -> None:
        channel.send("bye", **facts)
        application.quit()

    services = build_services(config, application)
    reports = Reports(ending=lambda: channel.send("ending"), bye=bye)
    terminal = Terminal(config, services, window, reports, languages)
    if config.transcript:
        Places(terminal.surface, services.transcript)
    sys.excepthook = terminal.fault
    watch_other_readers(config.screen_reader, terminal, application)
    process = Process(terminal, channel)
    terminal.prepare()
    keep_for_good()
    for message in early:
        process.take(message)
    code = application.exec()
    services.close()
    return code


def keep_for_good() -> None:
    """Leave out of every later garbage collection what a terminal has when it is ready.

    It stays to the end of the process anyway; to look all of it through took 46 ms in the
    middle of a visit (``gc.freeze``).
    """
    gc.collect()
    gc.freeze()
