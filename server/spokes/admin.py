"""The spokespersons' desk: they publish on their own; topics are answered as cases."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from server.cases.moderation import Shown
from server.cases.moderators import ModeratorsDesk
from server.cases.rights import OrganDesk, within
from server.desk import Historic
from server.spokes.models import Body, Release, Spokesperson, Topic


class PeopleInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    """The people of a body."""

    model = Spokesperson
    extra = 0


@admin.register(Body)
class BodyAdmin(OrganDesk, Historic):
    """Bodies of the officer's organ with their people."""

    list_display = ("code", "title", "kind", "organ")
    list_filter = ("kind",)
    search_fields = ("code", "title", "title_en")
    inlines = (PeopleInline,)


@admin.register(Topic)
class TopicAdmin(ModeratorsDesk):
    """Topics are shown or hidden here; their cases are answered among the cases."""

    organ_paths = ("body__organ", "case__organ")
    list_display = ("title", "body", "author", "at", "state", "case")
    list_filter = ("state", "body__kind")
    list_select_related = ("body", "case")
    search_fields = ("title", "text", "case__no")
    fields = readonly_fields = ("body", "case", "title", "text", "author", "lang", "at", "state")

    def moderate(self, row: Topic, state: Shown) -> None:
        """Its writer follows it in any case, among the own matters."""
        row.state = state
        row.save(update_fields=["state"])


@admin.register(Release)
class ReleaseAdmin(OrganDesk, Historic):
    """What the officer's bodies publish on their own."""

    organ_paths = ("body__organ",)
    list_display = ("title", "body", "at", "shown")
    list_filter = ("shown", "lang")
    search_fields = ("title", "text")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Nobody publishes for a body of another organ."""
        if db_field.name == "body":
            kwargs["queryset"] = Body.objects.filter(within(request, "organ"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
