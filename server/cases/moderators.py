"""The desk of whoever moderates: what visitors wrote is shown, hidden, made into cases."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from server.cases.models import Case
from server.cases.moderation import Shown
from server.cases.rights import OrganDesk
from server.desk import Historic, Kept, note


class ModeratorsDesk(Kept, OrganDesk, Historic):
    """Rows with a ``state`` of ``Shown``; never rewritten, hidden but never deleted."""

    actions: tuple[str, ...] = ("show", "hide")
    ordering = ("-at", "-pk")
    """What came last is looked at first."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list and its actions; a single row is read."""
        return obj is None and super().has_change_permission(request)

    def moderate(self, row: Any, state: Shown) -> None:
        """Shows or hides one row, with what goes along with it."""
        raise NotImplementedError  # each desk's own; Django's metaclass admits no ABC

    @admin.action(description=_("Show"), permissions=["change"])
    def show(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Lets everybody read them, in the order in which they were written."""
        self._moderate(request, rows, Shown.SHOWN)

    @admin.action(description=_("Hide"), permissions=["change"])
    def hide(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Lets nobody read them."""
        self._moderate(request, rows, Shown.HIDDEN)

    def _moderate(self, request: HttpRequest, rows: QuerySet[Any], state: Shown) -> None:
        changed = list(rows.exclude(state=state).order_by("pk"))
        for row in changed:
            self.moderate(row, state)
            note(self, request, row, state.label)
        messages.success(request, _now("%d posts changed.") % len(changed))


class ComplaintsDesk(ModeratorsDesk):
    """The same where a row can be a valid complaint, which becomes a case."""

    actions = ("show", "hide", "complain")

    def case_of(self, row: Any) -> Case:
        """The case of a row; the same one when asked again."""
        raise NotImplementedError  # each desk's own, as above

    @admin.action(description=_("Mark as a valid complaint"), permissions=["change"])
    def complain(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Makes a case of each that a visitor wrote; its reply appears beside it."""
        fresh = list(rows.filter(case=None, user__isnull=False))
        for row in fresh:
            case = self.case_of(row)
            note(self, request, row, f"{_now('Mark as a valid complaint')} {case.no}")
        messages.success(request, _now("%d cases made.") % len(fresh))
