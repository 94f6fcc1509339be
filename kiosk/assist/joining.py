"""A member of staff signs in beside the visitor, on a phone of their own (RFC 8628).

The screen that shows the code lies over what the visitor was doing; closed, it gives up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from auth.acting import require_staff
from auth.errors import AuthError, Refused
from auth.flows.device import DeviceSignIn
from auth.session import Session
from kiosk.assist.helper import HelpService
from kiosk.attempt import Attempt
from kiosk.by_phone import ByPhone
from kiosk.clock import Clock
from kiosk.screens import Screen
from kiosk.stage import Stage
from kiosk.tasks import Tasks
from views.compose.models import SignInModel, SignInState
from views.compose.staff import compose_staff

NAME = "staff"


@dataclass(frozen=True, slots=True)
class Came:
    """What becomes of it."""

    staff: Callable[[Session], None]
    """A member of staff signed in."""

    reject: Callable[[Session], None]
    """Somebody whom nobody waits for, or who is no staff: the session is to be ended."""

    failed: Callable[[str], None]
    """It came to nothing; the key of the words."""


class Joining:
    """One attempt at a time."""

    def __init__(
        self,
        stage: Stage,
        tasks: Tasks,
        clock: Clock,
        service: HelpService,
        came: Came,
    ) -> None:
        self._stage = stage
        self._service = service
        self._came = came
        self._model = SignInModel(staff=True)
        self._way: ByPhone | None = None
        self._attempt = Attempt(
            stage,
            tasks,
            clock,
            self._change,
            found=self._found,
            late=came.reject,
            failed=self._failed,
        )

    def start(self) -> None:
        """Show a code."""
        self._begin(SignInModel(state=SignInState.STARTING, staff=True), self._service.sign_in())

    def by_asking(self, hint: str) -> None:
        """The member of staff typed who they are, or a reader read their card."""
        if self.asks:
            model = SignInModel(
                state=SignInState.STARTING, staff=True, ask_offered=True, by_asking=True
            )
            self._begin(model, self._service.ask(hint))

    @property
    def asks(self) -> bool:
        """Whether a phone of staff can be asked now: their code is shown."""
        return self._shown and self._service.asks()

    def _begin(self, model: SignInModel, flow: DeviceSignIn) -> None:
        self.stop()
        self._model = model
        screen = Screen(NAME, lambda words: compose_staff(self._model, words), False)
        if self._stage.screen is not None and self._stage.screen.name == NAME:
            self._stage.swap_top(screen)
        else:
            self._stage.push(screen)
        self._way = ByPhone(self._attempt, flow)
        self._way.start()

    def stop(self) -> None:
        """Give up; whoever still comes is rejected."""
        way, self._way = self._way, None
        if way is not None:
            way.stop()

    @property
    def _shown(self) -> bool:
        return NAME in self._stage.names  # another dialog may lie over it

    def _change(self, **members: object) -> None:
        if not self._shown:
            self.stop()  # closed, or another screen came
            return
        members = {"ask_offered": self._service.asks(), **members}
        self._model = replace(self._model, **members)  # type: ignore[arg-type]  # members of SignInModel, checked by it
        self._stage.refresh(quiet=True)

    def _found(self, session: Session) -> None:
        shown = self._close()
        try:
            require_staff(session)
        except Refused:
            self._came.reject(session)
            self._came.failed("reading.assist.not_staff")
            return
        (self._came.staff if shown else self._came.reject)(session)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AuthError):
            raise error
        if self._close():
            refused = isinstance(error, Refused)
            self._came.failed(f"reading.assist.{'not_staff' if refused else 'failed'}")

    def _close(self) -> bool:
        """Whether the code was still shown."""
        self._way = None
        shown = self._shown
        while self._shown:
            self._stage.pop(say=False)
        return shown
