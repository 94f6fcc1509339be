"""The voice of the visit: on and off, volume and rate, captions, the transcript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from a11y.document import Privacy
from a11y.speech.events import (
    Cancelled,
    Failed,
    Finished,
    SpeechEvent,
    Started,
    Withheld,
    WordReached,
)
from a11y.speech.manager import SpeechManager
from a11y.speech.utterance import Category, Earcon, Priority, Say, Utterance
from kiosk.transcript import Transcript
from locales.languages import Language
from locales.text import Text
from locales.words import Words

QUIETEST, LOUDEST, LOUDNESS_STEP = 20, 100, 20
SLOWEST, FASTEST, RATE_STEP = 2.0, 16.0, 1.0


@dataclass(frozen=True, slots=True)
class Followers:
    """Who follows what is said."""

    caption: Callable[[Text | None, tuple[int, int] | None, str], None]
    """The text, the part being said and its node; None: nothing is being said."""

    heard: Callable[[int], None]
    """The utterance was heard to its end."""

    withheld: Callable[[Utterance], None] = lambda _utterance: None
    """The utterance may not be heard here."""


class Voice:
    """What the desk and its commands use of speech."""

    def __init__(
        self,
        manager: SpeechManager,
        words: Callable[[], Words],
        follow: Followers,
        transcript: Transcript,
        audible: Callable[[], bool],
    ) -> None:
        self.heard: Callable[[], bool] = lambda: self.elsewhere is not None or audible()
        """Whether anything can be heard at all; otherwise captions carry it."""

        self.went_off: Callable[[], None] = lambda: None
        """Called when the voice has been switched off."""

        self.went_unsaid: Callable[[int], None] = lambda _id: None
        """Called with the id of an utterance that was dropped before it began."""

        self.captioned: Callable[[], bool] = lambda: False
        """Whether all that is said is to be read as well, with the voice off too."""

        self.masked: Callable[[Privacy], bool] = lambda _privacy: False
        """Whether what is said of this kind must not be read by others (kiosk.assist)."""

        self.elsewhere: Callable[[Utterance], None] | None = None
        """Another screen reader speaks instead, and gets what is said (kiosk.yielding)."""

        self.wanted = False
        """Whether the visitor wants to hear; our own voice is off if another is ``elsewhere``."""

        self.manager = manager
        self._words = words
        self._caption = follow.caption
        self._on_heard = follow.heard
        self._on_withheld = follow.withheld
        self._transcript = transcript
        self._last: Utterance | None = None
        self.answers = 0
        """How often something was said or sounded, or speech was stopped or went on."""

        self.on_at_end = False
        """Whether the visitor used the voice, for the words of farewell."""

    @property
    def on(self) -> bool:
        """Whether speech sounds."""
        return self.manager.settings.on

    @property
    def busy(self) -> bool:
        """Whether anything is being said, aloud or as captions."""
        return self.manager.busy

    @property
    def speaking(self) -> bool:
        """Whether something is being said aloud; counts as activity."""
        return self.on and self.manager.busy

    def forget(self) -> None:
        """Silence, and keep nothing of what was said."""
        self.on_at_end = self.on
        self._last = None
        self.manager.forget()

    def set_on(self, on: bool, *, say: bool = True) -> None:
        """Switch the voice; the news is said in either case."""
        if say and not on:
            self._say("reading.voice.off")
        self.wanted = on
        on = on and self.elsewhere is None
        self.manager.settings = replace(self.manager.settings, on=on)
        if say and self.wanted:
            self._say("reading.voice.on" if on else "reading.voice.elsewhere")
        if not self.wanted:
            self.went_off()

    def toggle(self) -> None:
        """Voice on or off."""
        self.set_on(self.elsewhere is not None or not self.on)

    def set_language(self, language: Language) -> None:
        """The language for texts that have none of their own, and its Chinese.

        Hong Kong hears Cantonese; a Chinese that the visitor has chosen stays.
        """
        lang = "en" if language is Language.EN else "zh-Hans"
        before = self.manager.settings
        usual = "yue" if language is Language.ZH_HANT_HK else "cmn"
        chosen = before.chinese != before.usual
        chinese = before.chinese if chosen else usual
        if not chosen:
            before = replace(before, usual=usual)
        self.manager.settings = replace(before, lang=lang, chinese=chinese)

    def speak(self, utterance: Utterance) -> None:
        """Say an utterance according to its priority."""
        self.answers += 1
        if utterance.category is not Category.HINT:
            self._last = utterance
        if self.elsewhere is not None and not self.masked(utterance.privacy):
            self.elsewhere(utterance)
        self.manager.speak(utterance)

    def sound(self, name: str, *, soft: bool = False) -> None:
        """A short sound, with the voice on or off: keys must be heard by who presses them.

        A ``soft`` one answers nothing and waits for the end of what is being said.
        """
        self.answers += not soft
        how = (Priority.NEXT, Category.SIGNAL) if soft else (Priority.NOW, Category.ALERT)
        self.manager.speak(Utterance((Earcon(name),), *how))

    def hush(self, *, forget: bool = False) -> None:
        """Silence at once; to ``forget`` what was said is to be unable to say it again."""
        if forget:
            self._last = None
            self.manager.forget(settings=False)
        self.manager.cancel()
        self._caption(None, None, "")

    def repeat(self) -> None:
        """Say the last utterance again."""
        if self._last is not None:
            self.speak(replace(self._last, priority=Priority.NOW, focus=False))

    def pause(self) -> None:
        """Pause, or go on where it stopped; nothing to do where nothing did."""
        if self.manager.busy and not self.manager.paused:
            self.manager.pause()
        elif self.manager.resumable:
            self.manager.resume()
        else:
            return
        self.answers += 1

    def volume(self, steps: int, *, say: bool = True) -> None:
        """Louder or softer by a step, said at the new volume."""
        prosody = self.manager.settings.prosody
        percent = round(prosody.volume * 100) + steps * LOUDNESS_STEP
        percent = min(LOUDEST, max(QUIETEST, percent))
        prosody = replace(prosody, volume=percent / 100)
        self.manager.settings = replace(self.manager.settings, prosody=prosody)
        if say:
            self._say("reading.volume", percent=percent)

    def rate(self, steps: int, *, say: bool = True) -> None:
        """Faster or slower by a step, said at the new rate."""
        prosody = self.manager.settings.prosody
        rate = min(FASTEST, max(SLOWEST, round(prosody.rate) + steps * RATE_STEP))
        prosody = replace(prosody, rate=rate)
        self.manager.settings = replace(self.manager.settings, prosody=prosody)
        if say:
            self._say("reading.rate", rate=round(rate))

    @property
    def volume_now(self) -> int:
        """Percent."""
        return round(self.manager.settings.prosody.volume * 100)

    @property
    def rate_now(self) -> int:
        """Characters a second."""
        return round(self.manager.settings.prosody.rate)

    def on_event(self, event: SpeechEvent) -> None:
        """Captions, transcript and reading all follow what is really said."""
        if isinstance(event, WordReached):
            item = event.utterance.items[event.item]
            if isinstance(item, Say) and self.on and not self.masked(event.utterance.privacy):
                self._caption(item.text, (event.start, event.end), item.node)
            return
        if isinstance(event, Started):
            self._started(event.utterance)
        elif isinstance(event, Finished):
            self._transcript.write("heard", id=event.utterance.id)
            if not self.manager.busy:
                self._caption(None, None, "")
            self._on_heard(event.utterance.id)
        elif isinstance(event, Cancelled):
            self._transcript.write("cut", id=event.utterance.id, started=event.started)
            if not event.started:
                self.went_unsaid(event.utterance.id)
        elif isinstance(event, Withheld):
            self._transcript.write("withheld", id=event.utterance.id)
            self._on_withheld(event.utterance)
        elif isinstance(event, Failed):
            self._transcript.write("failed", id=event.utterance.id, error=event.error)

    def _started(self, utterance: Utterance) -> None:
        if not utterance.says:
            return
        self._transcript.write(
            "spoken",
            id=utterance.id,
            text=utterance.text,
            lang=utterance.says[0].text.lang,
            category=utterance.category.value,
            aloud=self.on,
        )
        if self.masked(utterance.privacy):
            return
        # Without voice the screen says it all; only news would be missed without a caption.
        if self.on or self.captioned() or utterance.category in (Category.ALERT, Category.LIVE):
            self._caption(utterance.says[0].text, None, "")

    def _say(self, key: str, **params: int) -> None:
        self.speak(Utterance((Say(self._words()(key, **params)),), Priority.NOW, Category.ALERT))
