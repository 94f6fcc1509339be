"""Making this terminal known to the embedded server, by itself, for work and trials.

The key is made once and kept in the data folder (mode 0600) in the form in
which systemd hands a terminal in service its credentials; the server is told
the public part only. A terminal in service is enrolled instead.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from auth.assertion import new_key, public_part
from kiosk.config import Config
from kiosk.server_process import ROOT, ServerFailed

KEY = "terminal-key"
"""Name of the terminal's private key in its vault."""


def provision(config: Config, data: Path, environ: Mapping[str, str]) -> Path:
    """Make the terminal known to the server on ``data``; returns the credentials folder.

    Raises ServerFailed with what the server's tool said.
    """
    folder = data / "terminal"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = folder / KEY
    if not secret.exists():
        descriptor = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(new_key())
    public = folder / "public.jwk"
    public.write_text(json.dumps(public_part(secret.read_text(encoding="utf-8"))), "utf-8")
    command = [sys.executable, "-m", "server.identity.provision"]
    command += ["--data", str(data / "server"), "--client-id", config.terminal_id]
    command += ["--name", config.terminal_name, "--place", config.place, "--jwk", str(public)]
    command += ["--redirect-uri", config.redirect]
    done = subprocess.run(  # noqa: S603 - our own module with our own arguments
        command, cwd=ROOT, env=dict(environ), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ServerFailed(done.stderr.strip().rpartition("\n")[2])
    return folder
