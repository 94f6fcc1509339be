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
from server.subscriptions.models import Bulletin, Subscription
from server.subscriptions.pages import masked
from server.subscriptions.work import send_out


@admin.register(Bulletin)
class BulletinAdmin(CityDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Written, then sent once."""

    list_display = ("title", "topic", "lang", "sent_at", "count")
    list_filter = ("topic", "lang")
    readonly_fields = ("sent_at", "count")
    actions = ("send",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What went out is not rewritten."""
        return (obj is None or obj.sent_at is None) and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor taken away."""
        return (obj is None or obj.sent_at is None) and super().has_delete_permission(request)

    @admin.action(description=_("Send"), permissions=["change"])
    def send(self, request: HttpRequest, bulletins: QuerySet[Bulletin]) -> None:
        """Sends those that were not sent yet."""
        count = 0
        for bulletin in bulletins.filter(sent_at=None):
            count += send_out(bulletin, base_url(request))
            self.log_change(request, bulletin, [{"changed": {"fields": ["sent"]}}])
        messages.success(request, _now("%d messages sent.") % count)


@admin.register(Subscription)
class SubscriptionAdmin(CityDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """How many there are, and of what; whose is nobody's business at the desk."""

    list_display = ("pk", "channel", "masked_target", "topics", "state", "since")
    list_filter = ("channel", "state", "lang")
    show_full_result_count = False
    list_display_links = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They come from visitors."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody subscribes for another."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Left, not deleted."""
        del request, obj
        return False

    @admin.display(description=_("address or number"))
    def masked_target(self, subscription: Subscription) -> str:
        """Enough to tell two apart."""
        return masked(subscription.target)
