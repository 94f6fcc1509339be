"""Help from staff, beside the visitor or from another place, from the question to the end.

1. Somebody wants to help: they signed in here (kiosk.assist.joining), or the portal brings an
   offer from another place.
2. The visitor is asked, hears who it is, and agrees or not.
3. From then on what is personal is hidden (``sharing``), requests name both (auth.acting), and
   once a second the portal gets the outline of the page and gives what staff did.
4. It ends by the visitor, by staff, by time, with the connection, or with the visit; with it
   everything that was shared.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from requests.auth import AuthBase

from a11y.speech.utterance import Category, Priority
from auth.acting import Acting
from auth.audit import AuditEvent
from auth.errors import AuthError, Expired
from auth.helping import Gesture
from auth.session import Session
from kiosk.assist.asking import Asking
from kiosk.assist.following import Following, closed_now
from kiosk.assist.helper import Helper, HelpService, parting
from kiosk.assist.sharing import NOTHING, Sharing
from kiosk.clock import Clock, Timer
from kiosk.patience import Patient
from kiosk.stage import Stage
from kiosk.tasks import Post, Tasks
from locales.text import Text

BEAT = 1.0
LONGEST = 1800.0
"""Seconds; nobody is forgotten beside an open visit."""

SIGNAL = 15.0
"""Seconds between two soft sounds that tell that somebody is there."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What help does to the visit."""

    changed: Callable[[], None]
    """It began or ended, or something was shared: screen, frame and requests follow."""

    paused: Callable[[], None]
    """It paused while the visitor signs in, or goes on: the frame says so."""

    gesture: Callable[[Gesture, str], None]
    """Staff did something to a node."""

    signal: Callable[[str], None]
    """A soft sound that cuts nothing short."""

    session: Callable[[], Session | None]
    """The visitor's sign-in."""

    post: Post
    """On to the GUI thread."""


class Helping:
    """At most one member of staff at a time."""

    def __init__(
        self, stage: Stage, tasks: Tasks, clock: Clock, service: HelpService, effects: Effects
    ) -> None:
        self._stage = stage
        self._tasks = tasks
        self._clock = clock
        self._service = service
        self._effects = effects
        self.asking = Asking(stage, clock, self._decided)
        self._helper: Helper | None = None
        self._following: Following | None = None
        self._timer: Timer | None = None
        self._began = self._signalled = 0.0
        self.paused = False
        """Whether the visitor is at what staff neither sees nor touches: signing in."""

        self.sharing: Sharing = NOTHING

    @property
    def on(self) -> bool:
        """Whether somebody helps."""
        return self._helper is not None

    @property
    def beside(self) -> bool:
        """Whether somebody helps who stands here."""
        return self._helper is not None and not self._helper.remote

    @property
    def busy(self) -> bool:
        """Whether somebody helps, or the visitor is being asked."""
        return self.on or self.asking.on

    @property
    def officer(self) -> str:
        """Who helps, masked; empty if nobody does."""
        return self._helper.officer if self._helper is not None else ""

    def share(self, sharing: Sharing) -> None:
        """What others may see from now on."""
        self.sharing = sharing
        self._effects.changed()

    def end(self, why: str) -> None:
        """It is over for ``visitor``, ``staff``, ``time`` or ``lost``."""
        part = self._stop("staff" if why == "lost" else why)
        if part is not None:
            self._tasks.run(part).start()
            self._effects.changed()
            self.say(f"reading.assist.over.{why}", earcon="end")

    def leave(self) -> Callable[[], None] | None:
        """The visit is over: what others are still to be told over the network; None: nothing."""
        asking = self.asking.drop()
        part = self._stop("visit")
        return parting(self._service, asking, "visit") if asking is not None else part

    def check(self) -> None:
        """The visitor began to sign in, or has done with it: both hear it, before all else there.

        Once a second, and as soon as another screen has come.
        """
        paused = self.on and closed_now(self._stage)
        if paused != self.paused:
            self.paused = paused
            self._effects.paused()
            where = "beside" if self.beside else "remote"
            self.say(f"reading.assist.paused.{where}" if paused else "reading.assist.resumed")

    def auth_of(self, session: Session) -> AuthBase:
        """Authentication for the requests of whoever is signed in."""
        helper = self._helper
        if helper is None:
            return session.bearer()
        return Acting(session, helper.token, lambda: self._effects.post(self._unmarked)).auth()

    def say(self, key: str, *, earcon: str = "") -> None:
        """Say how it stands; the name of who helps can stand in it."""
        name = Text(self.officer, "zh-Hans", convert=False)
        said = self._stage.words(key, name=name)
        category = Category.ALERT
        self._stage.narrator.say(said, priority=Priority.NEXT, category=category, earcon=earcon)

    def _decided(self, helper: Helper, yes: bool) -> None:
        if not yes:
            self._tasks.run(parting(self._service, helper, "visitor")).start()
            self.say("reading.assist.refused")
            return
        link, offer = self._service.link, helper.offer
        if offer is not None:
            waits = Patient(self._tasks, self._clock, self._effects.post, self._stage)
            agreeing = waits.run(lambda: link.agree(offer.id))
            agreeing.success(lambda told: self._start(helper).take(told))
            agreeing.failure(self._failed).start()
            return
        # at their own device as well, if the portal knows them
        job = self._tasks.run(lambda: link.begin(helper.token()))
        job.success(self._start(helper).take).failure(self._failed).start()

    def _start(self, helper: Helper) -> Following:
        self._helper, self.sharing = helper, NOTHING
        self._began = self._signalled = self._clock.now()
        following = Following(self._stage, self._tasks, self._clock, self._service.link, helper)
        following.gesture, following.over = self._gesture, self.end
        self._following = following
        self._record(AuditEvent.ASSIST_BEGAN, helper)
        self._effects.changed()
        self.say("reading.assist.joined", earcon="assist")
        self._beat()
        return following

    def _beat(self) -> None:
        self._timer = self._clock.call_later(BEAT, self._beat)
        now = self._clock.now()
        if now - self._signalled >= SIGNAL:
            self._signalled = now
            self._effects.signal("assist_soft")
        self.check()
        if now - self._began >= LONGEST:
            self.end("time")
        elif self._following is not None:
            self._following.look(self.sharing)

    def _gesture(self, done: Gesture, node_id: str) -> None:
        """Dropped while paused, at this very moment and not only since it was said."""
        if not closed_now(self._stage):
            self._effects.gesture(done, node_id)

    def _stop(self, why: str) -> Callable[[], None] | None:
        helper, self._helper, self._following = self._helper, None, None
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self.sharing, self.paused = None, NOTHING, False
        if helper is None:
            return None
        self._record(AuditEvent.ASSIST_ENDED, helper)
        return parting(self._service, helper, why)

    def _failed(self, error: Exception) -> None:
        """Who stands here goes on without a device; where somebody else helps they cannot."""
        if not isinstance(error, AuthError):
            raise error
        taken = isinstance(error, Expired) and error.detail == "taken"
        if taken:
            self.end("staff")
        what = "taken" if taken else "no_device" if self.on else "gone"
        self.say(f"reading.assist.{what}")

    def _unmarked(self) -> None:
        if self._helper is not None:
            self._record(AuditEvent.ASSIST_UNMARKED, self._helper)
            self.say("reading.assist.unmarked")

    def _record(self, event: AuditEvent, helper: Helper) -> None:
        session = self._effects.session()
        self._service.record(event, session.visitor.sub_hash if session else "", helper.hash)
