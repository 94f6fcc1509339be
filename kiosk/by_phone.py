"""Signing in with a phone (RFC 8628): a code is shown and said until the phone approves it.

Once a second the time left is shown, and the provider is asked when it is due; a code that
runs out is replaced without leaving the screen.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from a11y.speech.utterance import Break, Category, Priority, Say, Utterance
from auth.flows.device import DeviceSignIn, Pending
from auth.flows.devicecode import DeviceCode
from auth.session import Session
from kiosk.attempt import Attempt
from kiosk.clock import Timer
from kiosk.tasks import Job
from locales.text import Text
from views.compose.models import SignInState

ANNOUNCED = (60, 20)
"""Seconds left at which the time is said (WCAG 2.2.1)."""


class ByPhone:
    """One device grant on the screen ``sign_in``."""

    def __init__(self, attempt: Attempt, flow: DeviceSignIn) -> None:
        self._attempt = attempt
        self._flow = flow
        self._job: Job[Pending | Session] | None = None
        self._timer: Timer | None = None
        self._code: DeviceCode | None = None
        self._left = -1
        self._over = False

    def start(self) -> None:
        """Ask for a code and show it."""
        job = self._attempt.tasks.run(self._flow.start)
        job.success(self._started).failure(self._failed).start()

    def stop(self) -> None:
        """Show nothing any more; a session that still comes is rejected."""
        self._over = True
        if self._timer is not None:
            self._timer.cancel()
        self._flow.cancel()

    def _started(self, code: DeviceCode) -> None:
        if not self._over:
            self._show_code(code)
            self._tick()

    def _show_code(self, code: DeviceCode) -> None:
        again = self._code is not None
        self._code = code
        self._left = round(code.expires_at - self._attempt.clock.now())
        address = _short(code.verification_uri)
        self._attempt.change(
            state=SignInState.WAITING,
            address=address,
            user_code=code.user_code,
            qr=code.verification_uri_complete or code.verification_uri,
            binding_number=code.binding_number,
            seconds_left=self._left,
        )
        if code.user_code:
            self._say_code(code, address, again=again)
        else:
            self._say_asked(code)

    def _say_code(self, code: DeviceCode, address: str, *, again: bool) -> None:
        """The address and the digits, twice, with a pause between the groups."""
        words = self._attempt.stage.words
        renewed = (Say(words("reading.signin.renewed")),) if again else ()
        digits = code.user_code.replace(" ", "").replace("-", "")
        halves = [digits[n : n + 4] for n in range(0, len(digits), 4)]
        spelled = [item for half in halves for item in (_spelled(half), Break(400))]
        items = [*renewed, Say(words("reading.signin.phone", address=address))]
        binding = (
            [Say(words("reading.signin.binding")), _spelled(code.binding_number)]
            if code.binding_number
            else []
        )
        self._attempt.stage.narrator.utter(
            Utterance((*items, *spelled, *spelled, *binding), Priority.NEXT, Category.ALERT)
        )

    def _say_asked(self, code: DeviceCode) -> None:
        """A phone was asked: the two digits, twice."""
        number = _spelled(code.binding_number)
        asked = Say(self._attempt.stage.words("reading.signin.asked"))
        self._attempt.stage.narrator.utter(
            Utterance((asked, number, Break(400), number), Priority.NEXT, Category.ALERT)
        )

    def _tick(self) -> None:
        if self._over:
            return
        clock = self._attempt.clock
        due = self._flow.next_poll_at - clock.now()
        wait = due if self._job is None and 0 < due < 1 else 1.0  # to ask no later than it may
        self._timer = clock.call_later(wait, self._tick)
        if self._code is not None:
            self._count_down(round(self._code.expires_at - clock.now()))
        if self._job is None and due <= 0:
            self._job = self._attempt.tasks.run(self._flow.poll)
            self._job.success(self._polled).failure(self._failed).start()

    def _count_down(self, left: int) -> None:
        if left == self._left or left < 0:
            return
        self._left = left
        self._attempt.change(seconds_left=left)
        if left in ANNOUNCED:
            said = self._attempt.stage.words("reading.signin.left", seconds=left)
            self._attempt.stage.narrator.say(said, priority=Priority.NEXT, category=Category.LIVE)

    def _polled(self, result: Pending | Session) -> None:
        self._job = None
        if isinstance(result, Session):
            (self._attempt.late if self._over else self._attempt.found)(result)
        elif not self._over and result.code is not None and result.code != self._code:
            self._show_code(result.code)

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not self._over:
            self.stop()
            self._attempt.failed(error)


def _spelled(digits: str) -> Say:
    return Say(Text(digits, "und"), spell=True)


def _short(address: str) -> str:
    """Without scheme: what a person types."""
    parts = urlsplit(address)
    return parts.netloc + parts.path
