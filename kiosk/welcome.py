"""Before a visit: what became of the one before, and the invitation to begin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from a11y.document import Document
from a11y.speech.utterance import Category, Say, Utterance
from kiosk.clock import Clock
from kiosk.screens import Screen
from kiosk.voice import Voice
from locales.languages import Language
from locales.words import Words
from views.compose.models import LANGUAGES, AttractModel
from views.compose.screens import compose_attract

INVITED = (Language.ZH_HANS, Language.EN)
"""The languages the invitation is spoken in; 繁體 sounds like 简体."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a visit begins: in a language, and perhaps in the elder version."""

    language: Language | None = None
    elder: bool = False


class Welcome:
    """The attract screen and what is said on it."""

    def __init__(
        self,
        voice: Voice,
        clock: Clock,
        every: float,
        asleep: Callable[[], bool],
        words_of: Callable[[Language], Words],
    ) -> None:
        self._voice = voice
        self._clock = clock
        self._every = every
        self._asleep = asleep
        self._words_of = words_of
        self.screen = Screen("attract", self._compose, framed=False)

    def farewell(self, reason: str, language: Language, *, voice: bool) -> None:
        """Say what became of the visit before, as its visitor was spoken to."""
        words = self._words_of(language)
        self._voice.set_on(voice, say=False)
        said = Say(words(f"reading.farewell.{reason}"))
        self._voice.speak(Utterance((said,), category=Category.ALERT))

    def invite(self) -> None:
        """Say how to begin, now and then, while nobody is here."""
        if not self._asleep():
            return
        self._clock.call_later(self._every, self.invite)
        if self._voice.busy:
            return
        self._voice.set_on(True, say=False)
        says = tuple(Say(self._words_of(one)("reading.attract")) for one in INVITED)
        self._voice.speak(Utterance(says, category=Category.HINT))

    @staticmethod
    def chosen(document: Document, node_id: str) -> Beginning:
        """What a button of the attract screen stands for."""
        node = document.find(node_id)
        target = node.action.target if node is not None and node.action is not None else ""
        way, _, tag = target.partition(".")
        language = Language(tag) if tag in set(Language) else None
        return Beginning(language, way == "elder")

    def _compose(self, _words: Words) -> Document:
        words = [self._words_of(language) for language in LANGUAGES]
        return compose_attract(AttractModel(), words)
