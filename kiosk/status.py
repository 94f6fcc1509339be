"""How things stand, on request: the time, who is signed in, and every switch that was turned.

EN 301 549 5.6.1: what is locked or toggled can be heard without operating it. The
name is said only where nobody else listens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from a11y.document import Privacy
from a11y.speech.utterance import Category, Priority, Say, Utterance
from kiosk.locks import Locks
from kiosk.settings import Settings
from kiosk.stage import Stage
from kiosk.visit import Visit
from locales.format import Formatter
from locales.text import Text

ALWAYS = ("voice", "volume", "rate")
"""Settings that are said in any case; others only where they are not as a visit begins."""


class Status:
    """Says how the terminal and the visit stand."""

    def __init__(
        self,
        stage: Stage,
        visit: Visit,
        settings: Settings,
        private: Callable[[], bool],
        locks: Locks,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._stage = stage
        self._visit = visit
        self._settings = settings
        self._private = private
        self._locks = locks
        self._now = now

    def say(self) -> None:
        """All of it in one go; any key cuts it short."""
        private = self._private()
        says = tuple(Say(text) for text in self._told(private=private))
        privacy = Privacy.PERSONAL if private and self._visit.masked_name else Privacy.PUBLIC
        self._stage.narrator.utter(Utterance(says, Priority.NOW, Category.ALERT, privacy))

    def _told(self, *, private: bool) -> Iterator[Text]:
        words = self._stage.words
        yield words("reading.status.time", time=Formatter(self._stage.language).time(self._now()))
        name = self._visit.masked_name
        if name and private:
            yield words("reading.status.signed_in", name=Text(name, "zh-Hans", convert=False))
        else:
            yield words("reading.status.known" if name else "reading.status.visitor")
        if self._visit.idle is not None:
            yield words("reading.status.idle", seconds=round(self._visit.idle.quiet))
        yield words(f"reading.command.language.{self._stage.language.value}")
        changed = self._settings.changed
        others = [own for own in self._settings.values if own in changed and own not in ALWAYS]
        for own in (*ALWAYS, *others):
            yield self._settings.told(own)
        yield from self._locks.told
