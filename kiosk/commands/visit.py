"""The visit itself: signing in, help, staff, leaving."""

from __future__ import annotations

from a11y.command import Topic, command
from kiosk.desk import Desk
from kiosk.identifier import ask_who


@command("start", Topic.VISIT)
def start(desk: Desk) -> None:
    """Begin."""
    desk.wake(voice=False)


@command("sign_in", Topic.VISIT)
def sign_in(desk: Desk) -> None:
    """Sign in."""
    desk.signing_in.start()


@command("sign_in.page", Topic.VISIT)
def sign_in_page(desk: Desk) -> None:
    """Sign in by typing account and password here."""
    desk.signing_in.by_page()


@command("sign_in.ask", Topic.VISIT)
def sign_in_ask(desk: Desk) -> None:
    """Sign in by account or mobile number; the phone is asked."""
    ask_who(desk)


@command("sign_in.asked", Topic.VISIT)
def sign_in_asked(desk: Desk) -> None:
    """Ask the phone of whoever was typed."""
    desk.identifier.go()


@command("register", Topic.VISIT)
def register(desk: Desk) -> None:
    """Open an account."""
    desk.menus.register()


@command("confirm.yes", Topic.VISIT)
def confirm_yes(desk: Desk) -> None:
    """Yes, that is me."""
    desk.signing_in.confirm()


@command("confirm.no", Topic.VISIT)
def confirm_no(desk: Desk) -> None:
    """No, that is not me."""
    desk.signing_in.deny()


@command("end_visit", Topic.VISIT)
def end_visit(desk: Desk) -> None:
    """End the visit; asks first."""
    signed_in = desk.visit.session is not None
    desk.menus.leave(signed_in=signed_in, printing=desk.printing.busy)


@command("end_visit.now", Topic.VISIT)
def end_now(desk: Desk) -> None:
    """End the visit."""
    desk.visit.end("key")


@command("stay", Topic.VISIT)
def stay(desk: Desk) -> None:
    """Stay, and close the question."""
    desk.stage.pop()


@command("extend", Topic.VISIT)
def extend(desk: Desk) -> None:
    """I am still here."""
    desk.visit.activity()


@command("status", Topic.HELP)
def status(desk: Desk) -> None:
    """How the terminal and the visit stand."""
    desk.status.say()


@command("lock.capitals", Topic.HELP)
def capitals(desk: Desk) -> None:
    """Caps Lock was turned: how it stands."""
    desk.locks.pressed("capitals")


@command("lock.numbers", Topic.HELP)
def numbers(desk: Desk) -> None:
    """Num Lock was turned: how it stands."""
    desk.locks.pressed("numbers")


@command("help.keys", Topic.HELP)
def keys(desk: Desk) -> None:
    """Learn the keys; the same key again ends it."""
    desk.learning.toggle()


@command("help.lesson", Topic.HELP)
def lesson(desk: Desk) -> None:
    """A short lesson, read out."""
    desk.lesson.show()
    desk.read_all()
