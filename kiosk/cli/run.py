"""The whole: the embedded server if no portal is configured, the supervisor, the terminals."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.config import Config, load
from kiosk.private import sweep
from kiosk.server_process import ROOT, ServerFailed, ServerProcess
from kiosk.supervisor import Supervisor
from kiosk.terminal_process import TerminalProcess


def run(argv: Sequence[str]) -> int:
    """Run until SIGTERM or Ctrl+C; returns the exit code."""
    parser = argparse.ArgumentParser(prog="main.py run", description=__doc__)
    parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    tried = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, str(ROOT / "main.py"), "settings"],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if tried.returncode:
        print(tried.stderr.strip(), file=sys.stderr)
        return tried.returncode
    config = load()
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
    """Start the embedded server, which is told of this terminal."""
    from kiosk.provision import introduce

    data = Path(config.data).resolve()
    introduction = introduce(config, data / "terminal")
    server = ServerProcess(data / "server", environ, introduction)
    base_url = server.start()
    print(f"portal: {base_url}", flush=True)
    environ["YIZHAN_PORTAL"] = base_url
    environ["CREDENTIALS_DIRECTORY"] = str(introduction.parent)
    return server
