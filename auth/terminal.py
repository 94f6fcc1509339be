"""What the terminal does in its own name, with nobody signed in."""

from __future__ import annotations

from auth.errors import BadAnswer, ConfigWrong
from auth.party import RelyingParty

_PATH = "/terminal/end-visits"
_WHERE = "end-visits"


def end_visits(party: RelyingParty, *, timeout: float = 5.0) -> int:
    """Ends every open visit of this terminal at our server; returns how many there were.

    For the process that starts after a crash: the tokens of the visit that crashed are gone
    with its memory, only the server can still revoke them (docs/pages.md, Identity).

    Raises:
        ConfigWrong: the server does not accept this terminal's key.
        AuthError: no usable answer within ``timeout`` seconds.

    """
    url = party.config.issuer.rstrip("/") + _PATH
    answer = party.post(url, {}, transport=party.transport.hurried(timeout))
    if answer.status in (400, 401, 403):
        raise ConfigWrong("terminal key")
    if answer.status != 200:
        raise BadAnswer(_WHERE, f"status {answer.status}")
    ended = answer.json(_WHERE).get("ended")
    if isinstance(ended, bool) or not isinstance(ended, int) or ended < 0:
        raise BadAnswer(_WHERE, "ended")
    return ended
