"""One terminal: everything composed, from the attract screen to the end of one visit."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from types import TracebackType

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

from a11y.document import Document
from a11y.keymap import FOLDER, Keymap, load
from a11y.keys import KeyChord
from a11y.speech.events import SpeechEvent
from a11y.speech.manager import Outputs, SpeechManager
from a11y.speech.utterance import Category, Priority, Say, Utterance
from auth.session import Session
from kiosk.actions import Actions
from kiosk.browser import Browser, Gate
from kiosk.commands import all_commands
from kiosk.config import Config
from kiosk.desk import Desk, Parts
from kiosk.dispatch import Dispatcher
from kiosk.echo import Echo
from kiosk.ending import Ending
from kiosk.forms import Forms
from kiosk.idle import IdleClock, IdleLimits
from kiosk.keyboard import KeyFilter
from kiosk.menus import Menus
from kiosk.screens import Screen
from kiosk.services import Services
from kiosk.signing_in import Outcome, Purpose, SigningIn
from kiosk.stage import Stage
from kiosk.surface import WindowSurface
from kiosk.visit import Visit
from kiosk.voice import Voice
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from views.compose.dialogs import compose_idle
from views.compose.frame import with_frame
from views.compose.models import LANGUAGES, AttractModel, FrameModel, IdleModel
from views.compose.screens import compose_attract
from views.widgets.window import MainWindow

log = logging.getLogger(__name__)

ATTRACT = "attract"


class Terminal:
    """The composition root of a terminal process; it lives for one visit."""

    def __init__(
        self,
        config: Config,
        services: Services,
        window: MainWindow,
        bye: Callable[..., None],
        ending: Callable[[], object] = lambda: None,
    ) -> None:
        self._config = config
        self._services = services
        self._surface = WindowSurface(window)
        self._tell_ending = ending
        commands = all_commands()
        keymap = _keymap(config.keymaps, set(commands))
        manager = SpeechManager(
            services.sound.worker,
            Outputs(services.sound.loud, services.sound.silent),
            clock=services.clock.now,
            post=services.post,
            on_event=self._on_speech,
            allowed=services.sound.allowed,
        )
        self.stage = Stage(self._surface, self._speak, self._framed, on_show=self._shown)
        self.voice = Voice(
            manager, lambda: self.stage.words, self._caption, self._heard, services.transcript
        )
        self.visit = Visit(self._end)
        gate = Gate(lambda: self.visit.session is not None, self._sign_in)
        self.browser = Browser(self.stage, services.tasks, services.clock, services.portal, gate)
        self.signing_in = SigningIn(
            self.stage,
            services.tasks,
            services.clock,
            services.identity.flow,
            Outcome(self._accept, self._reject, self.browser.resume),
        )
        self.forms = Forms(
            self.stage, self.browser, services.tasks, self._sign_in, self._surface.commit
        )
        self.desk = Desk(
            Parts(
                self.stage,
                self.voice,
                self.visit,
                self.browser,
                self.forms,
                self.signing_in,
                Menus(self.stage, keymap, commands),
                Echo(self.stage, self._surface.field, services.post),
                Actions(self.browser, self.forms, commands),
            ),
            lambda language: QLocale.setDefault(QLocale(language.value)),
        )
        self._ending = Ending(services, self.stage, self.voice, self._give_up, bye)
        self._dispatcher = Dispatcher(keymap, commands, self.desk)
        self._filter = KeyFilter(self._press, self._touched, self._exposed)
        self._on_shown: Callable[[], None] | None = None
        self._start_idle_clock()
        self._connect()

    def prepare(self) -> None:
        """Draw the attract screen, unseen; the spare waits like this."""
        self.stage.show(Screen(ATTRACT, self._attract, framed=False), say=False)
        self._surface.prepare()

    @property
    def manner(self) -> dict[str, object]:
        """How this visit is spoken to, for the words after a crash."""
        return {"language": self.stage.language.value, "voice": self.voice.on}

    def show(
        self,
        farewell: str = "",
        language: str = "",
        *,
        voice: bool = False,
        confirmed: bool = True,
        shown: Callable[[], None] = lambda: None,
    ) -> None:
        """Come to the front; say what became of the visit before, then invite.

        ``shown`` is called when the screen is really on the display.
        """
        self._on_shown = shown
        self._surface.present(self._filter, fullscreen=self._config.fullscreen)
        if farewell:
            spoken = farewell if confirmed else "partly"
            self._say_farewell(spoken, Language(language or "zh-Hans"), voice=voice)
        self._invite()
        if farewell == "crash":
            self._services.tasks.run(self._services.identity.end_open_visits).failure(
                lambda _error: None  # the lifetimes at the provider bound what is left
            ).start()

    def end(self, reason: str) -> None:
        """End the visit, or leave at once where there was none."""
        self.visit.end(reason)

    def fault(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """An error nobody caught (sys.excepthook): noted, and the visitor gets a way on.

        The traceback names places in the program and no values.
        """
        log.error("fault", exc_info=(kind, error, trace))
        self._services.transcript.write("fault", kind=kind.__name__)
        if self.visit.ended or self.visit.asleep:
            self.visit.end("crash")
        else:
            self.browser.show_fault()

    def _connect(self) -> None:
        window = self._surface.window
        window.activated.connect(self._clicked)
        window.focus_moved.connect(self.stage.focus_moved)
        window.edited.connect(self.forms.edited)

    def _start_idle_clock(self) -> None:
        limits = IdleLimits(self._config.idle_quiet, self._config.idle_warning)
        self.visit.idle = IdleClock(
            self._services.clock,
            limits,
            lambda: self.voice.speaking,
            self._warn,
            self._rescued,
            partial(self.visit.end, "idle"),
        )

    def _press(self, chord: KeyChord) -> bool:
        self._services.transcript.write("key", chord=str(chord))
        if self.visit.ended:
            return True
        return self._dispatcher.press(chord)

    def _exposed(self) -> None:
        shown, self._on_shown = self._on_shown, None
        if shown is not None:
            self._services.post(lambda: self._services.transcript.write("shown"))
            self._services.post(shown)

    def _touched(self) -> None:
        self._services.transcript.write("touch")
        if self.visit.asleep:
            self.desk.wake(voice=False)
        else:
            self.voice.hush()
            self.desk.activity()

    def _clicked(self, node_id: str) -> None:
        if not self.visit.ended and not self.visit.asleep:
            self.desk.activate(node_id)

    def _caption(self, text: Text | None, span: tuple[int, int] | None, node_id: str) -> None:
        """Captions, and the spoken words marked where they stand on the screen."""
        self._surface.caption(text, span)
        node = self.stage.reader.node
        if node_id == node.id and text == node.name:
            self._surface.set_reading(node_id, span)

    def _speak(self, utterance: Utterance) -> None:
        self.voice.speak(utterance)

    def _on_speech(self, event: SpeechEvent) -> None:
        self.voice.on_event(event)

    def _heard(self, utterance_id: int) -> None:
        self.desk.heard(utterance_id)

    def _shown(self, name: str, document: Document) -> None:
        self._services.transcript.write("screen", name=name, title=document.title.source)

    def _framed(self, document: Document, words: Words) -> Document:
        page = self.browser.page
        frame = FrameModel(
            signed_in=self.visit.masked_name,
            can_go_back=self.browser.can_go_back,
            at_home=page is not None and page.kind == "home",
            voice_on=self.voice.on,
            offline_minutes=self.browser.offline_minutes,
        )
        return with_frame(document, frame, words)

    def _attract(self, _words: Words) -> Document:
        return compose_attract(
            AttractModel(), [Words(language, lenient=True) for language in LANGUAGES]
        )

    def _sign_in(self, purpose: Purpose) -> None:
        self.signing_in.start(purpose)

    def _accept(self, session: Session) -> None:
        self.visit.sign_in(session)
        self.browser.use(self._services.portal.with_auth(session.bearer()))

    def _reject(self, session: Session) -> None:
        """A session that nobody confirmed ends at once, unseen."""
        identity = self._services.identity
        self._services.tasks.run(lambda: identity.end(session)).failure(lambda _e: None).start()

    def _warn(self, seconds: int) -> None:
        model = IdleModel(seconds, signed_in=self.visit.session is not None)
        screen = Screen("idle", lambda words: compose_idle(model, words), framed=False)
        if self.stage.screen is not None and self.stage.screen.name == "idle":
            self.stage.swap_top(screen)
            return
        self.stage.push(screen, say=False)
        said = self.stage.words("reading.idle.warning", seconds=seconds)
        self.stage.reader.say(
            said, priority=Priority.NOW, category=Category.ALERT, earcon="warning"
        )

    def _rescued(self) -> None:
        self.voice.hush()
        self.stage.pop(say=False)
        self.stage.reader.say(self.stage.words("reading.idle.rescued"), category=Category.ALERT)

    def _end(self, reason: str, session: Session | None) -> None:
        self._tell_ending()
        self._ending.run(reason, session)

    def _give_up(self) -> None:
        self.signing_in.drop()
        self.browser.stop()
        QGuiApplication.clipboard().clear()

    def _say_farewell(self, farewell: str, language: Language, *, voice: bool) -> None:
        words = Words(language, lenient=True)
        self.voice.set_on(voice, say=False)
        said = Utterance((Say(words(f"reading.farewell.{farewell}")),), category=Category.ALERT)
        self.voice.speak(said)

    def _invite(self) -> None:
        """Say in the languages of the screen how to begin, now and then, while nobody is here."""
        if not self.visit.asleep:
            return
        self._services.clock.call_later(self._config.invite_every, self._invite)
        if self.voice.busy:
            return
        self.voice.set_on(True, say=False)
        spoken = (Language.ZH_HANS, Language.EN)
        says = tuple(Say(Words(one, lenient=True)("reading.attract")) for one in spoken)
        self.voice.speak(Utterance(says, category=Category.HINT))


def _keymap(profiles: tuple[str, ...], commands: set[str]) -> Keymap:
    """The profiles as one keymap, the first profile's bindings first."""
    loaded = [load(FOLDER / f"{profile}.toml", commands) for profile in profiles]
    return Keymap("+".join(profiles), [b for keymap in loaded for b in keymap.bindings])
