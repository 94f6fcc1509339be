"""Errors as screens with a way on."""

from __future__ import annotations

from kiosk.screens import Screen
from kiosk.stage import Stage
from views.compose.models import ErrorModel
from views.compose.screens import compose_error

ERROR = "error"


class ErrorScreens:
    """Shows an error in the place of the page."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def show(self, model: ErrorModel, *, quiet: bool = False) -> None:
        """Show and say it; ``quiet`` only renews one that is shown already."""
        screen = Screen(ERROR, lambda words: compose_error(model, words))
        if quiet and self._stage.base is not None and self._stage.base.name == ERROR:
            self._stage.swap(screen, quiet=True)
        else:
            self._stage.show(screen)
