"""The way of an item: draft, review, published, withdrawn; every step is logged.

draft -> review -> published -> withdrawn -> draft; a review may send it back to draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from server.base import ZH
from server.content.blocks import ids_in
from server.content.models import Item

State = Item.State
STEPS: Final[Mapping[str, Mapping[str, str]]] = {
    State.DRAFT: {"submit": State.REVIEW},
    State.REVIEW: {"publish": State.PUBLISHED, "return": State.DRAFT},
    State.PUBLISHED: {"withdraw": State.WITHDRAWN},
    State.WITHDRAWN: {"reopen": State.DRAFT},
}
PUBLISHERS: Final = frozenset({"publish", "return", "withdraw", "reopen"})
"""Steps that need the right to publish; anybody who may change an item may submit it."""
TITLES: Final = {
    "submit": _("Submit for review"),
    "publish": _("Publish"),
    "return": _("Return to the writer"),
    "withdraw": _("Withdraw"),
    "reopen": _("Back to draft"),
}


class NotPossible(Exception):
    """The item is in a state from which this step does not lead on."""


@transaction.atomic
def step(item: Item, name: str, officer: Any, reason: str = "") -> Item:
    """Takes ``item`` one step on and logs it; the row is read again under a lock.

    Raises ``NotPossible``, or ``ValidationError`` when what is to be published is incomplete.
    """
    held = Item.objects.select_for_update().get(pk=item.pk)
    before = held.state
    target = STEPS[State(before)].get(name)
    if target is None:
        raise NotPossible(name)
    if target == State.PUBLISHED:
        _complete(held)
    now = timezone.now()
    held.state = target
    held.updated_at = now
    if target == State.PUBLISHED:
        held.published_at, held.withdrawn_at, held.withdrawn_reason = now, None, ""
    if target == State.WITHDRAWN:
        held.withdrawn_at, held.withdrawn_reason = now, reason
    held.save()
    change = {_now("state"): [str(State(one).label) for one in (before, target)]}
    if reason:
        change[_now("Reason")] = ["", reason]
    log_change(held, officer, change)
    return held


def log_change(item: Any, officer: Any, change: Mapping[str, list[str]]) -> None:
    """Keeps who changed what from what to what; Django's own history shows it."""
    fields = sorted(change)
    LogEntry.objects.log_actions(
        officer.pk,
        [item],
        CHANGE,
        change_message=[{"changed": {"fields": fields}, "values": dict(change)}],
        single_object=True,
    )


def _complete(item: Item) -> None:
    """An item needs its Chinese text; editions must agree in their block ids."""
    texts = {text.edition: text for text in item.editions.all()}
    if ZH not in texts:
        raise ValidationError(_("The Chinese edition is missing."))
    ids = {
        tuple(name for block in text.blocks for name in ids_in(block)) for text in texts.values()
    }
    if len(ids) > 1:
        raise ValidationError(_("The editions do not have the same blocks."))
