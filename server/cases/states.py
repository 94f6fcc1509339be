"""The life of a case as a table: which event leads from which state to which.

received --accept--> accepted --reply--> replied --close--> closed
                                 ^                  |
                                 +----- reopen -----+
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REPLIED = "replied"
    CLOSED = "closed"


class Happening(StrEnum):
    """What can happen to a case."""

    RECEIVE = "receive"
    ACCEPT = "accept"
    REPLY = "reply"
    CLOSE = "close"
    REOPEN = "reopen"


class NotAllowed(Exception):
    """The event cannot happen in this state."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"{event} in {state}")
        self.state = state
        self.event = event


OPEN_STATES: Final = frozenset({State.RECEIVED, State.ACCEPTED})
_TABLE: Final = {
    (State.RECEIVED, Happening.ACCEPT): State.ACCEPTED,
    (State.ACCEPTED, Happening.REPLY): State.REPLIED,
    (State.REPLIED, Happening.CLOSE): State.CLOSED,
    (State.REPLIED, Happening.REOPEN): State.ACCEPTED,
    (State.CLOSED, Happening.REOPEN): State.ACCEPTED,
}


def after(state: str, event: str) -> State:
    """The state that ``event`` leads to; raises ``NotAllowed``."""
    try:
        return _TABLE[State(state), Happening(event)]
    except (KeyError, ValueError):
        raise NotAllowed(state, event) from None


def possible(state: str) -> list[Happening]:
    """What can happen in ``state``."""
    return [event for (start, event) in _TABLE if start == state]
