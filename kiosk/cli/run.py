"""The whole: the embedded server if no portal is configured, the supervisor, the terminals."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from a11y.errors import KeymapError
from a11y.keymap import load_all
from kiosk.cli.keys import fault
from kiosk.commands import all_commands
from kiosk.config import BadConfig, Config, load
from kiosk.private import sweep
from kiosk.provider import check
from kiosk.provision import provision
from kiosk.server_process import ServerFailed, ServerProcess
from kiosk.supervisor import Supervisor
from kiosk.terminal_process import TerminalProcess
from locales.languages import Language
from locales.words import Words


def run(argv: Sequence[str]) -> int:
    """Run until SIGTERM or Ctrl+C; returns the exit code."""
    parser = argparse.ArgumentParser(prog="main.py run", description=__doc__)
    parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        config = load()
        check(config)
    except BadConfig as error:
        print(f"config: {error}", file=sys.stderr)
        return 2
    try:
        load_all(config.keymaps, all_commands())
    except KeymapError as error:
        print(fault(error, Words(Language.EN, lenient=True)), file=sys.stderr)
        return 2
    sweep()
    environ = dict(os.environ)
    try:
        server = None if config.portal else start_server(config, environ)
    except ServerFailed as error:
        print(f"server: {error.reason}", file=sys.stderr)
        return 3
    supervisor = Supervisor(lambda: TerminalProcess(environ), server)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda _number, _frame: supervisor.stop())
    supervisor.run()
    return 0


def start_server(config: Config, environ: dict[str, str]) -> ServerProcess:
    """Start the embedded server and make this terminal known to it."""
    data = Path(config.data).resolve()
    server = ServerProcess(data / "server", environ)
    base_url = server.start()
    print(f"portal: {base_url}", flush=True)
    environ["YIZHAN_PORTAL"] = base_url
    environ["CREDENTIALS_DIRECTORY"] = str(provision(config, data, environ))
    return server
