"""The whole terminal in this process, without display, sound or portal: keys in, phrases out.

From the key filter to the utterance everything is the real thing; the window is drawn in
memory. What would be heard is written down as it is handed to speech. Time stands still
but for keys.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from a11y.document import Document
from a11y.keys import KeyChord, Modifier
from a11y.speech.null_audio import NullAudioOut
from a11y.speech.reading import Reader
from a11y.speech.synth import Voiceless
from a11y.speech.utterance import Category, Utterance
from a11y.speech.worker import SynthWorker
from auth.errors import NetworkFailed
from kiosk.assist.helper import HelpService
from kiosk.config import Config
from kiosk.farewell import Reports
from kiosk.gate import HOLD
from kiosk.keyboard import _NAMES, _NATIVE, _PAD, _PAD_TEXTS, _SHIFTS
from kiosk.manner.wishes import WishService
from kiosk.outputs import PrivateAudio
from kiosk.print_queue import Printer
from kiosk.screens import Screen
from kiosk.services import Identity, Services, Sound
from kiosk.terminal import Terminal
from kiosk.transcript import Transcript
from locales.languages import Language
from locales.words import Words
from portal.client import PortalClient
from tests.harness.clock import FakeClock
from tests.harness.instant import Instant
from views.compose.printing import Paper
from views.widgets.window import MainWindow

MODIFIERS = {
    Modifier.CTRL: (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Control),
    Modifier.ALT: (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Alt),
    Modifier.SHIFT: (Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Shift),
}
NATIVE = {name: code for code, name in _NATIVE.items()}
PAD = {name: key for key, name in reversed(list(_PAD.items()))}
NAMED = {name: key for key, name in reversed(list(_NAMES.items()))}
TYPED = {"Space": " ", **_PAD_TEXTS}
NOWHERE = "http://127.0.0.1:9"
NO_PRINTERS: Mapping[Paper, Printer] = MappingProxyType({})
Compose = Callable[[Words], Document]


class OwnTerminal:
    """A terminal with these keyboards whose visitor has just come, with voice.

    ``said`` empties what was said so far.
    """

    def __init__(
        self, folder: Path, *keymaps: str, printers: Mapping[Paper, Printer] = NO_PRINTERS
    ) -> None:
        self.clock = FakeClock()
        self.posts: deque[Callable[[], None]] = deque()
        self.utterances: list[Utterance] = []
        self.window = MainWindow()
        config = Config(keymaps=keymaps, fullscreen=False, data=str(folder))
        services = _services(self.clock, self.posts.append, self._help())
        services = replace(services, printers=printers)
        self.terminal = Terminal(config, services, self.window, Reports())
        self.terminal.voice.speak = self._hear  # type: ignore[method-assign]  # written down
        self.terminal.prepare()
        self.window.show()
        self.window.activateWindow()
        QApplication.processEvents()
        self.terminal.desk.wake(voice=True)
        self.terminal.browser.stop()
        self._settle()

    @property
    def said(self) -> list[str]:
        """Everything since the last time, without what is said by itself after a pause."""
        self._settle()
        texts = [utterance.text for utterance in self.utterances]
        self.utterances.clear()
        return texts

    def show(self, compose: Compose, language: Language = Language.ZH_HANS) -> None:
        """A page of the test's own, as if the portal had sent it."""
        self.terminal.desk.use(language)
        self.terminal.stage.show(Screen("page", compose, False), say=False)
        self.utterances.clear()

    def press(self, *chords: str) -> list[str]:
        """Press keys together or hold them as written, one after another; what was said."""
        for written in chords:
            chord = KeyChord.parse(written)
            held = Modifier.HOLD in chord.modifiers
            with_it = [m for m in MODIFIERS if m in chord.modifiers]
            for modifier in with_it:
                self._alone(modifier, QEvent.Type.KeyPress)
            self._event(chord, QEvent.Type.KeyPress)
            self.clock.advance(HOLD + 0.2 if held else 0.03)
            self._event(chord, QEvent.Type.KeyRelease)
            for modifier in reversed(with_it):
                self._alone(modifier, QEvent.Type.KeyRelease)
            self.clock.advance(0.05)
            self._settle()
        return self.said

    def tap(self, *modifiers: Modifier) -> None:
        """Modifiers by themselves, one after another."""
        for modifier in modifiers:
            self._alone(modifier, QEvent.Type.KeyPress)
            self.clock.advance(0.03)
            self._alone(modifier, QEvent.Type.KeyRelease)
            self.clock.advance(0.6)

    def wait(self, most: float = 10.0) -> list[str]:
        """Let time pass until something is said by itself."""
        for _ in range(round(most * 10)):
            self.clock.advance(0.1)
            if self.utterances:
                break
        return self.said

    def latched(self, written: str) -> list[str]:
        """A combination with one finger: its modifiers first, then the key."""
        chord = KeyChord.parse(written)
        held = {Modifier.HOLD} & chord.modifiers
        self.tap(*(m for m in MODIFIERS if m in chord.modifiers))
        said = self.press(str(KeyChord(chord.key, frozenset(held))))
        return said or self.wait(1)  # the stroke may begin a settings code, so it waits

    def at(self, node_id: str) -> None:
        """Put the reading position there; nothing is said."""
        self.terminal.stage.reader.arrive(node_id, say=False)
        self.utterances.clear()

    def close(self) -> None:
        """End it; Qt's own words are English again."""
        self.terminal.desk.use(Language.EN)
        self.window.close()
        self.window.deleteLater()

    def _help(self) -> HelpService:
        flow = SimpleNamespace(start=_nobody, cancel=lambda: None)
        nobody = SimpleNamespace(sign_in=lambda: flow, asks=lambda: False)
        return cast("HelpService", nobody)

    def _hear(self, utterance: Utterance) -> None:
        if utterance.category is not Category.HINT:
            self.terminal.voice._last = utterance
        self.utterances.append(utterance)
        self.terminal.voice.answers += 1

    def _alone(self, modifier: Modifier, kind: QEvent.Type) -> None:
        self._send(kind, MODIFIERS[modifier][1], Qt.KeyboardModifier.NoModifier, "")

    def _event(self, chord: KeyChord, kind: QEvent.Type, *, repeat: bool = False) -> None:
        modifiers = Qt.KeyboardModifier.NoModifier
        for own, (qt, _) in MODIFIERS.items():
            if own in chord.modifiers:
                modifiers |= qt
        if chord.key in PAD:
            modifiers |= Qt.KeyboardModifier.KeypadModifier
            text = TYPED.get(chord.key, "")
            self._send(kind, _digit(chord.key), modifiers, text, repeat=repeat)
            return
        key = NAMED.get(chord.key) or Qt.Key(ord(_shifted(chord).upper()))
        text = TYPED.get(chord.key, _shifted(chord) if len(chord.key) == 1 else "")
        self._send(kind, key, modifiers, text, NATIVE.get(chord.key, 0), repeat=repeat)

    def _send(
        self,
        kind: QEvent.Type,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier,
        text: str,
        native: int = 0,
        *,
        repeat: bool = False,
    ) -> None:
        """As the window system does: the filter first, then the widget with the focus."""
        event = QKeyEvent(kind, key, modifiers, native, 0, 0, text, repeat)
        event.setTimestamp(round(self.clock.now() * 1000))
        if not self.terminal._filter.eventFilter(self.window.windowHandle(), event):
            widget = QApplication.focusWidget()
            if widget is not None:
                QCoreApplication.sendEvent(widget, event)

    def _settle(self) -> None:
        while self.posts:
            self.posts.popleft()()


def _digit(key: str) -> Qt.Key:
    return Qt.Key(Qt.Key.Key_0 + int(key[3:])) if key[3:].isdecimal() else PAD[key]


def _shifted(chord: KeyChord) -> str:
    if Modifier.SHIFT not in chord.modifiers:
        return chord.key
    return _SHIFTS.get(chord.key, chord.key.upper())


def _nobody(*_arguments: object) -> Any:
    raise NetworkFailed("nobody")


def _services(
    clock: FakeClock, post: Callable[[Callable[[], None]], None], help_: HelpService
) -> Services:
    silent = NullAudioOut(0)
    loud = PrivateAudio(silent, silent)
    return Services(
        clock=clock,
        post=post,
        tasks=Instant(),  # type: ignore[arg-type]  # as the real ones, done at once
        portal=PortalClient(NOWHERE, None, clock=clock.now, pause=lambda _seconds: None),
        identity=Identity(
            ways=_nobody,
            by_phone=_nobody,
            by_asking=_nobody,
            by_page=_nobody,
            origins=(),
            end=lambda _session: True,
            end_open_visits=lambda: 0,
        ),
        wishes=WishService(save=_nobody, sign=_nobody, read=_nobody),
        board=lambda _report: _nobody(),
        help=help_,
        sound=Sound(SynthWorker(Voiceless("test"), Reader(), {}), loud, silent),
        transcript=Transcript(),
        printers=NO_PRINTERS,
    )
