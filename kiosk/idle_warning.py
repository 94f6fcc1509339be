"""The idle warning, seen and heard; what is being typed stays."""

from __future__ import annotations

from collections.abc import Callable

from a11y.speech.utterance import Category, Priority
from kiosk.screens import Screen
from kiosk.stage import Stage
from views.compose.dialogs import compose_idle
from views.compose.models import IdleModel

NAME = "idle"


class IdleWarning:
    """Opens and closes the dialog; the idle clock decides when."""

    def __init__(
        self, stage: Stage, hush: Callable[[], None], signed_in: Callable[[], bool]
    ) -> None:
        self._stage = stage
        self._hush = hush
        self._signed_in = signed_in

    def show(self, seconds: int) -> None:
        """Warn, or show how many seconds are left."""
        model = IdleModel(seconds, signed_in=self._signed_in())
        screen = Screen(NAME, lambda words: compose_idle(model, words), framed=False)
        if self._stage.screen is not None and self._stage.screen.name == NAME:
            self._stage.swap_top(screen)
            return
        self._stage.push(screen, say=False)
        self._stage.narrator.say(
            self._stage.words("reading.idle.warning", seconds=seconds),
            priority=Priority.NOW,
            category=Category.ALERT,
            earcon="warning",
        )

    def take_back(self) -> None:
        """The visitor is still here."""
        self._hush()
        self._stage.pop(say=False)
        rescued = self._stage.words("reading.idle.rescued")
        self._stage.narrator.say(rescued, category=Category.ALERT)
