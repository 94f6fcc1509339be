"""The desk of the evaluation: sites with their scores, indicators, reports of faults."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone

from server.content.desk import OwnedAdmin, Titled
from server.content.models import Item
from server.desk import Historic, Kept
from server.evaluation.models import FaultReport, Indicator, Score, Site


class ScoreInline(admin.StackedInline):  # type: ignore[type-arg]  # not generic at run time
    """First review, correction and second review of every indicator."""

    model = Score
    extra = 0


@admin.register(Site)
class SiteAdmin(Titled, OwnedAdmin):
    """Sites; the final score is the sum of the second review."""

    organ_path = "item__organ"
    list_display = ("item", "name", "year", "score")
    list_display_links = ("item", "name")
    raw_id_fields = ("item",)
    readonly_fields = ("score",)
    inlines = (ScoreInline,)

    @staticmethod
    def item_of(obj: Site) -> Item:
        """The item whose page this is part of."""
        return obj.item

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Saves the scores and keeps their sum."""
        super().save_related(request, form, formsets, change)
        site = form.instance
        site.score = site.scores.aggregate(sum=Sum("second"))["sum"] or 0
        site.save(update_fields=["score"])
        Item.objects.filter(pk=site.pk).update(updated_at=timezone.now())


@admin.register(Indicator)
class IndicatorAdmin(Historic):
    """What is looked at."""

    list_display = ("title", "points", "position")


@admin.register(FaultReport)
class FaultReportAdmin(Kept, Historic):
    """Reports of faults: only their state is changed."""

    list_display = ("no", "address", "kind", "state", "received_at")
    list_filter = ("state", "kind")
    search_fields = ("no", "address")
    readonly_fields = ("no", "address", "kind", "text", "received_at", "closed_at")

    def save_model(self, request: HttpRequest, obj: FaultReport, form: Any, change: bool) -> None:
        """Notes when a report was closed."""
        closed = obj.state != FaultReport.State.RECEIVED
        obj.closed_at = timezone.now() if closed else None
        super().save_model(request, obj, form, change)
