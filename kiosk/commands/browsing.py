"""Opening, going back, sending."""

from __future__ import annotations

from a11y.command import Topic, command
from a11y.kinds import Unit
from kiosk.desk import Desk
from views.compose.search_box import search_button


@command("activate", Topic.BROWSING)
def activate(desk: Desk) -> None:
    """Open, press or choose the current item."""
    desk.activate(desk.reader.node.id)


@command("focus.next", Topic.BROWSING)
def focus_next(desk: Desk) -> None:
    """To the next link, button or field."""
    desk.reader.move(Unit.FOCUSABLE, 1)


@command("focus.previous", Topic.BROWSING)
def focus_previous(desk: Desk) -> None:
    """To the previous link, button or field."""
    desk.reader.move(Unit.FOCUSABLE, -1)


@command("back", Topic.BROWSING)
def back(desk: Desk) -> None:
    """Back."""
    desk.back()


@command("home", Topic.BROWSING)
def home(desk: Desk) -> None:
    """To the home page."""
    desk.signing_in.drop()
    desk.browser.home()


@command("retry", Topic.BROWSING)
def retry(desk: Desk) -> None:
    """Try again."""
    desk.retry()


@command("submit", Topic.BROWSING)
def submit(desk: Desk) -> None:
    """Send the form."""
    if not desk.signing_in.place.send(desk.reader.node.id):
        desk.forms.submit()


@command("menu", Topic.BROWSING)
def menu(desk: Desk) -> None:
    """Everything that can be done, as a list."""
    desk.menus.menu(voice_on=desk.voice.on)


@command("commands", Topic.BROWSING)
def commands(desk: Desk) -> None:
    """Everything that can be done, by chapter."""
    desk.menus.commands(voice_on=desk.voice.on)


@command("settings", Topic.BROWSING)
def settings(desk: Desk) -> None:
    """The settings."""
    desk.settings.show()


@command("field.enter", Topic.BROWSING)
def field_enter(desk: Desk) -> None:
    """The field is filled: find or search for what stands in it, or go to the next field.

    Nothing to search for goes on too: a pad whose digits are typed here would be caught.
    """
    button = search_button(desk.reader.node)
    if desk.identifier.asking:
        desk.identifier.go()
    elif desk.finding.asking:
        desk.finding.go(1)
    elif button and not desk.echo.empty:
        desk.activate(button, go=False)  # coming back, one is at the field again
    else:
        desk.reader.move(Unit.FOCUSABLE, 1)
