"""What visitors write in public: shown, waiting or hidden; and how it becomes a case."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from server.cases.models import Case
from server.cases.work import Origin, receive
from server.content.models import Organ
from server.identity.models import User

SUBJECT_LENGTH = 60


class Shown(models.TextChoices):
    """Whether others read it."""

    WAITING = "waiting", _("waiting for the moderator")
    SHOWN = "shown", _("shown")
    HIDDEN = "hidden", _("hidden")


def at_first() -> Shown:
    """How a new post starts: shown at once, or read by staff before (``PORTAL_PREMODERATE``)."""
    return Shown.WAITING if settings.PREMODERATE else Shown.SHOWN


def complaint(user: User, organ: Organ, code: str, text: str, place: tuple[str, str]) -> Case:
    """The case of a public post; ``place`` is the page on which it is answered, and its language.

    The case belongs to whoever wrote the post, who follows it among the own matters.
    """
    address, lang = place
    subject = text.partition("\n")[0][:SUBJECT_LENGTH]
    values = {"subject": subject, "text": text}
    return receive(user, organ, code, values, Origin(lang, address))
