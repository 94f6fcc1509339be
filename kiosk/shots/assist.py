"""The screens with staff beside the visitor, with sample facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from a11y.document import Document
from auth.assistance import Offer
from kiosk.assist.alone import compose_alone
from kiosk.assist.asking import compose_ask
from kiosk.assist.helper import Helper
from kiosk.assist.menu import compose_help
from kiosk.shots.own import NAME
from locales.words import Words
from views.compose import models as m
from views.compose.staff import compose_staff

OFFERED = ("share", "hide", "open", "close", "share_page", "hide_page", "register")


def assist_screens(words: Words) -> Iterator[tuple[str, Document]]:
    """Signing in, the question, and what may be seen."""
    waiting = m.SignInModel(
        m.SignInState.WAITING,
        "yizhan.example/d",
        "12345678",
        "https://yizhan.example/d?c=12345678",
        "42",
        95,
        staff=True,
    )
    yield "dialog-staff", compose_staff(waiting, words)
    yield (
        "dialog-staff-starting",
        compose_staff(m.SignInModel(m.SignInState.STARTING, staff=True), words),
    )
    asked = m.SignInModel(m.SignInState.WAITING, binding_number="42", seconds_left=95, staff=True)
    asked = replace(asked, by_asking=True, ask_offered=True)
    yield "dialog-staff-asked", compose_staff(asked, words)
    yield "dialog-assist-ask-beside", compose_ask(Helper(NAME), words)
    yield "dialog-assist-ask-remote", compose_ask(Helper(NAME, offer=Offer("1", NAME)), words)
    yield "dialog-assist-alone", compose_alone(NAME, words)
    yield "dialog-assist", compose_help(NAME, OFFERED, words)
