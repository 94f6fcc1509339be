"""One terminal process: a spare until it is told to show itself, then one visit."""

from __future__ import annotations

import argparse
import logging
import os
import resource
import signal
import sys
from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from kiosk.channel import inherited
from kiosk.config import load
from kiosk.curtain import draw, lift
from kiosk.languages import Languages
from views.widgets.roles import install
from views.widgets.window import MainWindow


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
    channel, config = inherited(arguments.channel), load()
    window, languages = MainWindow(), Languages()
    draw(window, languages)
    channel.send("ready")
    window.grab()  # a spare has its fonts ready; and the supervisor has time to answer
    early = channel.receive()
    if any(message["do"] == "show" for message in early):
        lift(window, fullscreen=config.fullscreen)

    from kiosk.process import serve

    code = serve(application, window, languages, channel, config, early)
    del accessible
    return _leave(code)


def _leave(code: int) -> int:
    """Ends at once where nothing is left to do: taking Qt and Python apart takes 0.4 s more.

    A provider's page has processes of its own, which are ended in order.
    """
    if "PySide6.QtWebEngineCore" in sys.modules:
        return code
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
