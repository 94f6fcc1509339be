"""Signing in with a phone, as the visitor lives through it.

Numbered:

1. a code is asked for; the screen shows it as QR code, address and digits, and
   says them;
2. once a second the time left is shown, and the provider is asked when it is due;
   a code that runs out is replaced without leaving the screen;
3. the phone approves: the masked name is shown and said, and a key confirms it;
4. only then the session is the visit's, and the page that asked for it opens.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from a11y.document import Document, Privacy
from a11y.speech.utterance import Break, Category, Priority, Say, Utterance
from auth.errors import AuthError, Expired, Refused
from auth.flows.device import DeviceSignIn, Pending
from auth.flows.devicecode import DeviceCode
from auth.session import Session
from kiosk.clock import Clock, Timer
from kiosk.screens import Screen
from kiosk.stage import Stage
from kiosk.tasks import Job, Tasks
from locales.text import Text
from locales.words import Words
from views.compose.models import ConfirmModel, SignInModel, SignInState
from views.compose.sign_in import compose_confirm, compose_sign_in

ANNOUNCED = (60, 20)
"""Seconds left at which the time is said (WCAG 2.2.1)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of an attempt; the terminal gives the three ways."""

    accept: Callable[[Session], None]
    """The visitor confirmed: the session is the visit's."""

    reject: Callable[[Session], None]
    """Nobody confirmed: the session is to be ended."""

    leave: Callable[[], None]
    """Back to what was on the screen before."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """The page that asked for the sign-in; ``resume`` opens it afterwards."""

    title: str
    lang: str
    resume: Callable[[], None]


class SigningIn:
    """One attempt at a time; cancelled when the visitor leaves."""

    def __init__(
        self,
        stage: Stage,
        tasks: Tasks,
        clock: Clock,
        flow: Callable[[], DeviceSignIn],
        outcome: Outcome,
    ) -> None:
        self._stage = stage
        self._tasks = tasks
        self._clock = clock
        self._make = flow
        self._outcome = outcome
        self._flow: DeviceSignIn | None = None
        self._job: Job[Pending | Session] | None = None
        self._timer: Timer | None = None
        self._code: DeviceCode | None = None
        self._model = SignInModel()
        self._session: Session | None = None
        self._purpose: Purpose | None = None

    @property
    def active(self) -> bool:
        """Whether the screen belongs to signing in."""
        return self._flow is not None or self._session is not None

    def start(self, purpose: Purpose | None = None) -> None:
        """Ask for a code and show it."""
        self._stop()
        self._purpose = purpose or self._purpose
        self._flow = flow = self._make()
        self._model = SignInModel(
            purpose=self._purpose.title if self._purpose else "",
            purpose_lang=self._purpose.lang if self._purpose else "zh-Hans",
        )
        self._stage.show(Screen("sign_in", self._compose))
        self._tasks.run(flow.start).success(lambda code: self._started(flow, code)).failure(
            lambda error: self._failed(flow, error)
        ).start()

    def cancel(self) -> None:
        """Leave without signing in."""
        session, self._session = self._session, None
        self._stop()
        self._purpose = None
        if session is not None:
            self._outcome.reject(session)
        self._outcome.leave()

    def drop(self) -> None:
        """The visit ends: give up what is under way, show nothing."""
        session, self._session = self._session, None
        self._stop()
        if session is not None:
            self._outcome.reject(session)

    def confirm(self) -> None:
        """The visitor says that the name is theirs."""
        session, self._session = self._session, None
        if session is None:
            return
        purpose, self._purpose = self._purpose, None
        self._stop()
        self._outcome.accept(session)
        welcome = self._stage.words(
            "reading.signin.welcome", name=_name(session.visitor.masked_name)
        )
        self._stage.narrator.say(welcome, category=Category.ALERT)
        (purpose.resume if purpose is not None else self._outcome.leave)()

    def deny(self) -> None:
        """The visitor says that it is somebody else: nothing of it is kept."""
        session, self._session = self._session, None
        self._stop()
        if session is not None:
            self._outcome.reject(session)
        self._purpose = None
        self._stage.narrator.say(
            self._stage.words("reading.signin.denied"), category=Category.ALERT
        )
        self._outcome.leave()

    def _started(self, flow: DeviceSignIn, code: DeviceCode) -> None:
        if flow is not self._flow:
            return
        self._show_code(code)
        self._tick(flow)

    def _show_code(self, code: DeviceCode) -> None:
        again = self._code is not None
        self._code = code
        self._model = replace(
            self._model,
            state=SignInState.WAITING,
            address=_short(code.verification_uri),
            user_code=code.user_code,
            qr=code.verification_uri_complete or code.verification_uri,
            binding_number=code.binding_number,
            seconds_left=round(code.expires_at - self._clock.now()),
        )
        self._stage.refresh(quiet=True)
        self._say_code(code, again=again)

    def _say_code(self, code: DeviceCode, *, again: bool) -> None:
        """The address and the digits, twice, with a pause between the groups."""
        words = self._stage.words
        renewed = (Say(words("reading.signin.renewed")),) if again else ()
        digits = code.user_code.replace(" ", "").replace("-", "")
        halves = [digits[n : n + 4] for n in range(0, len(digits), 4)]
        spelled = [item for half in halves for item in (_spelled(half), Break(400))]
        items = [*renewed, Say(words("reading.signin.phone", address=self._model.address))]
        binding = (
            [Say(words("reading.signin.binding")), _spelled(code.binding_number)]
            if code.binding_number
            else []
        )
        self._stage.narrator.utter(
            Utterance((*items, *spelled, *spelled, *binding), Priority.NEXT, Category.ALERT)
        )

    def _tick(self, flow: DeviceSignIn) -> None:
        if flow is not self._flow or self._session is not None:
            return
        self._timer = self._clock.call_later(1.0, lambda: self._tick(flow))
        if self._code is not None:
            self._count_down(round(self._code.expires_at - self._clock.now()))
        if self._job is None and self._clock.now() >= flow.next_poll_at:
            self._job = self._tasks.run(flow.poll)
            self._job.success(lambda result: self._polled(flow, result))
            self._job.failure(lambda error: self._failed(flow, error)).start()

    def _count_down(self, left: int) -> None:
        if left == self._model.seconds_left or left < 0:
            return
        self._model = replace(self._model, seconds_left=left)
        self._stage.refresh(quiet=True)
        if left in ANNOUNCED:
            said = self._stage.words("reading.signin.left", seconds=left)
            self._stage.narrator.say(said, priority=Priority.NEXT, category=Category.LIVE)

    def _polled(self, flow: DeviceSignIn, result: Pending | Session) -> None:
        self._job = None
        if flow is not self._flow:
            if isinstance(result, Session):
                self._outcome.reject(result)
            return
        if isinstance(result, Session):
            self._ask(result)
        elif result.code is not None and result.code != self._code:
            self._show_code(result.code)

    def _ask(self, session: Session) -> None:
        self._stop()
        self._session = session
        model = ConfirmModel(session.visitor.masked_name)
        screen = Screen("confirm", lambda words: compose_confirm(model, words), framed=False)
        self._stage.show(screen, say=False)
        words = self._stage.words
        asked = words("reading.signin.is_it_you", name=_name(model.masked_name))
        items = (Say(asked), Say(words("reading.signin.yes_or_no")))
        self._stage.narrator.utter(Utterance(items, Priority.NOW, Category.ALERT, Privacy.PERSONAL))

    def _failed(self, flow: DeviceSignIn, error: Exception) -> None:
        self._job = None
        if flow is not self._flow:
            return
        if not isinstance(error, AuthError):
            raise error
        if self._timer is not None:
            self._timer.cancel()
        states: dict[type[AuthError], SignInState] = {
            Refused: SignInState.DENIED,
            Expired: SignInState.EXPIRED,
        }
        state = states.get(type(error), SignInState.FAILED)
        self._model = replace(self._model, state=state, error_code=str(error.code))
        self._stage.refresh()  # said as a live change; whoever is on a button stays there

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._job = None
        if self._flow is not None and self._session is None:
            self._flow.cancel()
        self._flow = None
        self._code = None

    def _compose(self, words: Words) -> Document:
        return compose_sign_in(self._model, words)


def _spelled(digits: str) -> Say:
    return Say(Text(digits, "und"), spell=True)


def _name(masked: str) -> Text:
    return Text(masked, "zh-Hans", convert=False)


def _short(address: str) -> str:
    """Without scheme: what a person types."""
    parts = urlsplit(address)
    return parts.netloc + parts.path
