"""How the visitor sees: kept for the visit, given to the window, said where it changes.

Every visit begins with the standard look; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kiosk.stage import Stage
from kiosk.voice import Voice
from views.sight import STANDARD, Sight
from views.widgets.window import MainWindow


class Looks:
    """The present sight, and the blank screen over it."""

    def __init__(
        self,
        show: Callable[[Sight], None],
        cover: Callable[[bool], None],
        listen: Callable[[], None],
    ) -> None:
        self._show = show
        self._cover = cover
        self._listen = listen
        self.sight = STANDARD
        self.blank = False

    def put(self, **members: object) -> None:
        """See differently from now on; ``members`` are those of ``Sight``."""
        sight = replace(self.sight, **members)  # type: ignore[arg-type]  # members of Sight, checked by it
        if sight != self.sight:
            self.sight = sight
            self._show(sight)

    def set_blank(self, on: bool) -> None:
        """Show nothing at all, or everything again; who sees nothing must hear."""
        if on != self.blank:
            if on:
                self._listen()
            self.blank = on
            self._cover(on)


def looks_of(window: MainWindow, stage: Stage, voice: Voice) -> Looks:
    """The looks of a window; who blanks it hears, and who stops listening sees again."""

    def show(sight: Sight) -> None:
        window.set_sight(sight)
        stage.refresh(quiet=True)

    looks = Looks(show, window.cover, partial(voice.set_on, True, say=False))
    voice.went_off = partial(looks.set_blank, False)
    return looks
