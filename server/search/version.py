"""How often what is published has changed, and what may be kept until it changes again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

from django.core.cache import cache
from django.db.models import F
from django.db.models.functions import Greatest, Now

from server.search.models import Version

T = TypeVar("T")
KEPT_SECONDS: Final = 300
"""How long a count stays in the cache; after a change it is not used in any case."""


def version() -> int:
    """The number of changes so far, as the caller's transaction sees it."""
    return Version.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def changed_at() -> datetime:
    """When what is published last changed."""
    found = Version.objects.filter(pk=1).values_list("changed_at", flat=True).first()
    return found or datetime.fromtimestamp(0, UTC)


def changed() -> None:
    """Counts a change; part of the transaction that publishes, so that both happen or none."""
    later = Greatest("changed_at", Now())  # the clock may have been put back
    if not Version.objects.filter(pk=1).update(number=F("number") + 1, changed_at=later):
        Version.objects.get_or_create(pk=1, defaults={"number": 1})


def kept(name: str, work_out: Callable[[], T]) -> T:
    """What ``work_out`` gives, worked out once a ``name`` and version.

    The version is read first: what is published meanwhile can only be kept under the older
    number, which nobody asks for any more. ``name`` may be any text.
    """
    digest = hashlib.sha256(name.encode()).hexdigest()[:32]
    key = f"kept/{version()}/{digest}"
    found: T | None = cache.get(key)
    if found is None:
        found = work_out()
        cache.set(key, found, KEPT_SECONDS)
    return found
