"""Who listens: headphones in and out during a visit, and what is personal on a loudspeaker.

Silence is not decided here: the output is silent before this is told (kiosk.outputs).
Here the visitor is asked before the voice goes on where others hear it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from a11y.document import Action, Document
from a11y.speech.utterance import Category, Say, Utterance
from kiosk.choices import Choice, compose_choices
from kiosk.outputs import PrivateAudio
from kiosk.screens import Screen
from kiosk.tasks import Post
from locales.words import Words

if TYPE_CHECKING:
    from kiosk.desk import Desk

NAME = "aloud"
ANSWERS = ("public", "all", "off")
"""The first is the safe one: an answer given in haste lets nobody hear anything."""


class Listening:
    """Starts the voice with the headphones, and asks when they have gone.

    1. Plug in: the voice begins, or a visit with it, or it goes on where it stopped.
    2. Plug out, with the voice on: silence, and the question how to go on.
    3. Something personal where others hear: the same question; after that it is only
       said that something was left out, until the visitor wants that very thing again.
    """

    def __init__(self, desk: Desk, audio: PrivateAudio, post: Post) -> None:
        self._desk = desk
        self._audio = audio
        self._post = post
        self._private = audio.private
        self._heard = True
        self._asked = False
        self._left: tuple[Say, ...] = ()
        self._reading = False

    def begin(self) -> None:
        """From now on: a spare behind the terminal in use must not answer to the plug."""
        self._audio.on_change = lambda _change: self._post(self._changed)
        self._private = self._audio.private

    def check(self) -> None:
        """Something begins to be said: the page says when nothing of it can be heard."""
        heard = self._desk.voice.heard()
        if heard != self._heard:
            self._heard = heard
            self._post(self._desk.stage.refresh)

    def withheld(self, utterance: Utterance) -> None:
        """Something could not be said here; on the owner's thread, inside ``speak``."""
        self._post(lambda: self._left_out(utterance))

    def answer(self, answer: str) -> None:
        """The visitor chose how to go on."""
        self._close()
        if answer == "off":
            self._desk.voice.set_on(False)
            return
        self._audio.consent(answer == "all")
        self._go_on()

    def _changed(self) -> None:
        """Look what is, not what was told: two changes may have come as one."""
        if self._audio.private == self._private or self._desk.visit.ended:
            return
        self._private, self._asked = self._audio.private, False
        reading = self._reading_all()
        if self._desk.voice.on:
            self._desk.hush()
        if self._private:
            self._plugged()
        elif self._desk.voice.on and not self._desk.asleep:
            self._reading = reading
            self._ask("removed")

    def _plugged(self) -> None:
        if self._desk.asleep:
            self._desk.wake(voice=True)
            return
        self._close()
        if not self._desk.voice.on:
            self._desk.voice.set_on(True)
        self._go_on()

    def _left_out(self, utterance: Utterance) -> None:
        desk = self._desk
        if desk.visit.ended or desk.asleep:
            return
        if desk.help.helping.on and not desk.help.helping.paused:
            self._say_left_out("reading.assist.left_out", utterance)
            return
        wanted = utterance.says == self._left
        self._left = utterance.says
        if (wanted or not self._asked) and not self._asking:
            self._asked = True
            self._reading = self._reading_all()
            self._ask("personal")
            return
        self._say_left_out("reading.aloud.left_out", utterance)

    def _say_left_out(self, key: str, utterance: Utterance) -> None:
        """That something was left out; what goes on afterwards goes on."""
        if not self._audio.allowed_personal:
            words = self._desk.stage.words(key)
            self._desk.stage.narrator.say(words, category=Category.HINT)
        self._desk.heard(utterance.id)

    def _reading_all(self) -> bool:
        say_all = self._desk.say_all
        return say_all is not None and say_all.running

    @property
    def _asking(self) -> bool:
        screen = self._desk.stage.screen
        return screen is not None and screen.name == NAME

    def _ask(self, why: str) -> None:
        self._desk.hush()
        self._desk.stage.push(Screen(NAME, lambda words: compose_aloud(why, words), False))

    def _close(self) -> None:
        if self._asking:
            self._desk.stage.pop(say=False)

    def _go_on(self) -> None:
        """With reading all if that was cut off, else with the place."""
        reading, self._reading = self._reading, False
        if reading:
            self._desk.read_all()
        else:
            self._desk.reader.say_node()


def compose_aloud(why: str, words: Words) -> Document:
    """How to go on where others hear; ``why`` is ``removed`` or ``personal``."""
    choices = [
        Choice(answer, words(f"reading.aloud.{answer}"), Action("aloud", answer))
        for answer in ANSWERS
    ]
    return compose_choices(NAME, words(f"reading.aloud.title.{why}"), choices, words)
