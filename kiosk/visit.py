"""The visit: ATTRACT, VISITING, SIGNED_IN, ENDING, and who owns the session.

The idle clock runs while somebody is here. A visit ends by key, by the idle
clock or by a fault, and always the same way: the screen is covered first, then
everything else is ended, each step whether or not the one before worked.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from auth.session import Session
from kiosk.idle import IdleClock


class VisitState(StrEnum):
    """How far a visit is."""

    ATTRACT = "attract"
    VISITING = "visiting"
    SIGNED_IN = "signed_in"
    ENDING = "ending"


class Visit:
    """The state of the visit; its ending is handed in and happens once."""

    def __init__(self, end: Callable[[str, Session | None], None]) -> None:
        self._end = end
        self.idle: IdleClock | None = None
        self.state = VisitState.ATTRACT
        self.session: Session | None = None

    @property
    def asleep(self) -> bool:
        """True on the attract screen."""
        return self.state is VisitState.ATTRACT

    @property
    def ended(self) -> bool:
        """True once the visit is ending: keys do nothing any more."""
        return self.state is VisitState.ENDING

    @property
    def masked_name(self) -> str:
        """The masked name of the visitor who is signed in; empty without one."""
        return self.session.visitor.masked_name if self.session is not None else ""

    def reaches(self, acr: str) -> bool:
        """Whether somebody is signed in, at this level of assurance if one is named."""
        if self.session is None:
            return False
        return not acr or self.session.config.reaches(self.session.claims.acr, acr)

    def begin(self) -> None:
        """Somebody is here."""
        if self.state is VisitState.ATTRACT:
            self.state = VisitState.VISITING
            if self.idle is not None:
                self.idle.start()

    def sign_in(self, session: Session) -> None:
        """Somebody is known and has confirmed it."""
        self.session = session
        self.state = VisitState.SIGNED_IN

    def activity(self) -> bool:
        """A key or a touch; True if it answered the warning."""
        if self.idle is None or self.state is VisitState.ATTRACT:
            return False
        return self.idle.activity()

    def end(self, reason: str) -> None:
        """End for ``key``, ``idle`` or ``crash``; a second call changes nothing."""
        if self.state is VisitState.ENDING:
            return
        self.state = VisitState.ENDING
        if self.idle is not None:
            self.idle.stop()
        session, self.session = self.session, None
        self._end(reason, session)
