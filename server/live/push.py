"""Bringing shown messages to those who follow: by nchan where a city runs it, else by waiting."""

from __future__ import annotations

import json
import logging
from typing import Any, Final, Protocol

import requests
from django.conf import settings

log = logging.getLogger(__name__)
_SECONDS: Final = 3


class Publisher(Protocol):
    """Whatever tells the followers of an interview at once."""

    def publish(self, edition: str, slug: str, post: dict[str, Any]) -> None:
        """Sends one post; a failure is logged and never stops the desk."""


class Nowhere:
    """Nothing is pushed: the embedded streams look into the database themselves."""

    def publish(self, edition: str, slug: str, post: dict[str, Any]) -> None:
        """Does nothing."""


class Nchan:
    """The publisher's side of nginx's nchan at ``url``, one channel an edition and interview."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def publish(self, edition: str, slug: str, post: dict[str, Any]) -> None:
        """Posts to the channel; followers have polling when this fails."""
        try:
            requests.post(
                f"{self._url}/{edition}/{slug}",
                data=data_of(post).encode(),
                headers={"Content-Type": "application/json", "X-EventSource-Event": "post"},
                timeout=_SECONDS,
            ).raise_for_status()
        except requests.RequestException as error:
            log.error("push: %s", type(error).__name__)


def publisher() -> Publisher:
    """By the settings (``PORTAL_PUSH_URL``)."""
    return Nchan(settings.PUSH_URL) if settings.PUSH_URL else Nowhere()


def data_of(post: dict[str, Any]) -> str:
    """A post as the data of one event: a single line of JSON."""
    return json.dumps(post, ensure_ascii=False, separators=(",", ":"))
