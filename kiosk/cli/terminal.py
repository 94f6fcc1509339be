"""One terminal process: a spare until it is told to show itself, then one visit."""

from __future__ import annotations

import argparse
import logging
import resource
import signal
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from kiosk.build import build_services
from kiosk.channel import Channel, Message, inherited
from kiosk.config import load
from kiosk.farewell import Farewell, Reports
from kiosk.other_reader import OtherReader
from kiosk.places import Places
from kiosk.terminal import Terminal
from locales.languages import Language
from views.widgets.roles import install
from views.widgets.window import MainWindow

log = logging.getLogger(__name__)

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

    def ready(self) -> None:
        """Tell the supervisor that the attract screen is drawn."""
        self._channel.send("ready")

    def _read(self) -> None:
        for message in self._channel.receive():
            if message["do"] == "show":
                self._terminal.show(_farewell(message), self._shown)
            elif message["do"] == "quit":
                self._terminal.visit.end("key")
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


def run(argv: Sequence[str]) -> int:
    """Run one terminal process to its end; returns the exit code."""
    parser = argparse.ArgumentParser(prog="main.py terminal", description=__doc__)
    parser.add_argument("--channel", type=int, required=True, help="descriptor of the socket")
    arguments = parser.parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold the visit
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor ends us in order
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Yizhan")
    application.setApplicationDisplayName("Yizhan")  # what other screen readers call it
    application.setQuitOnLastWindowClosed(False)
    accessible = install()  # roles of headings, links, cells … for other screen readers
    channel = inherited(arguments.channel)

    def bye(**facts: object) -> None:
        channel.send("bye", **facts)
        application.quit()

    config = load()
    services = build_services(config, application)
    window = MainWindow()
    reports = Reports(ending=lambda: channel.send("ending"), bye=bye)
    terminal = Terminal(config, services, window, reports)
    if config.transcript:
        Places(window, services.transcript)
    sys.excepthook = terminal.fault
    watch_other_readers(config.screen_reader, terminal, application)
    process = Process(terminal, channel)
    terminal.prepare()
    QTimer.singleShot(0, process.ready)
    code = application.exec()
    services.close()
    del accessible
    return code
