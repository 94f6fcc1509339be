"""The end of a visit: cover, revoke, log out, forget, go.

Numbered; each step may fail without stopping the next:

1. the screen is covered, speech stops, keys do nothing any more;
2. what was under way is given up (a page, a sign-in);
3. in a thread, at most five seconds: the session ends at the provider;
4. the clipboard is emptied and what was said is forgotten;
5. ``bye`` to the supervisor, and the process ends; its folder goes with it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from auth.session import Session
from kiosk.screens import Screen
from kiosk.services import Services
from kiosk.stage import Stage
from kiosk.voice import Voice
from views.compose.models import EndingModel, EndingReason
from views.compose.screens import compose_ending

log = logging.getLogger(__name__)

REASONS = {"key": EndingReason.ASKED, "idle": EndingReason.IDLE, "crash": EndingReason.FAULT}


class Ending:
    """Ends the one visit of this process."""

    def __init__(
        self,
        services: Services,
        stage: Stage,
        voice: Voice,
        give_up: Callable[[], None],
        bye: Callable[..., object],
    ) -> None:
        self._services = services
        self._stage = stage
        self._voice = voice
        self._give_up = give_up
        self._bye = bye

    def run(
        self,
        reason: str,
        session: Session | None,
        others: Sequence[Callable[[], object] | None] = (),
    ) -> None:
        """Begin to end; ``bye`` is called when it is done.

        ``others`` tells the staff who helped, and their sign-in, that it is over, and takes
        back what is not printed yet; None has nothing to do.
        """
        self._services.transcript.write("ending", reason=reason)
        model = EndingModel(REASONS[reason], signed_in=session is not None)
        for step in (
            self._voice.hush,
            lambda: self._stage.show(
                Screen("ending", lambda words: compose_ending(model, words), framed=False),
                say=False,
            ),
            self._give_up,
        ):
            _try(step)
        work: list[Callable[[], object]] = []
        if session is not None:
            self._stage.narrator.say(self._stage.words("reading.ending"))
            work.append(lambda: self._services.identity.end(session))
        work.extend(one for one in others if one is not None)
        self._together(work, reason)

    def _together(self, work: list[Callable[[], object]], reason: str) -> None:
        """All at once, each in a thread; what answers False or fails was not confirmed."""
        results: list[bool] = []

        def done(confirmed: object) -> None:
            results.append(confirmed is not False)
            if len(results) == len(work):
                self._finish(reason, confirmed=all(results))

        def failed(error: Exception) -> None:
            log.error("the session could not be ended: %s", type(error).__name__)
            done(False)

        if not work:
            self._finish(reason, confirmed=True)
        for one in work:
            self._services.tasks.run(one).success(done).failure(failed).start()

    def _finish(self, reason: str, *, confirmed: bool) -> None:
        _try(self._voice.forget)
        self._bye(
            reason=reason,
            confirmed=confirmed,
            language=self._stage.language.value,
            voice=self._voice.on_at_end,
        )


def _try(step: Callable[[], None]) -> None:
    """An ending never stops half-way, whatever a step meets."""
    try:
        step()
    except Exception:  # the edge of the visit: the next step matters more
        log.exception("a step of the ending failed")
