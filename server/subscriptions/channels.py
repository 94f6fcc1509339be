"""The two ways out: mail through Django's backend, SMS through a gateway."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message; ``leave`` is the absolute address at which one step ends the subscription."""

    target: str
    title: str
    text: str
    leave: str = ""


class Gateway(Protocol):
    """A provider of SMS."""

    def send(self, messages: Iterable[Outgoing]) -> int:
        """Sends them and says how many it took."""


class FileGateway:
    """Writes every SMS as a line of JSON into a file: for trying out, and for tests."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, messages: Iterable[Outgoing]) -> int:
        """Appends them; the file is readable by the server's user only."""
        count = 0
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            for one in messages:
                line = {"to": one.target, "text": f"{one.title}\n{one.text}", "leave": one.leave}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
                count += 1
        return count


def file_gateway() -> FileGateway:
    """The gateway that the settings name when a city has named no other."""
    return FileGateway(Path(settings.DATA) / "sms.jsonl")


def gateway() -> Gateway:
    """By the settings: ``PORTAL_SMS_GATEWAY`` is the dotted name of a function that makes it."""
    made: Gateway = import_string(settings.SMS_GATEWAY)()
    return made


def send_mail(messages: Iterable[Outgoing]) -> int:
    """Sends them over one connection; each can be left in one step (RFC 8058)."""
    return get_connection().send_messages([_mail(one) for one in messages]) or 0


def _mail(one: Outgoing) -> EmailMessage:
    headers = {}
    if one.leave:
        headers = {
            "List-Unsubscribe": f"<{one.leave}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    # A subject is one line: whatever breaks it would be another header.
    title = " ".join(one.title.split())
    return EmailMessage(title, one.text, settings.DEFAULT_FROM_EMAIL, [one.target], headers=headers)
