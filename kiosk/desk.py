"""The desk of a visit: what commands act on, and what the key dispatcher asks.

It holds the parts of the running visit and puts together what needs several of
them; each part does its own work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from a11y.command import Command
from a11y.document import Action, Node, State
from a11y.keymap import Mode
from a11y.keys import KeyChord, Modifier
from a11y.reader import Reader
from a11y.say_all import SayAll
from a11y.speech.utterance import Category
from kiosk.actions import Actions
from kiosk.assist.build import Help
from kiosk.assist.calling import Calling
from kiosk.browser import Browser
from kiosk.choices import nth
from kiosk.echo import Echo
from kiosk.elements import Elements
from kiosk.entering import Entering
from kiosk.finding import Finding
from kiosk.forms import Forms
from kiosk.hints import Hints
from kiosk.identifier import Identifier
from kiosk.learning import KeyLearning
from kiosk.lesson import Lesson
from kiosk.listening import Listening
from kiosk.locks import Locks
from kiosk.manner.wishes import Wishes
from kiosk.menus import Menus
from kiosk.outputs import PrivateAudio
from kiosk.printing import Printing
from kiosk.questions import Questions
from kiosk.scanning import Scanning
from kiosk.settings import Settings
from kiosk.signing_in import SigningIn
from kiosk.stage import Stage
from kiosk.status import Status
from kiosk.tasks import Post
from kiosk.typing import Typing
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
    identifier: Identifier
    menus: Menus
    learning: KeyLearning
    echo: Echo
    actions: Actions
    elements: Elements
    finding: Finding
    settings: Settings
    questions: Questions
    lesson: Lesson
    hints: Hints
    typing: Typing
    scanning: Scanning
    wishes: Wishes
    locks: Locks
    calling: Calling
    help: Help
    printing: Printing
    audio: PrivateAudio
    post: Post


class Desk:
    """Everything a command may use."""

    def __init__(self, parts: Parts, set_locale: Callable[[Language], None]) -> None:
        self.stage = parts.stage
        self.voice = parts.voice
        self.visit = parts.visit
        self.browser = parts.browser
        self.forms = parts.forms
        self.signing_in = parts.signing_in
        self.identifier = parts.identifier
        self.learning = parts.learning
        self.menus = parts.menus
        self.elements = parts.elements
        self.finding = parts.finding
        self.settings = parts.settings
        self.questions = parts.questions
        self.lesson = parts.lesson
        self.typing = parts.typing
        self.scanning = parts.scanning
        self.wishes = parts.wishes
        self.calling = parts.calling
        self.help = parts.help
        self.printing = parts.printing
        self.locks = parts.locks
        self.status = Status(
            self.stage,
            self.visit,
            self.settings,
            lambda: parts.audio.allowed_personal,
            parts.locks,
        )
        self.listening = Listening(self, parts.audio, parts.post)
        self.voice.went_unsaid = self.reader.live.unsaid
        self._hints = parts.hints
        self.echo = parts.echo
        self._actions = parts.actions
        self._set_locale = set_locale
        self.entering = Entering(self.stage)
        self.say_all: SayAll | None = None
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
        if self.typing.on:
            return Mode.TYPE
        typed = self.entering.typed  # it looks where one is, at every key
        return Mode.FOCUS if typed and self.stage.typing else Mode.BROWSE

    def within(self, key: str) -> bool:
        """Whether a key stays in the text of several lines that is being typed."""
        return self.echo.multiline and (key == "Return" or self.echo.goes(key))

    def activity(self) -> bool:
        """A key or a touch came; True if it answered the idle warning."""
        self._hints.activity()
        return self.visit.activity()

    def wake(self, *, voice: bool, language: Language | None = None) -> None:
        """Leave the attract screen, with or without voice, in the language touched."""
        self.voice.hush()
        self.voice.set_on(voice, say=False)
        if language is not None:
            self.use(language)
        self.visit.begin()
        self.locks.learn()
        self.scanning.start()
        if voice and not self.voice.heard():
            said = self.stage.words("reading.voiceless")
            self.stage.narrator.say(said, category=Category.ALERT)
        self.browser.home()

    def hush(self) -> None:
        """Cut short what is being said."""
        if self.say_all is not None:
            self.say_all.stop()
        self.reader.live.hush()
        self.voice.hush()

    def typed(self, chord: KeyChord) -> None:
        """A key goes to the field; its effect is said once it has happened."""
        self._repeated = ""
        self.stage.hold()
        self.echo.watch(chord.key, by_word=Modifier.CTRL in chord.modifiers)

    def takes(self, chord: KeyChord) -> bool:
        """A digit chooses the entry of a list by its number, a letter narrows a list down.

        Composing takes letters too.
        """
        if self.typing.on:
            self.hush()
            return self.typing.takes(chord)
        if self.elements.takes(chord):
            return True
        if not self.stage.dialog_open or not chord.key.isdecimal():
            return False
        node = nth(self.reader.document, int(chord.key))
        if node is None:
            return False
        self.hush()
        self.activate(node.id)
        return True

    def activate(self, node_id: str, *, go: bool = True) -> None:
        """Do what a node is for, and ``go`` to it; a text that does nothing is said again."""
        node = self.reader.document.find(node_id)
        if node is None:
            return
        if go:
            self.reader.arrive(node_id, say=False)
        if node.action is None or State.DISABLED in node.states:
            self.reader.say_node()
        else:
            self._carry_out(node, node.action)

    def _carry_out(self, node: Node, action: Action) -> None:
        verbs: dict[str, Callable[[str], None]] = {
            "set": lambda _field: self.typing.open(),
            "go": self.elements.go,
            "setting": self.settings.turn,
            "question": self.questions.open,
            "pick": self.typing.pick,
            "letter": self.typing.letter,
            "aloud": self.listening.answer,
            "assist": self.help.menu.choose,
            "assist_alone": self.help.alone.answer,
            "web": self.signing_in.place.press,
        }
        carry_out = verbs.get(action.verb)
        if carry_out is None:
            self._actions.carry_out(node, self._run)
        else:
            carry_out(action.target)

    def _run(self, command: Command) -> None:
        """Run a command of a button; what a menu offers happens where the visitor was."""
        if command.id != "stay":
            self.menus.close()
        command.run(self)

    def back(self) -> None:
        """Close a dialog, leave key learning or sign-in, or go to the page before."""
        if self.learning.on:
            self.learning.toggle()
        elif self.stage.dialog_open:
            self.stage.pop()
        elif self.signing_in.active:
            self.signing_in.cancel()
        elif not self.questions.back():
            self.browser.back()

    def retry(self) -> None:
        """Try again what failed."""
        if self.signing_in.active:
            self.signing_in.start()
        else:
            self.browser.retry()

    def read_all(self) -> None:
        """Read everything from here."""
        self.say_all = SayAll(self.reader, self.voice.speak)
        self.say_all.start()

    def heard(self, utterance_id: int) -> None:
        """An utterance was heard to its end; reading all goes on, and what waits is said."""
        self.reader.live.heard(utterance_id)
        if self.say_all is not None:
            self.say_all.heard(utterance_id)

    def repeat(self) -> None:
        """Say the last thing again; pressed twice in a row on one node, spell it."""
        if self._repeated == self.reader.node.id:
            self._repeated = ""
            self.reader.spell()
        else:
            self._repeated = self.reader.node.id
            self.voice.repeat()

    def use(self, language: Language) -> None:
        """Show and say everything in another language; nothing is announced here."""
        self._set_locale(language)
        self.voice.set_language(language)
        self.stage.set_language(language)

    def set_language(self, language: Language) -> None:
        """Switch the language; the place is kept, the page follows in its edition."""
        if self.stage.dialog_open:
            self.stage.pop(say=False)
        self.use(language)
        name = self.stage.words(f"reading.command.language.{language.value}")
        self.stage.narrator.say(self.stage.words("reading.language.now", language=name))
        self.browser.language_changed()
