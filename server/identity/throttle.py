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


# A stranger who knows somebody's account must not be able to lock its owner out. So failures
# count where they happen: for the account from this address, and in a browser that knows the
# account (its cookie is proof of an earlier sign-in) for that browser alone. The limit an account
# over all addresses stops guessing by many machines; it never stops a browser that knows the
# account, and recovering the account by a one-time code makes any browser such a one.
PASSWORD_HERE = Limit("password.here", 5, timedelta(minutes=15))
PASSWORD_KNOWN = Limit("password.known", 10, timedelta(minutes=15))
PASSWORD_ACCOUNT = Limit("password", 30, timedelta(minutes=15))
PASSWORD_ADDRESS = Limit("address", 50, timedelta(minutes=15))
CODE_SESSION = Limit("code", 5, timedelta(minutes=10))
CODE_ADDRESS = Limit("code.address", 50, timedelta(minutes=10))
"""Phones of one mobile network share few addresses, hence the wider limit an address."""
FACTOR_ACCOUNT = Limit("factor", 10, timedelta(minutes=15))
"""Wrong codes of the second factor; only who knows the password can make any."""
SENT_CONTACT = Limit("sent", 3, timedelta(minutes=15))
"""Messages to one contact: nobody's telephone is to ring all night."""
SENT_ADDRESS = Limit("sent.address", 30, timedelta(minutes=15))
ASK_TERMINAL = Limit("ask", 60, timedelta(minutes=15))
"""Questions to phones from one terminal: more than a queue of visitors can need."""
ASK_CONTACT = Limit("ask.contact", 3, timedelta(minutes=15))
"""Its own, so that a stranger at a terminal cannot use up the owner's sign-in codes."""
NEW_ADDRESS = Limit("new.address", 30, timedelta(hours=1))
"""Accounts and names tried at registration."""
