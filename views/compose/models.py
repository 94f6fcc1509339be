"""What the shell knows about its own screens, as frozen values; the composers word it.

Facts only: codes, seconds, languages. Words come from the catalogues.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from a11y.document import Privacy
from locales.languages import Language
from locales.text import EMPTY, Text

LANGUAGES = (Language.ZH_HANS, Language.ZH_HANT_HK, Language.EN)
"""The languages offered where nothing else is configured."""


@dataclass(frozen=True, slots=True)
class AttractModel:
    """The screen between two visits."""

    languages: tuple[Language, ...] = LANGUAGES
    offline: bool = False
    """True while the portal cannot be reached; what is kept can still be read."""


class SignInState(StrEnum):
    """How far a sign-in has come."""

    STARTING = "starting"
    """A code is being asked for."""

    OPENING = "opening"
    """The provider's own page is being opened."""

    CHECKING = "checking"
    """The visitor is through with the page; the provider's answer is looked at."""

    WAITING = "waiting"
    """The code is shown; the phone has not answered."""

    EXPIRED = "expired"
    """Nobody answered in time."""

    DENIED = "denied"
    """The visitor refused on the phone."""

    FAILED = "failed"
    """The user system or the network failed; ``error_code`` says how."""


@dataclass(frozen=True, slots=True)
class SignInModel:
    """Signing in with a phone (RFC 8628), and on the way to and from the provider's page."""

    state: SignInState = SignInState.STARTING
    address: str = ""
    """The short address that is typed by hand, without scheme."""

    user_code: str = ""
    """Eight digits, shown and spoken in two fours."""

    qr: str = ""
    """The complete address, as the QR code holds it."""

    binding_number: str = ""
    """Two digits that the phone asks for, so that nobody approves another's terminal."""

    seconds_left: int = 0
    error_code: str = ""
    purpose: str = ""
    """Title of the page that asked for the sign-in and is opened afterwards."""

    purpose_lang: str = "zh-Hans"
    purpose_privacy: Privacy = Privacy.PUBLIC

    by_page: bool = False
    """Account and password are typed here, on the provider's page."""

    page_offered: bool = False
    """Whether the visitor may choose that."""

    ask_offered: bool = False
    """Whether a phone can be asked, of who says or shows who they are (CIBA)."""

    staff: bool = False
    """It is a member of staff who signs in beside a visitor."""

    by_asking: bool = False
    """A phone was asked; there is no code to type."""

    again: bool = False
    """Somebody is signed in already: not surely, or not lately, enough (RFC 9470)."""

    level: str = ""
    """The level that is asked for, 2 to 5; empty where only the time counts."""


@dataclass(frozen=True, slots=True)
class ConfirmModel:
    """Somebody has signed in: is it the person at the terminal?"""

    masked_name: str


@dataclass(frozen=True, slots=True)
class WelcomeModel:
    """Signed in and confirmed."""

    masked_name: str
    purpose: str = ""
    purpose_lang: str = "zh-Hans"


@dataclass(frozen=True, slots=True)
class IdleModel:
    """Nobody has done anything for a while."""

    seconds_left: int
    signed_in: bool = False


class EndingReason(StrEnum):
    """Why the visit ended."""

    ASKED = "asked"
    IDLE = "idle"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class EndingModel:
    """The cover while everything of the visit is removed."""

    reason: EndingReason = EndingReason.ASKED
    signed_in: bool = False
    done: bool = False
    """True when nothing of the visit is left."""


@dataclass(frozen=True, slots=True)
class ErrorModel:
    """A page that could not be shown; every error has a way on."""

    code: str
    """``screens.error.<code>.title`` and ``.text``; an unknown code uses ``server``."""

    address: str = ""
    """The page that was wanted; its id keeps the place for a retry."""

    retry: bool = True
    retry_seconds: int = 0
    """When it is tried again by itself; 0: it is not."""

    reference: str = ""
    """What a visitor can tell the staff."""

    can_go_back: bool = True
    file: str = ""
    """The address of the file that cannot be read here; a phone may open it."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A command of the menu: its words, its keys, and whether it is on."""

    command: str
    name: Text
    keys: Text = EMPTY
    on: bool | None = None
    """None for a command that is not a switch."""


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Entries of the menu under one heading."""

    id: str
    title: Text
    entries: tuple[MenuEntry, ...]


@dataclass(frozen=True, slots=True)
class MenuModel:
    """The menu: every setting and region as a list that can be read out."""

    groups: tuple[MenuGroup, ...]


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """The choice of language."""

    current: Language
    languages: tuple[Language, ...] = LANGUAGES


@dataclass(frozen=True, slots=True)
class TakeModel:
    """Something to be opened on the visitor's phone."""

    title: str
    lang: str
    address: str
    """The whole address, as the QR code holds it."""

    note: Text = EMPTY
    """How long it holds, where it does not for ever."""

    personal: bool = False
    """Whether what it opens is the visitor's own."""


@dataclass(frozen=True, slots=True)
class FrameModel:
    """What stands around every page."""

    signed_in: str = ""
    """The masked name; empty before signing in."""

    can_go_back: bool = False
    at_home: bool = False
    voice_on: bool = False
    words_only: bool = False
    helper: str = ""
    """The masked name of the member of staff who helps; empty for nobody."""

    help_paused: bool = False
    """While the visitor signs in."""

    voiceless: bool = False
    """The voice is on and nothing can be heard: no device, or no engine."""

    offline_minutes: int | None = None
    """Age of what is shown while the portal cannot be reached; None: it is fresh."""

    loading: bool = False
