"""Help at a terminal, from asking the visitor to the end; the only place that writes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from server.assist.models import Assistance, Call, Gesture, Standing
from server.assist.outline import is_closed, node_of
from server.identity import visits
from server.identity.models import Terminal, Token, User
from server.identity.models.codes import new_family
from server.identity.roles import ASSIST, STAFF, may_have, roles

ANSWER: Final = timedelta(seconds=90)
"""How long a visitor may think about it."""

LOST: Final = timedelta(seconds=30)
"""A terminal that was not heard of for so long is not helped any more."""

LONGEST: Final = timedelta(minutes=30)
MEMORY: Final = timedelta(days=30)
"""How long it is remembered that there was help."""

WAITING: Final = 50
"""Gestures that may wait for the terminal to fetch them."""

MOST_TEXT: Final = 500


class NotPossible(Exception):
    """What staff wanted is not possible; ``why`` is a key of the words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gesture on its way."""

    kind: str
    node: str = ""
    text: str = ""


def open_ones() -> QuerySet[Assistance]:
    """All that are not over; those that ran out are ended first."""
    now = timezone.now()
    late = Assistance.objects.filter(over_at=None)
    for found in late.filter(state=Assistance.State.ASKED, asked_at__lt=now - ANSWER):
        end(found, Assistance.End.REFUSED)
    for found in late.filter(Q(heard_at__lt=now - LOST), state=Assistance.State.ON):
        end(found, Assistance.End.LOST)
    for found in late.filter(began_at__lt=now - LONGEST):
        end(found, Assistance.End.TIME)
    Assistance.objects.filter(over_at__lte=now - MEMORY).delete()
    return Assistance.objects.select_related("terminal", "officer").filter(over_at=None)


def offer(terminal: Terminal, officer: User) -> Assistance:
    """Staff wants to help from another place; the visitor is asked.

    Raises NotPossible: nobody is there, or somebody helps already.
    """
    if STAFF not in roles(officer):
        raise NotPossible("not_staff")
    used = (Standing.State.VISITING, Standing.State.SIGNED_IN)
    if not Standing.objects.filter(terminal=terminal, state__in=used).exists():
        raise NotPossible("nobody")
    return _open(terminal, officer, Assistance.Way.REMOTE)


@transaction.atomic
def begin(terminal: Terminal, actor: Token) -> Assistance:
    """The visitor agreed to a member of staff who signed in beside them.

    Raises NotPossible.
    """
    officer = actor.get_user()
    if ASSIST not in actor.scope.split() or not may_have(officer, ASSIST):
        raise NotPossible("not_staff")
    if not actor.check_client(terminal) or actor.is_expired() or actor.is_revoked():
        raise NotPossible("not_staff")
    made = _open(terminal, officer, Assistance.Way.BESIDE)
    made.visit = actor.visit
    return _start(made)


@transaction.atomic
def agree(found: Assistance) -> Assistance:
    """The visitor agreed to help from another place."""
    if found.state != Assistance.State.ASKED or found.officer is None:
        raise NotPossible("over")
    now = timezone.now()
    found.visit = visits.open_visit(found.officer, found.terminal, now)
    return _start(found)


def actor_token(found: Assistance) -> str:
    """A token that says at the token endpoint who helps (RFC 8693 §2.1); good for minutes."""
    if found.visit is None or found.way != Assistance.Way.REMOTE:
        return ""
    secret = visits.new_secret()
    visits.keep({"access_token": secret, "scope": ASSIST}, found.visit, new_family())
    return secret


def heard(found: Assistance, outline: dict[str, Any] | None) -> None:
    """The terminal was heard of, with another page on it if there is an ``outline``."""
    changed: dict[str, Any] = {"heard_at": timezone.now()}
    if outline is not None:
        changed |= {"outline": outline, "revision": F("revision") + 1}
    Assistance.objects.filter(pk=found.pk, over_at=None).update(**changed)


def gestures(found: Assistance, after: int) -> list[Gesture]:
    """What staff did since the gesture ``after``; what was fetched before is forgotten."""
    Gesture.objects.filter(assistance=found, number__lte=after).delete()
    return list(Gesture.objects.filter(assistance=found))


@transaction.atomic
def gesture(found: Assistance, officer: User, wanted: Wanted) -> None:
    """Staff does something; what the visitor has not opened cannot be touched.

    Raises NotPossible.
    """
    held = Assistance.objects.select_for_update().get(pk=found.pk)
    if held.state != Assistance.State.ON or held.officer_id != officer.pk:
        raise NotPossible("over")
    if Gesture.objects.filter(assistance=held).count() >= WAITING:
        raise NotPossible("busy")
    _check(held, wanted)
    held.last_gesture += 1
    held.save(update_fields=["last_gesture"])
    Gesture.objects.create(
        assistance=held,
        number=held.last_gesture,
        kind=wanted.kind,
        node=wanted.node,
        text=wanted.text,
    )


@transaction.atomic
def end(found: Assistance, why: str) -> None:
    """It is over; nothing of the page and of what was said is left."""
    over = Assistance.objects.filter(pk=found.pk, over_at=None).update(
        state=Assistance.State.OVER, over_at=timezone.now(), ended=why, outline={}
    )
    if over:
        Gesture.objects.filter(assistance=found).delete()
        if found.visit_id is not None:
            visits.end_where(Q(pk=found.visit_id))


def _check(held: Assistance, wanted: Wanted) -> None:
    if wanted.kind not in Gesture.Kind.values:
        raise NotPossible("unknown")
    if is_closed(held.outline):
        raise NotPossible("closed")
    if len(wanted.text) > MOST_TEXT:
        raise NotPossible("too_long")
    if wanted.kind in (Gesture.Kind.SAY, Gesture.Kind.FILL) and not wanted.text.strip():
        raise NotPossible("empty")
    if wanted.kind not in (Gesture.Kind.POINT, Gesture.Kind.FILL):
        return
    node = node_of(held.outline, wanted.node)
    if node is None:
        raise NotPossible("gone")
    if wanted.kind == Gesture.Kind.FILL and not node["open"]:
        raise NotPossible("not_open")


def _open(terminal: Terminal, officer: User, way: str) -> Assistance:
    open_ones()
    now = timezone.now()
    try:
        with transaction.atomic():
            return Assistance.objects.create(
                terminal=terminal, officer=officer, way=way, asked_at=now, heard_at=now
            )
    except IntegrityError:
        raise NotPossible("taken") from None


def _start(found: Assistance) -> Assistance:
    now = timezone.now()
    found.state = Assistance.State.ON
    found.began_at = found.heard_at = now
    found.save(update_fields=["state", "began_at", "heard_at", "visit"])
    # nobody is awaited any more: who waits needs no key to show that they are there
    Call.objects.filter(terminal=found.terminal, over_at=None).update(over_at=now)
    return found
