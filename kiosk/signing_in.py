"""Signing in, as the visitor lives through it.

Numbered:

1. the provider is asked which ways it offers; a phone is tried first, where there is none
   the provider's own page opens; the visitor may choose the page as well;
2. whoever signed in is named, masked, and a key confirms it;
3. only then the session is the visit's, and the page that asked for it opens.

A page that wants a stronger or a fresher sign-in (RFC 9470) starts a second one, which must
be the same person's and then takes the place of the first without asking for the name again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from a11y.document import Document, Privacy
from a11y.speech.utterance import Category, Priority, Say, Utterance
from auth.discovery import Metadata
from auth.errors import AuthError, BadToken, ConfigWrong, Expired, Refused
from auth.session import Session
from auth.stepup import StepUp
from kiosk.attempt import Attempt, Way
from kiosk.by_page import ByPage, Place, Told
from kiosk.by_phone import ByPhone
from kiosk.screens import Screen
from kiosk.services import Services
from kiosk.stage import Stage
from locales.text import Text
from locales.words import Words
from views.compose.models import ConfirmModel, SignInModel, SignInState
from views.compose.sign_in import compose_confirm, compose_sign_in, reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of an attempt; the terminal gives the ways."""

    present: Callable[[], Session | None]
    """The session of the visit, if somebody is signed in."""

    accept: Callable[[Session], None]
    """The visitor confirmed: the session is the visit's."""

    reject: Callable[[Session], None]
    """Nobody confirmed, or a better one took its place: the session is to be ended."""

    leave: Callable[[], None]
    """Back to what was on the screen before."""

    alone: Callable[[Callable[[], None], Callable[[], None]], None] = lambda go, _cancel: go()
    """Calls the first once nobody looks on, or the second if somebody will."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """The page that asked for the sign-in; ``resume`` opens it afterwards."""

    title: str
    lang: str
    resume: Callable[[], None]
    step_up: StepUp = field(default_factory=StepUp)
    """How surely and how lately the visitor must have signed in."""

    privacy: Privacy = Privacy.PUBLIC
    """Who may see the title."""


class SigningIn:
    """One attempt at a time; cancelled when the visitor leaves."""

    def __init__(
        self, stage: Stage, services: Services, outcome: Outcome, place: Place, echo: Told
    ) -> None:
        self._stage = stage
        self._identity = services.identity
        self._outcome = outcome
        self.place = place
        """Where the provider's page is shown."""

        self._echo = echo
        self._attempt = Attempt(
            stage,
            services.tasks,
            services.clock,
            self._change,
            found=self._found,
            late=outcome.reject,
            failed=self._failed,
        )
        self._number = 0
        self._on = False
        self._way: Way | None = None
        self._model = SignInModel()
        self._session: Session | None = None
        self._purpose: Purpose | None = None

    @property
    def active(self) -> bool:
        """Whether the screen belongs to signing in."""
        return self._on

    def start(self, purpose: Purpose | None = None) -> None:
        """Ask which ways there are, and begin with the first."""
        self._begin(purpose)
        why = reason(self._model, self._stage.words)
        if why is not None:  # more than a password, or once more: nobody expects that
            self._stage.narrator.say(why, priority=Priority.NEXT, category=Category.ALERT)
        number = self._number
        self._attempt.tasks.run(self._identity.ways).success(
            lambda offered: self._choose(offered) if number == self._number else None
        ).failure(lambda error: self._failed(error) if number == self._number else None).start()

    def by_page(self) -> None:
        """The visitor wants to type account and password here."""
        if not self._on or not self._model.page_offered or self._session is not None:
            return
        self._begin(None, by="page")
        self._take_page()

    def by_asking(self, hint: str) -> None:
        """The visitor says who they are: ask their phone."""
        if self.asks:
            self._begin(None, by="asking")
            self._take(
                ByPhone(
                    self._attempt,
                    self._identity.by_asking(
                        hint, *_wanted(self._purpose, self._outcome.present())
                    ),
                )
            )

    @property
    def asks(self) -> bool:
        """Whether a phone can be asked now."""
        return self._on and self._model.ask_offered and self._session is None

    def cancel(self) -> None:
        """Leave without signing in."""
        self.drop()
        self._outcome.leave()

    def drop(self) -> None:
        """Give up what is under way and show nothing: another screen comes, or the end."""
        session, self._session = self._session, None
        self._purpose = None
        self._stop()
        if session is not None:
            self._outcome.reject(session)

    def confirm(self) -> None:
        """The visitor says that the name is theirs."""
        session, self._session = self._session, None
        if session is not None:
            self._accept(session, "reading.signin.welcome")

    def deny(self) -> None:
        """The visitor says that it is somebody else: nothing of it is kept."""
        self.drop()
        self._stage.narrator.say(
            self._stage.words("reading.signin.denied"), category=Category.ALERT
        )
        self._outcome.leave()

    def _begin(self, purpose: Purpose | None, *, by: str = "") -> None:
        wanted, before, by_page = purpose or self._purpose, self._model, by == "page"
        self.drop()
        self._purpose = wanted
        self._on = True
        self._number += 1
        again = self._outcome.present() is not None
        self._model = SignInModel(
            state=SignInState.OPENING if by_page else SignInState.STARTING,
            purpose=wanted.title if wanted else "",
            purpose_lang=wanted.lang if wanted else "zh-Hans",
            purpose_privacy=wanted.privacy if wanted else Privacy.PUBLIC,
            by_page=by_page,
            page_offered=by_page or (by == "asking" and before.page_offered),
            ask_offered=by == "asking",
            by_asking=by == "asking",
            again=again,
            level=wanted.step_up.acr.partition(" ")[0] if wanted else "",
        )
        self._stage.show(Screen("sign_in", self._compose))

    def _choose(self, offered: Metadata) -> None:
        self._model = replace(
            self._model, page_offered=offered.by_page, ask_offered=offered.by_asking
        )
        if offered.by_phone:
            self._take(
                ByPhone(
                    self._attempt,
                    self._identity.by_phone(*_wanted(self._purpose, self._outcome.present())),
                )
            )
        elif offered.by_page:
            self._take_page()
        else:
            self._failed(ConfigWrong("authorization_endpoint"))

    def _take_page(self) -> None:
        flow = self._identity.by_page(
            *_wanted(self._purpose, self._outcome.present()), self._stage.language
        )
        self._model = replace(self._model, by_page=True)
        number = self._number

        def go() -> None:
            if number == self._number:
                self._take(ByPage(self._attempt, flow, self.place, self._echo))

        self._outcome.alone(go, self.cancel)

    def _take(self, way: Way) -> None:
        self._way = way
        way.start()

    def _found(self, session: Session) -> None:
        self._stop()
        if self._outcome.present() is not None:  # checked to be the same person's (Core §12.2)
            self._accept(session, "reading.signin.stronger")
            return
        self._on = True
        self._session = session
        model = ConfirmModel(session.visitor.masked_name)
        screen = Screen("confirm", lambda words: compose_confirm(model, words), framed=False)
        self._stage.show(screen, say=False)
        words = self._stage.words
        asked = words("reading.signin.is_it_you", name=_name(model.masked_name))
        items = (Say(asked), Say(words("reading.signin.yes_or_no")))
        self._stage.narrator.utter(Utterance(items, Priority.NOW, Category.ALERT, Privacy.PERSONAL))

    def _accept(self, session: Session, said: str) -> None:
        purpose, self._purpose = self._purpose, None
        before = self._outcome.present()
        self._stop()
        self._outcome.accept(session)
        if before is not None:
            self._outcome.reject(before)
        welcome = self._stage.words(said, name=_name(session.visitor.masked_name))
        self._stage.narrator.say(welcome, category=Category.ALERT)
        (purpose.resume if purpose is not None else self._outcome.leave)()

    def _failed(self, error: Exception) -> None:
        self._way = None
        if not isinstance(error, AuthError):
            raise error
        again = self._outcome.present() is not None
        state = _state(error, asked=self._model.by_asking)
        self._model = replace(self._model, state=state, error_code=_code(error, again))
        if self._stage.base is not None and self._stage.base.name == "sign_in":
            self._stage.refresh()  # said as a live change; whoever is on a button stays there
        else:
            self._stage.show(Screen("sign_in", self._compose))

    def _change(self, **members: object) -> None:
        self._model = replace(self._model, **members)  # type: ignore[arg-type]  # members of SignInModel, checked by it
        if self._stage.base is not None and self._stage.base.name == "sign_in":
            self._stage.refresh(quiet=True)
        else:
            self._stage.show(Screen("sign_in", self._compose))

    def _stop(self) -> None:
        way, self._way = self._way, None
        if way is not None:
            way.stop()
        self._on = False
        self._number += 1

    def _compose(self, words: Words) -> Document:
        return compose_sign_in(self._model, words)


def _wanted(purpose: Purpose | None, present: Session | None) -> tuple[StepUp, Session | None]:
    """What a sign-in must reach, and whose it must be."""
    return purpose.step_up if purpose is not None else StepUp(), present


_STATES: Mapping[type[AuthError], SignInState] = {
    Refused: SignInState.DENIED,
    Expired: SignInState.EXPIRED,
}


def _state(error: AuthError, *, asked: bool) -> SignInState:
    if asked and isinstance(error, Refused) and error.detail != "access_denied":
        return SignInState.FAILED  # a no is a person's; that there is no such person is not told
    return _STATES.get(type(error), SignInState.FAILED)


def _code(error: AuthError, again: bool) -> str:
    """Which words the screen has for it: a narrower code where the visitor can do something."""
    if isinstance(error, Refused) and error.detail == "unmet_authentication_requirements":
        return "unmet"
    if isinstance(error, BadToken) and error.detail == "acr":
        return "unmet"
    if isinstance(error, BadToken) and error.detail == "sub" and again:
        return "other_person"
    return str(error.code)


def _name(masked: str) -> Text:
    return Text(masked, "zh-Hans", convert=False)
