"""The life of a case as a table: which event leads from which state to which.

             +--transfer--+                 +--supplement--+
             v            |                 v              |
received --accept--> accepted ----ask----> accepted .... asked
   |                   |  ^ extend, join, copy, opine, file|
   |                   |  +------ reopen -----+            |
   +-decline,withdraw> closed <---close--- replied         |
                         ^        reply ---> ^  rate       |
                         +----------- close ---------------+
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    ASKED = "asked"
    REPLIED = "replied"
    CLOSED = "closed"


class Happening(StrEnum):
    """What can happen to a case."""

    RECEIVE = "receive"
    ACCEPT = "accept"
    DECLINE = "decline"
    TRANSFER = "transfer"
    EXTEND = "extend"
    ASK = "ask"
    SUPPLEMENT = "supplement"
    JOIN = "join"
    COPY = "copy"
    OPINE = "opine"
    REPLY = "reply"
    CLOSE = "close"
    REOPEN = "reopen"
    RATE = "rate"
    FILE = "file"
    WITHDRAW = "withdraw"


class NotAllowed(Exception):
    """The event cannot happen in this state."""

    def __init__(self, state: str, event: str) -> None:
        super().__init__(f"{event} in {state}")
        self.state = state
        self.event = event


OPEN_STATES: Final = frozenset({State.RECEIVED, State.ACCEPTED, State.ASKED})
VISITORS: Final = frozenset(
    {Happening.SUPPLEMENT, Happening.RATE, Happening.FILE, Happening.WITHDRAW}
)
"""What the visitor does; everything else is the office's."""
BETWEEN_ORGANS: Final = frozenset({Happening.OPINE})
"""Events whose words stay between the organs: the visitor gets one answer."""
WITH_TEXT: Final = frozenset(
    {
        Happening.DECLINE,
        Happening.TRANSFER,
        Happening.EXTEND,
        Happening.ASK,
        Happening.SUPPLEMENT,
        Happening.OPINE,
        Happening.REPLY,
    }
)
"""What cannot be said without words."""
WITH_ORGAN: Final = frozenset({Happening.TRANSFER, Happening.JOIN, Happening.COPY})
"""What concerns another organ."""
WITH_DAYS: Final = frozenset({Happening.EXTEND, Happening.JOIN})
"""What takes a number of working days."""
_STAYS: Final = (Happening.JOIN, Happening.COPY, Happening.EXTEND, Happening.OPINE)
_TABLE: Final = {
    (State.RECEIVED, Happening.ACCEPT): State.ACCEPTED,
    (State.RECEIVED, Happening.DECLINE): State.CLOSED,
    (State.RECEIVED, Happening.WITHDRAW): State.CLOSED,
    (State.RECEIVED, Happening.TRANSFER): State.RECEIVED,
    (State.RECEIVED, Happening.OPINE): State.RECEIVED,
    (State.ACCEPTED, Happening.REPLY): State.REPLIED,
    (State.ACCEPTED, Happening.TRANSFER): State.RECEIVED,
    (State.ACCEPTED, Happening.ASK): State.ASKED,
    **{(State.ACCEPTED, event): State.ACCEPTED for event in _STAYS},
    **{(state, Happening.FILE): state for state in OPEN_STATES},
    (State.ASKED, Happening.SUPPLEMENT): State.ACCEPTED,
    (State.ASKED, Happening.OPINE): State.ASKED,
    (State.ASKED, Happening.CLOSE): State.CLOSED,
    (State.REPLIED, Happening.CLOSE): State.CLOSED,
    (State.REPLIED, Happening.REOPEN): State.ACCEPTED,
    (State.REPLIED, Happening.RATE): State.REPLIED,
    (State.CLOSED, Happening.REOPEN): State.ACCEPTED,
    (State.CLOSED, Happening.RATE): State.CLOSED,
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
