"""Signing in on a page of the provider, shown in a private view and read like every page.

Numbered:

1. the address is asked for, pushed where the provider takes that;
2. the page is shown; each new page is said as it opens, each change as a live region asks;
3. what is typed is said by the echo, a password as stars: its characters never leave the page;
4. the way back is caught, the view and its profile are deleted, and only then the answer is
   looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from a11y.document import Document, Role
from a11y.speech.utterance import Category, Priority, Say, Utterance
from auth.errors import AuthError, BadAnswer, NetworkFailed, TimedOut, TlsFailed
from auth.flows.code import CodeSignIn
from auth.session import Session
from kiosk.attempt import Attempt
from kiosk.clock import Timer
from kiosk.echo import Typed
from kiosk.screens import Screen
from locales.words import Words
from views.compose.models import SignInState
from views.compose.sign_in import compose_page

NAME = "sign_in_page"
_MOST_SAID = 6
PATIENCE = 20.0
"""Seconds for a page to open."""

_TROUBLES: dict[str, Callable[[], AuthError]] = {
    "load": lambda: NetworkFailed("page"),
    "certificate": lambda: TlsFailed("page"),
    "renderer": lambda: BadAnswer("page", "renderer"),
}


class Shown(Protocol):
    """What a private view tells while it is shown."""

    def page(self, document: Document, *, fresh: bool) -> None:
        """The page is this now; ``fresh`` if it is another one than before."""

    def typed(self, node_id: str, typed: Typed) -> None:
        """A field of the page holds this now; of a secret as many stars."""

    def focused(self, node_id: str) -> None:
        """The visitor, or the page itself, moved the keyboard there."""

    def caught(self, address: str) -> None:
        """The way back."""

    def refused(self, kind: str) -> None:
        """Something led out of the page and was not opened."""

    def failed(self, reason: str) -> None:
        """There is no page any more: ``load``, ``certificate`` or ``renderer``."""


class Place(Protocol):
    """Where a private view is shown; one at a time."""

    def open(self, address: str, is_callback: Callable[[str], bool], shown: Shown) -> None:
        """Show a page of the provider in a fresh profile."""

    def close(self) -> None:
        """Delete page and profile, and show documents only."""

    def press(self, ref: str) -> None:
        """Click an element of the page."""

    def send(self, node_id: str) -> bool:
        """Send the form that a node of the page stands in; False if it is no node of a page."""


Told = Callable[[str, Typed, Typed], None]
"""Says what typing did to a field: its id, what stood in it, what stands in it."""


class ByPage:
    """One code flow in a private view; what the view tells comes to it (``Shown``)."""

    def __init__(self, attempt: Attempt, flow: CodeSignIn, place: Place, echo: Told) -> None:
        self._attempt = attempt
        self._flow = flow
        self._place = place
        self._echo = echo
        self._document: Document | None = None
        self._fields: dict[str, Typed] = {}
        self._timer: Timer | None = None
        self._over = False

    def start(self) -> None:
        """Ask for the address and open it."""
        self._attempt.change(state=SignInState.OPENING)
        job = self._attempt.tasks.run(self._flow.start)
        job.success(self._open).failure(self._fail).start()

    def stop(self) -> None:
        """Delete the page; a session that still comes is rejected."""
        self._over = True
        self._flow.cancel()
        self._close()

    def page(self, document: Document, *, fresh: bool) -> None:
        """As in Shown."""
        if self._over:
            return
        self._document = document
        if fresh:
            self._stop_timer()
            self._fields.clear()
            self._attempt.stage.show(Screen(NAME, self._compose))
            self._say_wrong(document)
        elif self._attempt.stage.base is not None and self._attempt.stage.base.name == NAME:
            self._attempt.stage.refresh()

    def typed(self, node_id: str, typed: Typed) -> None:
        """As in Shown."""
        before = self._fields.get(node_id)
        self._fields[node_id] = typed
        if before is not None and before != typed and not self._over:
            self._echo(node_id, before, typed)

    def focused(self, node_id: str) -> None:
        """As in Shown."""
        if not self._over and not self._attempt.stage.dialog_open:
            self._attempt.stage.focus_moved(node_id)

    def caught(self, address: str) -> None:
        """As in Shown."""
        if self._over:
            return
        self._close()
        self._attempt.change(state=SignInState.CHECKING)
        job = self._attempt.tasks.run(lambda: self._flow.finish(address))
        job.success(self._found).failure(self._fail).start()

    def refused(self, kind: str) -> None:
        """As in Shown; a page that loads nothing foreign would have no need to be told."""
        if not self._over and kind in ("navigation", "window"):
            said = self._attempt.stage.words("reading.signin.page.refused")
            self._attempt.stage.narrator.say(said, earcon="edge")

    def failed(self, reason: str) -> None:
        """As in Shown."""
        self._fail(_TROUBLES[reason]())

    def _say_wrong(self, document: Document) -> None:
        """What a page opens with as an alert is said whole, not only its heading."""
        alerts = (node for node in document.nodes if node.role is Role.ALERT)
        inside = next(alerts, None)
        said = [node.name for node in inside.walk() if node.name] if inside is not None else []
        if len(said) > 1:
            items = tuple(Say(name) for name in said[1:][:_MOST_SAID])
            narrator = self._attempt.stage.narrator
            narrator.utter(Utterance(items, Priority.NEXT, Category.ALERT))

    def _open(self, address: str) -> None:
        if self._over:
            return
        self._timer = self._attempt.clock.call_later(PATIENCE, self._too_long)
        self._place.open(address, self._flow.is_callback, self)

    def _too_long(self) -> None:
        self._fail(TimedOut("page"))

    def _found(self, session: Session) -> None:
        (self._attempt.late if self._over else self._attempt.found)(session)

    def _fail(self, error: Exception) -> None:
        if not self._over:
            self.stop()
            self._attempt.failed(error)

    def _close(self) -> None:
        self._stop_timer()
        self._document = None
        self._fields.clear()
        self._place.close()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _compose(self, words: Words) -> Document:
        if self._document is None:
            raise LookupError("no page to compose")
        return compose_page(self._document, words)
