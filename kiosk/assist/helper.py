"""Who helps, and how it is told to others that they do not any more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from auth.assistance import Offer
from auth.audit import AuditEvent
from auth.errors import AuthError
from auth.flows.ask import AskSignIn
from auth.flows.device import DeviceSignIn
from auth.helping import HelpLink
from auth.session import Session

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HelpService:
    """What reaches outside; ``link`` and ``end`` are called off the GUI thread."""

    link: HelpLink
    sign_in: Callable[[], DeviceSignIn]
    """A new sign-in of a member of staff."""

    ask: Callable[[str], AskSignIn]
    """The same, by asking the phone of who was typed or read."""

    asks: Callable[[], bool]
    """Whether the provider said that it asks phones; without asking it again."""

    end: Callable[[Session], bool]
    record: Callable[[AuditEvent, str, str], None]
    """An event with the hashes of the visitor and of the member of staff."""


@dataclass(slots=True)
class Helper:
    """A member of staff: signed in at this terminal, or somewhere else as the portal says."""

    officer: str
    """The masked name."""

    staff: Session | None = None
    offer: Offer | None = None
    id: str = ""
    """What the portal calls this help; empty while it does not know of it."""

    actor: str = ""
    actor_at: float = 0.0

    @property
    def remote(self) -> bool:
        """Whether they are at another place."""
        return self.offer is not None

    @property
    def hash(self) -> str:
        """For the audit log; empty for somebody the portal vouches for."""
        return self.staff.visitor.sub_hash if self.staff is not None else ""

    def token(self) -> str:
        """What says at the token endpoint who helps; any thread."""
        return self.staff.current_token() if self.staff is not None else self.actor


def parting(service: HelpService, helper: Helper, why: str) -> Callable[[], None]:
    """Tells the portal and the user system; each step may fail without stopping the next."""

    def part() -> None:
        try:
            if helper.id:
                service.link.end(helper.id, why)
            elif helper.offer is not None:
                service.link.refuse(helper.offer.id)
        except AuthError as error:
            log.warning("the portal was not told of the end of help: %s", error.code)
        if helper.staff is not None:
            service.end(helper.staff)

    return part
