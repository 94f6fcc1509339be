"""Short messages and mails: out through a gateway, which by default is a folder.

A city names its own gateway class in ``IDENTITY_GATEWAY``; it is made without arguments.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class Gateway(Protocol):
    """Whatever brings a text to a mobile number or a mail address."""

    def send(self, to: str, text: str) -> None:
        """Sends or queues; it must not wait for the network, and raises nothing."""


class FileGateway:
    """One file a message in the folder ``outbox`` of the data folder, readable by its owner."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(settings.DATA) / "outbox"

    def send(self, to: str, text: str) -> None:
        """Writes the message; its name sorts by time."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{time.time_ns():020d}-{secrets.token_hex(4)}.json"
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"to": to, "text": text}, file, ensure_ascii=False)


def gateway() -> Gateway:
    """The gateway of the settings."""
    return cast("Gateway", import_string(settings.IDENTITY_GATEWAY)())


def masked(contact: str) -> str:
    """A contact as its owner knows it again and nobody else does: •••21, d•••@example.org."""
    name, at, host = contact.partition("@")
    return f"{name[:1]}•••@{host}" if at else f"•••{contact[-2:]}"
