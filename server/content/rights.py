"""Whose content an officer may touch: the seat decides, and every desk page asks here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from server.content.models import Organ, Seat

PUBLISH = "content.publish_item"


@dataclass(frozen=True, slots=True)
class Scope:
    """What an officer looks after: everything, one organ's, or nothing."""

    everything: bool
    organ: Organ | None = None

    def covers(self, organ_id: int | None) -> bool:
        """Whether content of that organ is looked after by this officer."""
        return self.everything or (self.organ is not None and organ_id == self.organ.pk)

    def narrow(self, rows: QuerySet[Any], path: str) -> QuerySet[Any]:
        """Only rows whose organ, at ``path``, is covered."""
        if self.everything:
            return rows
        return rows.filter(**{path: self.organ}) if self.organ else rows.none()


def scope_of(user: Any) -> Scope:
    """The scope of an officer; without a seat it is empty, unless it is the administrator."""
    if getattr(user, "is_superuser", False):
        return Scope(everything=True)
    seat = Seat.objects.select_related("organ").filter(officer=user.pk).first()
    if seat is None:
        return Scope(everything=False)
    return Scope(everything=seat.organ is None, organ=seat.organ)
