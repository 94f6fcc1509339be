"""What is said while something is written in the dialog: what came, what went, all of it again."""

from __future__ import annotations

from itertools import pairwise

from a11y.breaks import Words as WordBreaks
from a11y.document import Privacy
from a11y.speech.utterance import Category, Priority, Say, Utterance
from kiosk.composing import Composing, own, told
from kiosk.stage import Stage
from locales.text import Text


class Telling:
    """Says it; of a secret there are only our own words in it, so it is personal at most."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._breaks = WordBreaks()

    def say(self, now: Composing, *said: Say, category: Category = Category.NAVIGATION) -> None:
        """Say something about what is being written."""
        privacy = min(now.field.privacy, Privacy.PERSONAL)
        self._stage.narrator.utter(Utterance(said, Priority.NOW, category, privacy))

    def came(self, now: Composing, text: str) -> None:
        """Text was written."""
        words = self._stage.words
        if now.secret:
            self.say(now, Say(words("reading.typed.star")))
        else:
            spoken = words("reading.typed.space") if text == " " else own(text)
            self.say(now, Say(spoken, spell=len(text) == 1))

    def gone(self, now: Composing, text: str) -> None:
        """Text went; empty: nothing was there."""
        words = self._stage.words
        if not text:
            self.say(now, Say(words("reading.empty")))
            return
        went = words("reading.typed.star") if now.secret else own(text)
        self.say(now, Say(words("reading.typed.deleted", text=went)))

    def shown(self, now: Composing, pending: str = "") -> Text:
        """All that was written so far, as it may be shown and said."""
        words, written = self._stage.words, now.text + pending + now.rest
        if not written:
            return words("reading.empty")
        return words.plural("reading.stars", len(written)) if now.secret else own(written)

    def review(self, now: Composing, *, by_words: bool) -> None:
        """Say it again word by word, or character by character."""
        if now.secret or not now.whole:
            self.say(now, Say(self.shown(now)))
        elif by_words:
            cuts = [start for start, _ in self._breaks(now.whole)]
            pieces = [now.whole[a:b] for a, b in pairwise([*cuts, len(now.whole)])]
            self.say(now, *(Say(own(piece)) for piece in pieces or [now.whole]))
        else:
            self.say(now, *(Say(told(one), spell=one.isascii()) for one in now.whole))

    def done(self, now: Composing) -> None:
        """It was put into its field."""
        written = self._stage.words("reading.typing.done", text=self.shown(now))
        self.say(now, Say(written), category=Category.ALERT)
