"""What stands around every page of a terminal: the bar, and who is there besides the visitor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from a11y.document import Document
from auth.assistance import Report
from kiosk.along import Along
from kiosk.assist.build import Around, Help
from kiosk.assist.calling import Calling
from kiosk.print_source import Source
from kiosk.printing import Press, Printing
from locales.words import Words
from views.compose.frame import with_frame
from views.compose.models import FrameModel
from views.compose.printing import offering
from views.compose.seen import seen

if TYPE_CHECKING:
    from requests.auth import AuthBase

    from kiosk.menus import Menus
    from kiosk.surface import WindowSurface
    from kiosk.terminal import Terminal


def framed(terminal: Terminal, document: Document, words: Words) -> Document:
    """A page's document with the bar around it, as things stand in the visit."""
    browser = terminal.browser
    page, helping = browser.page, terminal.desk.help.helping
    frame = FrameModel(
        signed_in=terminal.visit.masked_name,
        can_go_back=browser.can_go_back or terminal.signing_in.active,
        at_home=page is not None and page.kind == "home",
        voice_on=terminal.voice.on,
        words_only=terminal.looks.sight.words_only,
        loading=terminal.loading.slow,
        helper=helping.officer,
        help_paused=helping.paused,
        voiceless=terminal.voice.on and not terminal.voice.heard(),
        offline_minutes=browser.shown.stale_minutes,
    )
    if page is not None and document.address == page.address and terminal.services.printers:
        document = offering(document, words)
    found = with_frame(terminal.suggesting.onto(document, words), frame, words)
    return seen(found, terminal.looks.sight)


def along_of(terminal: Terminal, menus: Menus) -> Along:
    """Taking own pages along in the visit of a terminal."""
    services = terminal.services
    return Along(terminal.stage, terminal.browser, services.tasks, services.clock, menus)


def printing_of(terminal: Terminal, surface: WindowSurface, place: str) -> Printing:
    """Printing in the visit of a terminal: what others may not see is not on the paper either."""
    services, stage = terminal.services, terminal.stage

    def veiled(document: Document) -> Document:
        return surface.veil.page(document)

    source = Source(stage, terminal.browser, place, veiled)
    press = Press(services.printers, source, lambda: terminal.looks.sight.text)
    return Printing(stage, services.tasks, services.clock, press)


def standing(terminal: Terminal) -> Report:
    """What the staff's board may know."""
    language = terminal.stage.language.value
    state = "assisted" if terminal.desk.help.helping.on else terminal.visit.state.value
    return Report(state, language, terminal.voice.on)


def calling_of(terminal: Terminal) -> Calling:
    """Staff called from a terminal; its desk is made later than this."""
    services = terminal.services
    return Calling(
        terminal.stage,
        services.tasks,
        services.clock,
        services.board,
        partial(standing, terminal),
        lambda offer: terminal.desk.help.offered(offer),  # noqa: PLW0108 - the desk is made later
    )


def help_of(terminal: Terminal, surface: WindowSurface) -> Help:
    """Help from staff in the visit of a terminal; its desk is made later than this."""
    services, visit = terminal.services, terminal.visit

    def put_auth(auth: AuthBase) -> None:
        terminal.browser.client = services.portal.with_auth(auth)

    def unsay() -> None:
        terminal.captions.forget()
        terminal.desk.hush()
        terminal.desk.say_all = None
        terminal.voice.hush(forget=True)

    return Help(
        Around(
            services=services,
            stage=terminal.stage,
            voice=terminal.voice,
            surface=surface,
            session=lambda: visit.session,
            free=lambda: (
                not (
                    terminal.signing_in.active
                    or terminal.desk.typing.on
                    or visit.asleep
                    or visit.ended
                )
            ),
            put_auth=put_auth,
            size=lambda by: terminal.desk.settings.step("text", by),
            activity=lambda: terminal.desk.activity(),  # noqa: PLW0108 - the desk is made later
            register=lambda: terminal.desk.menus.register(),  # noqa: PLW0108 - as above
            unsay=unsay,
        )
    )


def listened(terminal: Terminal) -> bool:
    """Whether somebody is here who listens, and nothing is being said."""
    here = not (terminal.visit.asleep or terminal.visit.ended)
    return here and terminal.voice.on and not terminal.voice.busy
