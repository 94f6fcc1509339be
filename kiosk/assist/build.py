"""Help from staff put together with the visit that it happens in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from requests.auth import AuthBase

from a11y.document import Document, Privacy
from a11y.narrator import privacy_of
from a11y.speech.utterance import Say, SpeechItem
from auth.assistance import Offer
from auth.session import Session
from kiosk.assist.alone import Alone
from kiosk.assist.doing import Doing, Hands
from kiosk.assist.helper import Helper
from kiosk.assist.helping import Effects, Helping
from kiosk.assist.joining import Came, Joining
from kiosk.assist.menu import HelpMenu
from kiosk.assist.sharing import Seen
from kiosk.assist.veil import veiled
from kiosk.outputs import PrivateAudio
from kiosk.services import Services
from kiosk.stage import Stage
from kiosk.surface import NO_VEIL, Veil, WindowSurface
from kiosk.voice import Voice
from locales.text import Text
from views.compose.touch_board import Board, covered


@dataclass(frozen=True, slots=True)
class Around:
    """What of the visit help works with."""

    services: Services
    stage: Stage
    voice: Voice
    surface: WindowSurface
    session: Callable[[], Session | None]
    free: Callable[[], bool]
    """Whether the screen is not taken by signing in."""

    put_auth: Callable[[AuthBase], None]
    """The portal's requests are made with this from now on."""

    size: Callable[[int], None]
    activity: Callable[[], object]
    register: Callable[[], None]
    """Show how an account is opened."""

    unsay: Callable[[], None]
    """Silence, and nothing that was said is read or said again."""


class Help:
    """What commands and the desk use."""

    def __init__(self, around: Around) -> None:
        services, stage = around.services, around.stage
        self._around = around
        self._was_on = False
        hands = Hands(around.surface.put, around.voice.rate, around.size, around.activity)
        doing = Doing(stage, hands, lambda: self.helping.sharing)
        effects = Effects(
            self._changed,
            self._paused,
            doing.take,
            partial(around.voice.sound, soft=True),
            around.session,
            services.post,
        )
        self.helping = Helping(stage, services.tasks, services.clock, services.help, effects)
        self.menu = HelpMenu(
            stage, self.helping, lambda: around.session() is not None, around.register
        )
        self.alone = Alone(stage, self.helping)
        came = Came(self._came, self._reject, self.helping.say)
        self.joining = Joining(stage, services.tasks, services.clock, services.help, came)

    def join(self) -> None:
        """A member of staff stands here and wants to help."""
        if self.helping.on:
            self.menu.show()
        elif not self._around.free():
            self.helping.say("reading.assist.first_sign_in")
        elif not self.helping.busy:
            self.joining.start()

    def offered(self, offer: Offer) -> None:
        """The portal brings an offer; while the visitor is at something else it waits."""
        stage = self._around.stage
        if not self.helping.busy and self._around.free() and not stage.dialog_open:
            self._ask(Helper(offer.officer, offer=offer))

    def leave(self) -> Callable[[], None] | None:
        """The visit is over; see ``Helping.leave``."""
        self.joining.stop()
        return self.helping.leave()

    def _came(self, session: Session) -> None:
        self._ask(Helper(session.visitor.masked_name, session))

    def _ask(self, helper: Helper) -> None:
        self._around.voice.sound("assist")
        self.helping.asking.ask(helper)

    def _reject(self, session: Session) -> None:
        """Somebody signed in whom nobody waits for."""
        services = self._around.services
        services.tasks.run(lambda: services.help.end(session)).start()

    def _changed(self) -> None:
        """Screen, speech, frame and requests as things stand now."""
        around, on = self._around, self.helping.on
        stage = around.stage
        if on and not self._was_on:
            self._unconsent()
        self._frame()
        if on:  # nor is what they would see no more, or what was said before they came
            around.unsay()
        while stage.dialog_open:
            stage.pop(say=False)
        around.voice.masked = self._masked if on else _never
        stage.narrator.privacy = self._privacy if on else privacy_of
        session = around.session()
        if on != self._was_on and session is not None:
            around.put_auth(self.helping.auth_of(session))
        self._was_on = on
        stage.repaint()

    def _paused(self) -> None:
        self._unconsent()
        self._frame()
        self._around.stage.refresh(quiet=True)

    def _unconsent(self) -> None:
        """What was agreed to aloud when nobody stood here, or they had stepped aside."""
        sound: PrivateAudio = self._around.services.sound.loud
        if sound.consent(False):
            self._around.voice.hush()

    def _frame(self) -> None:
        if self.helping.on:
            self._around.surface.helped(self._label(), Veil(self._veil, self._cover))
        else:
            self._around.surface.helped(None, NO_VEIL)

    def _label(self) -> Text:
        if self.helping.paused:
            return self._around.stage.words("screens.assist.frame.paused")
        name = Text(self.helping.officer, "zh-Hans", convert=False)
        return self._around.stage.words("screens.assist.frame", name=name)

    def _veil(self, document: Document) -> Document:
        return veiled(document, self.helping.sharing, self._around.stage.words)

    def _cover(self, board: Board, field: str) -> Board:
        seen = Seen(self._around.stage.reader.document, self.helping.sharing)
        return covered(board, self._around.stage.words) if field in seen.hidden else board

    def _masked(self, privacy: Privacy) -> bool:
        return privacy is not Privacy.PUBLIC

    def _privacy(self, document: Document, items: Sequence[SpeechItem]) -> Privacy:
        """What is shared is for all to hear; a personal page's title is personal too."""
        hidden = Seen(document, self.helping.sharing).hidden
        says = [item for item in items if isinstance(item, Say)]
        own = document.root.id in hidden and any(not say.node for say in says)
        own = own or any(say.node in hidden for say in says)
        return Privacy.PERSONAL if own else Privacy.PUBLIC


def _never(_privacy: Privacy) -> bool:
    return False
