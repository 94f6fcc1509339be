"""The portal in the middle: the outline of the page goes there, what staff did comes back."""

from __future__ import annotations

from collections.abc import Callable

from auth.errors import AuthError, Expired
from auth.helping import Gesture, Helped, HelpLink
from kiosk.assist.helper import Helper
from kiosk.assist.sharing import Sharing
from kiosk.assist.veil import CLOSED_NAMES, Names, is_closed, outline
from kiosk.clock import Clock
from kiosk.stage import Stage
from kiosk.tasks import Tasks

PATIENCE = 20.0
"""Seconds without the portal after which help from another place is over."""

RENEW = 200.0
"""Seconds after which another actor token is asked for."""


class Following:
    """One help's exchange with the portal; ``look`` is called once a second."""

    def __init__(
        self,
        stage: Stage,
        tasks: Tasks,
        clock: Clock,
        link: HelpLink,
        helper: Helper,
    ) -> None:
        self._stage = stage
        self._tasks = tasks
        self._clock = clock
        self._link = link
        self._helper = helper
        self._names = Names()
        self._sent = ""
        self._after = 0
        self._busy = False
        self._heard = clock.now()
        self.gesture: Callable[[Gesture, str], None] = lambda _done, _node: None
        self.over: Callable[[str], None] = lambda _why: None

    def take(self, told: Helped) -> None:
        """The portal answered."""
        helper = self._helper
        helper.id, self._heard = told.id, self._clock.now()
        if told.actor_token:
            helper.actor, helper.actor_at = told.actor_token, self._heard
        for done in told.gestures:
            if done.number > self._after:
                self._after = done.number
                self.gesture(done, self._names.id_of(done.node))

    def look(self, sharing: Sharing) -> None:
        """Show the page as ``sharing`` lets it be seen, and fetch what staff did."""
        helper, now = self._helper, self._clock.now()
        if helper.remote and now - self._heard >= PATIENCE:
            self.over("lost")
        elif helper.id and not self._busy:
            reader = self._stage.reader
            closed, at = closed_now(self._stage), reader.node.id
            text = outline(reader.document, sharing, at, self._names, closed=closed)
            self._sync(text, now)

    def _sync(self, text: str, now: float) -> None:
        helper, link, after = self._helper, self._link, self._after
        new = "" if text == self._sent else text
        renew = helper.remote and now - helper.actor_at > RENEW
        self._busy = True
        job = self._tasks.run(lambda: link.sync(helper.id, after, new, renew=renew))
        job.success(lambda told: self._synced(told, text)).failure(self._failed).start()

    def _synced(self, told: Helped, text: str) -> None:
        self._busy, self._sent = False, text
        self.take(told)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, AuthError):
            raise error
        if isinstance(error, Expired):
            self.over("staff")


def closed_now(stage: Stage) -> bool:
    """Whether the visitor is at something that staff neither sees nor touches: signing in."""
    return bool(CLOSED_NAMES.intersection(stage.names)) or is_closed(stage.reader.document)
