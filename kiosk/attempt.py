"""What the two ways of signing in share: where they show, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from auth.session import Session
from kiosk.clock import Clock
from kiosk.stage import Stage
from kiosk.tasks import Tasks


class Way(Protocol):
    """A way of signing in that is under way."""

    def start(self) -> None:
        """Begin; what comes of it goes to the attempt."""

    def stop(self) -> None:
        """Give up: nothing is shown any more."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of a visitor's to sign in, as the ways see it."""

    stage: Stage
    tasks: Tasks
    clock: Clock
    change: Callable[..., None]
    """Other members of the SignInModel; the screen follows without a word."""

    found: Callable[[Session], None]
    """Somebody has signed in."""

    late: Callable[[Session], None]
    """Somebody has signed in whom nobody waits for any more."""

    failed: Callable[[Exception], None]
    """It came to nothing."""
