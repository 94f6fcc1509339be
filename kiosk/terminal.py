"""One terminal: everything composed, from the attract screen to the end of one visit."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from types import TracebackType

from PySide6.QtGui import QGuiApplication

from a11y.document import Document
from a11y.keymap import Mode
from a11y.keys import KeyChord
from a11y.speech.manager import Outputs, SpeechManager
from auth.session import Session
from kiosk.actions import Actions
from kiosk.answers import answers_of
from kiosk.browser import Browser, Gate
from kiosk.captions import captions_of
from kiosk.commands import all_commands
from kiosk.config import Config
from kiosk.desk import Desk, Parts
from kiosk.dispatch import Dispatcher, holding
from kiosk.echo import Echo
from kiosk.elements import Elements
from kiosk.ending import Ending
from kiosk.farewell import Farewell, Reports
from kiosk.finding import Finding
from kiosk.forms import Forms
from kiosk.framing import along_of, calling_of, framed, help_of, listened, printing_of
from kiosk.gate import Effects, HandSettings
from kiosk.hints import Hints
from kiosk.identifier import Identifier, taker
from kiosk.idle import IdleClock, IdleLimits
from kiosk.idle_warning import IdleWarning
from kiosk.keyboard import KeyFilter
from kiosk.languages import Languages
from kiosk.learning import KeyLearning
from kiosk.lesson import Lesson
from kiosk.loading import Loading, say_slow
from kiosk.locks import Locks, XLamps
from kiosk.looks import looks_of
from kiosk.manner.build import here_of, make_keys, make_wishes
from kiosk.manner.keyboards import keyboards_of
from kiosk.menus import Menus
from kiosk.page_place import PagePlace
from kiosk.page_surface import PageSurface
from kiosk.pictures import show_pictures
from kiosk.provider import register_address
from kiosk.qt_language import QtLanguage
from kiosk.questions import Questions
from kiosk.rime import pinyin_of_visit
from kiosk.scanning import Scanning
from kiosk.services import Services
from kiosk.settings import Settings
from kiosk.settings_table import table
from kiosk.signing_in import Outcome, SigningIn
from kiosk.stage import Stage
from kiosk.suggesting import Suggesting
from kiosk.touch_place import touch_typing
from kiosk.touched_text import TouchedText, read_at
from kiosk.typing import Typing
from kiosk.visit import Visit
from kiosk.voice import Followers, Voice
from kiosk.welcome import Welcome
from kiosk.whole_words import inside_of
from kiosk.yielding import Yielding
from locales.text import Text
from views.widgets.window import MainWindow

log = logging.getLogger(__name__)


class Terminal:
    """The composition root of a terminal process; it lives for one visit."""

    def __init__(
        self,
        config: Config,
        services: Services,
        window: MainWindow,
        reports: Reports,
        languages: Languages | None = None,
    ) -> None:
        self._config = config
        self.services = services
        self._reports = reports
        self._on_shown: Callable[[], None] | None = None
        self._languages = languages or Languages()
        self.surface = PageSurface(window, self._languages.projector)
        self._commands = all_commands()
        self._hands = HandSettings()
        self.visit = Visit(self._end)
        self.captions = captions_of(services, self.surface.caption, lambda: self.voice)
        self.stage, self.voice = self._make_speaking()
        self.yielding = Yielding(self.stage, self.voice, self.surface)
        self.looks = looks_of(window, self.stage, self.voice)
        self._echo = Echo(self.stage, self.surface, services.post)
        self.browser = self._make_browser()
        self.signing_in = self._make_signing_in()
        self.desk = self._make_desk()
        self.welcome = Welcome(
            self.voice,
            services.clock,
            config.invite_every,
            lambda: self.visit.asleep,
            self._languages.words,
        )
        self._ending = Ending(services, self.stage, self.voice, self._give_up, reports.bye)
        self._answers = answers_of(services, self.voice, self.visit)
        self._dispatcher = Dispatcher(
            lambda: self._keys.all, self._commands, self.desk, self.desk.learning.name
        )
        self._filter = KeyFilter(
            make_keys(
                services.clock,
                self._hands,
                _effects(self),
                lambda: not self.visit.ended and self.desk.mode in (Mode.BROWSE, Mode.HELP),
                *(self.desk.wishes.scanned, partial(taker, self.desk)),
            ),
            self._touched,
            lambda tap: self.services.post(lambda: self._touch_over(tap=tap)),
            self._exposed,
        )
        self.visit.idle = self._make_idle_clock()
        show_pictures(window.set_images, services, self.browser.files, self.desk.printing.picture)
        self.voice.captioned = lambda: self.captions.always
        window.uncovered.connect(lambda: self.desk.settings.turn("blank"))
        window.activated.connect(self._clicked)
        self._touched_text = TouchedText(partial(read_at, self.stage.reader))
        window.focus_moved.connect(  # before a visit it moves by itself, which means nothing
            lambda node: None if self.visit.asleep else self.stage.focus_moved(node)
        )
        for one in (self.desk.forms, self.desk.finding, self.desk.identifier, self.suggesting):
            window.edited.connect(one.edited)

    @property
    def manner(self) -> dict[str, object]:
        """How this visit is spoken to, for the words after a crash."""
        return {"language": self.stage.language.value, "voice": self.voice.on}

    def prepare(self) -> None:
        """Draw the attract screen, unseen; the spare waits like this, ready for any language."""
        self.stage.show(self.welcome.screen, say=False)
        self.surface.prepare()
        self._languages.warm()

    def show(self, farewell: Farewell, shown: Callable[[], None] = lambda: None) -> None:
        """Come to the front; say what became of the visit before, then invite.

        ``shown`` is called when the screen is really on the display.
        """
        self._on_shown = shown
        if self.surface.present(self._filter, fullscreen=self._config.fullscreen):
            self._exposed()
        self.desk.listening.begin()
        if farewell.reason:
            said = farewell.reason if farewell.confirmed else "partly"
            self.welcome.farewell(said, farewell.language, voice=farewell.voice)
        self.welcome.invite()
        self.desk.calling.start()
        self.desk.printing.empty()
        if farewell.reason == "crash":
            # The lifetimes at the provider bound what this cannot end.
            end = self.services.identity.end_open_visits
            self.services.tasks.run(end).failure(_log_only).start()

    def fault(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """An error nobody caught: noted by its places, no values; the visitor gets a way on."""
        log.error("fault", exc_info=(kind, error, trace))
        self.services.transcript.write("fault", kind=kind.__name__)
        if self.visit.ended or self.visit.asleep:
            self.visit.end("crash")
        else:
            self.browser.show_fault()

    def _make_speaking(self) -> tuple[Stage, Voice]:
        """Stage and voice need each other: what is shown is said, what is said is shown."""
        services = self.services
        sound = services.sound
        manager = SpeechManager(
            sound.worker,
            Outputs(sound.loud, sound.silent),
            clock=services.clock.now,
            post=services.post,
            on_event=lambda event: self.voice.on_event(event),
            allowed=sound.loud.allowed,
        )
        self.surface.window.inside = inside_of(lambda: sound.worker.front)
        around = partial(framed, self)
        stage = Stage(
            self.surface,
            lambda u: self.voice.speak(u),
            around,
            partial(_noted, self),
            words_of=self._languages.words,
        )
        self._keys = stage.narrator.keys
        self._keyboards = keyboards_of(self._keys, self._commands, self._config.keymaps)
        voice = Voice(
            manager,
            lambda: stage.words,
            Followers(
                self._caption,
                lambda utterance: self.desk.heard(utterance),
                lambda utterance: self.desk.listening.withheld(utterance),
            ),
            services.transcript,
            lambda: sound.heard,
        )
        return stage, voice

    def _make_browser(self) -> Browser:
        services = self.services
        gate = Gate(self.visit.reaches, lambda why: self.signing_in.start(why))
        self.loading = Loading(services.tasks, services.clock, partial(say_slow, self.stage))
        browser = Browser(self.stage, self.loading, services.portal, gate)
        self.suggesting = Suggesting(self.stage, browser, services.tasks, services.clock)
        return browser

    def _make_signing_in(self) -> SigningIn:
        services, stage = self.services, self.stage
        outcome = Outcome(
            lambda: self.visit.session,
            self._accept,
            self._reject,
            self.browser.resume,
            lambda go, cancel: self.desk.help.alone.then(go, cancel),
        )
        language, touched = lambda: stage.language, lambda: self.touch.check()
        place = PagePlace(self.surface, services.identity.origins, language, touched)
        return SigningIn(stage, services, outcome, place, self._echo.tell)

    def _make_desk(self) -> Desk:
        tasks, start = self.services.tasks, self.signing_in.start
        asked = Questions(self.stage, self.browser, self.surface.commit, self.looks)
        commit = self.surface.commit
        forms = Forms(self.stage, self.browser, tasks, start, commit, asked.review)
        menus = Menus(self.stage, self._commands, register_address(self._config))
        settings = table(self.voice, self._hands, self.stage, self.looks, self.captions, asked)
        parts = Parts(
            stage=self.stage,
            voice=self.voice,
            visit=self.visit,
            browser=self.browser,
            forms=forms,
            signing_in=self.signing_in,
            identifier=Identifier(self.stage, self.surface.commit),
            menus=menus,
            learning=KeyLearning(self.stage),
            echo=self._echo,
            actions=Actions(self.browser, forms, menus, along_of(self, menus), self._commands),
            elements=Elements(self.stage),
            finding=Finding(self.stage, self.surface.commit, self._languages.projector),
            settings=Settings(self.stage, settings),
            questions=asked,
            lesson=Lesson(self.stage),
            hints=Hints(self.services.clock, self.stage, partial(listened, self)),
            typing=Typing(self.stage, pinyin_of_visit, self.surface),
            scanning=Scanning(
                self.services.clock,
                self.stage,
                partial(listened, self),
                on="scan" in self._config.keymaps,
            ),
            wishes=make_wishes(
                self.services,
                self.stage,
                settings,
                self._keyboards.knob,
                here_of(self.visit, lambda: self.desk, self.browser.language_changed),
            ),
            locks=Locks(self.services.clock, self.stage, XLamps()),
            calling=calling_of(self),
            help=help_of(self, self.surface),
            printing=printing_of(self, self.surface, self._config.place),
            audio=self.services.sound.loud,
            post=self.services.post,
        )
        run = lambda command: self._commands[command].run(self.desk)  # noqa: E731 - used once
        self.touch = touch_typing(self.surface, self.stage, self._echo, run)
        qt = QtLanguage()
        qt.set(self.stage.language)
        return Desk(parts, qt.set)

    def _make_idle_clock(self) -> IdleClock:
        limits = IdleLimits(self._config.idle_quiet, self._config.idle_warning)
        warning = IdleWarning(self.stage, self.voice.hush, lambda: self.visit.session is not None)
        return IdleClock(
            self.services.clock,
            limits,
            lambda: self.voice.speaking or self.desk.calling.waiting or self.desk.printing.busy,
            warning.show,
            warning.take_back,
            partial(self.visit.end, "idle"),
        )

    def _press(self, chord: KeyChord) -> bool:
        self.services.transcript.write("key", chord=str(chord))
        self.touch.keyed()
        self._keys.note(chord)
        self._answers.pressed()
        kept = True if self.visit.ended else self._dispatcher.press(chord)
        self.desk.entering.keyed()
        return kept

    def _touched(self) -> None:
        """A finger comes down: silence, and nothing moves away from under it."""
        self.services.transcript.write("touch")
        self._touched_text.down()
        self.captions.touched()
        if not (self.visit.asleep or self.visit.ended):
            self.voice.hush()

    def _touch_over(self, *, tap: bool) -> None:
        """What lay under the finger, if anything, has heard of it; a touch anywhere wakes."""
        if self.visit.asleep:
            self.desk.wake(voice=False)
        elif not self.visit.ended:
            self.desk.activity()
            self.desk.entering.touched()
            if tap:
                self.touch.lifted()
            self._touched_text.up()

    def _clicked(self, node_id: str) -> None:
        if self.visit.asleep:
            begin = self.welcome.chosen(self.stage.reader.document, node_id)
            self.looks.put(elder=begin.elder)
            self.desk.wake(voice=False, language=begin.language)
        elif not self.visit.ended:
            self.desk.activate(node_id)

    def _exposed(self) -> None:
        """The window is on the display: said once, after what is painted now."""
        shown, self._on_shown = self._on_shown, None
        if shown is not None:
            self.services.post(lambda: self.services.transcript.write("shown"))
            self.services.post(shown)

    def _caption(self, text: Text | None, span: tuple[int, int] | None, node_id: str) -> None:
        """Captions, and the spoken words marked where they stand on the screen."""
        self.desk.listening.check()
        self.captions.say(text, span)
        node = self.stage.reader.node
        if node_id == node.id and text == node.name:
            self.surface.set_reading(node_id, span)

    def _accept(self, session: Session) -> None:
        self.visit.sign_in(session)
        auth = self.desk.help.helping.auth_of(session)
        self.browser.client = self.services.portal.with_auth(auth)
        self.desk.wishes.arrive(session)

    def _reject(self, session: Session) -> None:
        """A session that nobody confirmed ends at once, unseen."""
        end = self.services.identity.end
        self.services.tasks.run(lambda: end(session)).failure(_log_only).start()

    def _end(self, reason: str, session: Session | None) -> None:
        self._reports.ending()
        others = (self.desk.help.leave(), self.desk.printing.leave())
        self._ending.run(reason, session, others)

    def _give_up(self) -> None:
        self.signing_in.drop()
        self.desk.calling.stop()
        self.browser.stop()
        self.browser.shown.filled.clear()
        QGuiApplication.clipboard().clear()


def _effects(terminal: Terminal) -> Effects:
    """What the gate of the keys does."""
    return Effects(
        terminal._press,
        holding(terminal._keys.note, terminal._dispatcher),
        terminal.voice.sound,
        lambda _on: terminal.desk.settings.say("latch"),
        terminal.surface.is_focusing,
        terminal.surface.key_passed,
        lambda: terminal.desk.settings.say("slow"),
    )


def _noted(terminal: Terminal, name: str, document: Document) -> None:
    """Which screen came, for the transcript of a trial; another has other fields."""
    services = terminal.services
    services.transcript.write("screen", name=name, title=document.title.source)
    services.post(lambda: terminal.touch.check())
    services.post(lambda: terminal.desk.help.helping.check())


def _log_only(error: Exception) -> None:
    """What nobody waits for and what cannot be mended here is only written down."""
    log.warning("%s", type(error).__name__)
