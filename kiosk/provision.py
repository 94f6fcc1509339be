"""Making this terminal known to the embedded server, by itself, for work and trials.

The key is made once and kept in the data folder (mode 0600) in the form in
which systemd hands a terminal in service its credentials; the server is told
the public part only. A terminal in service is enrolled instead.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from auth.assertion import new_key, public_part
from kiosk.config import Config

KEY = "terminal-key"
"""Name of the terminal's private key in its vault."""


def introduce(config: Config, folder: Path) -> Path:
    """The key in the credentials ``folder``, made if there is none; and who this terminal is.

    Returns the file that the server reads to know it (``server.embed --terminal``).
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    secret = folder / KEY
    if not secret.exists():
        descriptor = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(new_key())
    known = {
        "client_id": config.terminal_id,
        "name": config.terminal_name,
        "place": config.place,
        "jwk": public_part(secret.read_text(encoding="utf-8")),
        "redirect_uris": [config.redirect],
    }
    introduction = folder / "terminal.json"
    introduction.write_text(json.dumps(known), encoding="utf-8")
    return introduction
