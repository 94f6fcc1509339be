"""Limits on guessing: so many failures in so long, per account, address or browser session."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from server.identity.models import Attempt


@dataclass(frozen=True, slots=True)
class Limit:
    """``count`` failures within ``window`` and the next try must wait."""

    kind: str
    count: int
    window: timedelta

    def wait(self, value: str) -> int:
        """Seconds until ``value`` may be tried again; 0: now."""
        now = timezone.now()
        recent = Attempt.objects.filter(
            kind=self.kind, key=self._key(value), at__gt=now - self.window
        ).order_by("-at")
        nth = recent[self.count - 1 : self.count].first()
        if nth is None:
            return 0
        return max(1, math.ceil((nth.at + self.window - now).total_seconds()))

    def fail(self, value: str) -> None:
        """Counts a failure."""
        Attempt.objects.create(kind=self.kind, key=self._key(value), at=timezone.now())

    def forgive(self, value: str) -> None:
        """Forgets the failures after a success."""
        Attempt.objects.filter(kind=self.kind, key=self._key(value)).delete()

    def _key(self, value: str) -> str:
        return salted_hmac("identity.throttle", value, algorithm="sha256").hexdigest()


PASSWORD_ACCOUNT = Limit("password", 5, timedelta(minutes=15))
PASSWORD_ADDRESS = Limit("address", 50, timedelta(minutes=15))
CODE_SESSION = Limit("code", 5, timedelta(minutes=10))
CODE_ADDRESS = Limit("code.address", 50, timedelta(minutes=10))
"""Phones of one mobile network share few addresses, hence the wider limit an address."""
