"""The staff's screen: terminals that asked for help, and how every terminal stands."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from server.assist import board
from server.assist.models import Assistance, Call, Standing
from server.desk import Kept
from server.identity.models import User

AGAIN = 15
"""Seconds after which the two lists are loaded anew."""


class Board(Kept, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """A list that keeps itself up to date; terminals write it, nobody adds or edits."""

    list_select_related = ("terminal",)
    list_display_links = None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list, loaded anew by itself while nobody is doing anything with it."""
        response = super().changelist_view(request, extra_context)
        if request.method == "GET":
            response["Refresh"] = str(AGAIN)
        return response

    @admin.display(description=_("terminal"))
    def name(self, row: Any) -> str:
        """What people call it."""
        return str(row.terminal.name)

    @admin.display(description=_("place"))
    def place(self, row: Any) -> str:
        """Where it stands."""
        return str(row.terminal.place)


@admin.register(Call)
class CallAdmin(Board):
    """The queue."""

    list_display = ("name", "place", "language", "voice", "asked_at", "standing", "officer")
    list_filter = (("over_at", admin.EmptyFieldListFilter),)
    actions = ("go_there", "close")

    @admin.display(description=_("state"))
    def standing(self, call: Call) -> str:
        """Waiting and for how long, somebody is coming, over."""
        if call.over_at:
            return str(_("over"))
        if call.answered_at:
            return str(_("somebody is coming"))
        minutes = int((timezone.now() - call.asked_at).total_seconds() // 60)
        return ngettext("waiting for %d minute", "waiting for %d minutes", minutes) % minutes

    @admin.action(description=_("I am going there"))
    def go_there(self, request: HttpRequest, calls: Any) -> None:
        """The visitor hears it at once."""
        assert isinstance(request.user, User)  # noqa: S101 - the desk is for accounts only
        for call in calls:
            if not board.answer(call, request.user):
                said = _("%s: somebody else is going, or it is over.") % call.terminal.name
                self.message_user(request, said, messages.WARNING)

    @admin.action(description=_("Done"))
    def close(self, request: HttpRequest, calls: Any) -> None:
        """Takes them out of the queue."""
        del request
        for call in calls:
            board.close(call)


@admin.register(Standing)
class StandingAdmin(Board):
    """Every terminal, with nothing of any visitor."""

    list_display = ("name", "place", "state", "language", "voice", "seen_at", "lives")

    @admin.display(description=_("reachable"), boolean=True)
    def lives(self, row: Standing) -> bool:
        """Whether it was heard of lately."""
        return row.alive

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is only looked at."""
        del request, obj
        return False


@admin.register(Assistance)
class AssistanceAdmin(Board):
    """Who helped where, how long, and how it ended; nothing of what was on the screen."""

    list_display = ("name", "place", "officer", "way", "state", "asked_at", "began_at", "over_at")
    list_filter = ("way", "ended")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """It is only looked at."""
        del request, obj
        return False
