"""The desk of subscriptions: bulletins are written and sent, addresses are not shown."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from server.base import base_url
from server.cases.rights import CityDesk
from server.desk import Historic, Kept, note
from server.subscriptions.models import Bulletin, Subscription, Topic
from server.subscriptions.outbox import enqueue, halt
from server.subscriptions.pages import masked


@admin.register(Bulletin)
class BulletinAdmin(CityDesk, Historic):
    """Written, then sent once, by and by (server.subscriptions.outbox)."""

    list_display = ("title", "topic", "lang", "progress", "count", "unsure", "sent_at")
    list_filter = ("topic", "lang")
    readonly_fields = ("progress", "sent_at", "count", "unsure")
    actions = ("send", "halt")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What began to go out is not rewritten."""
        return (obj is None or not obj.until) and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor taken away."""
        return (obj is None or not obj.until) and super().has_delete_permission(request)

    @admin.display(description=_("progress"))
    def progress(self, bulletin: Bulletin) -> str:
        """How far it is, and whether anybody is at it."""
        if bulletin.sent_at:
            return _now("sent")
        if not bulletin.until:
            return _now("not sent")
        state = _now("being sent, %d%%") if bulletin.asked_at else _now("stopped at %d%%")
        return state % (100 * bulletin.reached // bulletin.until)

    @admin.action(description=_("Send"), permissions=["change"])
    def send(self, request: HttpRequest, bulletins: QuerySet[Bulletin]) -> None:
        """Has those sent that were not yet, and lets the stopped ones go on."""
        begun = [one for one in bulletins if enqueue(one, base_url(request))]
        for bulletin in begun:
            note(self, request, bulletin, _now("Send"))
        messages.success(request, _now("%d bulletins are being sent.") % len(begun))

    @admin.action(description=_("Stop sending"), permissions=["change"])
    def halt(self, request: HttpRequest, bulletins: QuerySet[Bulletin]) -> None:
        """Stops them; what went out stays out."""
        stopped = [one for one in bulletins if halt(one)]
        for bulletin in stopped:
            note(self, request, bulletin, _now("Stop sending"))
        messages.success(request, _now("%d bulletins stopped.") % len(stopped))


@admin.register(Subscription)
class SubscriptionAdmin(Kept, CityDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """How many there are, and of what; whose is nobody's business at the desk."""

    list_display = ("number", "channel", "masked_target", "topic_names", "state", "since")
    list_filter = ("channel", "state", "lang")
    show_full_result_count = False
    list_display_links = None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody subscribes for another."""
        del request, obj
        return False

    @admin.display(description=_("number"), ordering="pk")
    def number(self, subscription: Subscription) -> int:
        """To name one by, when somebody asks about it."""
        return int(subscription.pk)

    @admin.display(description=_("topics"))
    def topic_names(self, subscription: Subscription) -> str:
        """In words, not as they are stored."""
        known = dict(Topic.choices)
        return "、".join(str(known[name]) for name in subscription.topics if name in known)

    @admin.display(description=_("address or number"))
    def masked_target(self, subscription: Subscription) -> str:
        """Enough to tell two apart."""
        return masked(subscription.target)
