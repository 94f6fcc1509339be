"""Every key is answered: with words, with a sound, or, where it could do nothing, with a low tone.

To who listens a silent key is a broken one. So a moment after a key it is asked whether
anything was said or sounded because of it, whatever it was bound to.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.clock import Clock, Timer
from kiosk.services import Services
from kiosk.visit import Visit
from kiosk.voice import Voice

MOMENT = 0.3
"""Seconds after which a key that brought nothing has its tone."""

NOTHING = "edge"


class Answers:
    """Watches what keys bring; ``waits`` says whether an answer is on its way."""

    def __init__(
        self, clock: Clock, voice: Voice, here: Callable[[], bool], waits: Callable[[], bool]
    ) -> None:
        self._clock = clock
        self._voice = voice
        self._here = here
        self._waits = waits
        self._timer: Timer | None = None

    def pressed(self) -> None:
        """A key came, and has done nothing yet; the one before was answered by this one."""
        if self._timer is not None:
            self._timer.cancel()
        before = self._voice.answers
        self._timer = self._clock.call_later(MOMENT, lambda: self._due(before))

    def _due(self, before: int) -> None:
        self._timer = None
        voice = self._voice
        answered = voice.answers != before or voice.busy or self._waits()
        if voice.on and self._here() and not answered:
            voice.sound(NOTHING)


def answers_of(services: Services, voice: Voice, visit: Visit) -> Answers:
    """For a visit; what the portal is asked for is an answer on its way."""
    here = lambda: not (visit.asleep or visit.ended)  # noqa: E731 - handed on
    return Answers(services.clock, voice, here, lambda: services.tasks.pending > 0)
