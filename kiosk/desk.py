"""The desk of a visit: what commands act on, and what the key dispatcher asks.

It holds the parts of the running visit and puts together what needs several of
them; each part does its own work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from a11y.document import State
from a11y.keymap import Mode
from a11y.keys import KeyChord
from a11y.reader import Reader
from a11y.say_all import SayAll
from a11y.speech.utterance import Category
from kiosk.actions import Actions
from kiosk.browser import Browser
from kiosk.echo import Echo
from kiosk.forms import Forms
from kiosk.learning import KeyLearning
from kiosk.menus import Menus
from kiosk.signing_in import SigningIn
from kiosk.stage import Stage
from kiosk.visit import Visit
from kiosk.voice import Voice
from locales.languages import Language


@dataclass(slots=True)
class Parts:
    """The parts of a visit, made by the terminal."""

    stage: Stage
    voice: Voice
    visit: Visit
    browser: Browser
    forms: Forms
    signing_in: SigningIn
    menus: Menus
    learning: KeyLearning
    echo: Echo
    actions: Actions


class Desk:
    """Everything a command may use."""

    def __init__(self, parts: Parts, set_locale: Callable[[Language], None]) -> None:
        self.stage = parts.stage
        self.voice = parts.voice
        self.visit = parts.visit
        self.browser = parts.browser
        self.forms = parts.forms
        self.signing_in = parts.signing_in
        self.learning = parts.learning
        self._menus = parts.menus
        self._echo = parts.echo
        self._actions = parts.actions
        self._set_locale = set_locale
        self._say_all: SayAll | None = None
        self._repeated = ""

    @property
    def reader(self) -> Reader:
        """The reader of what is on the screen."""
        return self.stage.reader

    @property
    def asleep(self) -> bool:
        """True on the attract screen."""
        return self.visit.asleep

    @property
    def mode(self) -> Mode:
        """Where keys go now."""
        if self.learning.on:
            return Mode.HELP
        return Mode.FOCUS if self.stage.typing else Mode.BROWSE

    @property
    def multiline(self) -> bool:
        """True while a text of several lines is being typed."""
        return self._echo.multiline

    def activity(self) -> bool:
        """A key or a touch came; True if it answered the idle warning."""
        return self.visit.activity()

    def wake(self, *, voice: bool, language: Language | None = None) -> None:
        """Leave the attract screen, with or without voice, in the language touched."""
        self.voice.hush()
        self.voice.set_on(voice, say=False)
        if language is not None:
            self._use(language)
        self.visit.begin()
        if voice and not self.voice.heard():
            said = self.stage.words("reading.voiceless")
            self.stage.narrator.say(said, category=Category.ALERT)
        self.browser.home()

    def hush(self) -> None:
        """Cut short what is being said."""
        if self._say_all is not None:
            self._say_all.stop()
        self.voice.hush()

    def typed(self, chord: KeyChord) -> None:
        """A key goes to the field; its effect is said once it has happened."""
        self._repeated = ""
        self._echo.watch()

    def activate(self, node_id: str) -> None:
        """Do what a node is for; a text that does nothing is said again."""
        node = self.reader.document.find(node_id)
        if node is None or State.DISABLED in node.states:
            return
        self.reader.arrive(node_id, say=False)
        if node.action is None or node.action.verb == "set":
            self.reader.say_node()
        else:
            self._actions.carry_out(node, lambda command: command.run(self))

    def back(self) -> None:
        """Close a dialog, leave key learning or sign-in, or go to the page before."""
        if self.learning.on:
            self.learning.toggle()
        elif self.stage.dialog_open:
            self.stage.pop()
        elif self.signing_in.active:
            self.signing_in.cancel()
        else:
            self.browser.back()

    def retry(self) -> None:
        """Try again what failed."""
        if self.signing_in.active:
            self.signing_in.start()
        else:
            self.browser.retry()

    def read_all(self) -> None:
        """Read everything from here."""
        self._say_all = SayAll(self.reader, self.voice.speak)
        self._say_all.start()

    def heard(self, utterance_id: int) -> None:
        """An utterance was heard to its end; reading all goes on."""
        if self._say_all is not None:
            self._say_all.heard(utterance_id)

    def repeat(self) -> None:
        """Say the last thing again; pressed twice in a row on one node, spell it."""
        if self._repeated == self.reader.node.id:
            self._repeated = ""
            self.reader.spell()
        else:
            self._repeated = self.reader.node.id
            self.voice.repeat()

    def show_languages(self) -> None:
        """Choose a language."""
        self._menus.languages()

    def show_menu(self) -> None:
        """Everything that can be done, as a list."""
        self._menus.menu(voice_on=self.voice.on)

    def ask_to_end(self) -> None:
        """Ask before ending the visit."""
        self._menus.leave(signed_in=self.visit.session is not None)

    def _use(self, language: Language) -> None:
        self._set_locale(language)
        self.voice.set_language(language)
        self.stage.set_language(language)

    def set_language(self, language: Language) -> None:
        """Switch the language; the place is kept, the page follows in its edition."""
        if self.stage.dialog_open:
            self.stage.pop(say=False)
        self._use(language)
        name = self.stage.words(f"reading.command.language.{language.value}")
        self.stage.narrator.say(self.stage.words("reading.language.now", language=name))
        self.browser.language_changed()
