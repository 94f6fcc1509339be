"""The spokespersons' desk: they publish on their own; topics are answered as cases."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from server.cases.moderation import Shown
from server.cases.rights import OrganDesk, within
from server.spokes.models import Body, Release, Spokesperson, Topic


class PeopleInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    """The people of a body."""

    model = Spokesperson
    extra = 0


@admin.register(Body)
class BodyAdmin(OrganDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Bodies of the officer's organ with their people."""

    list_display = ("code", "title", "kind", "organ")
    list_filter = ("kind",)
    search_fields = ("code", "title", "title_en")
    inlines = (PeopleInline,)


@admin.register(Topic)
class TopicAdmin(OrganDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Topics are shown or hidden here; their cases are answered among the cases."""

    organ_paths = ("body__organ", "case__organ")
    list_display = ("title", "body", "author", "at", "state", "case")
    list_filter = ("state", "body__kind")
    list_select_related = ("body", "case")
    search_fields = ("title", "text", "case__no")
    fields = readonly_fields = ("body", "case", "title", "text", "author", "lang", "at", "state")
    actions = ("show", "hide")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Topics come from visitors."""
        del request
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Hidden, never deleted."""
        del request, obj
        return False

    @admin.action(description=_("Show"), permissions=["change"])
    def show(self, request: HttpRequest, topics: QuerySet[Topic]) -> None:
        """Lets everybody read them."""
        self._moderate(request, topics, Shown.SHOWN)

    @admin.action(description=_("Hide"), permissions=["change"])
    def hide(self, request: HttpRequest, topics: QuerySet[Topic]) -> None:
        """Lets only their writers follow them, among the own matters."""
        self._moderate(request, topics, Shown.HIDDEN)

    def _moderate(self, request: HttpRequest, topics: QuerySet[Topic], state: Shown) -> None:
        changed = list(topics.exclude(state=state))
        for topic in changed:
            topic.state = state
            topic.save(update_fields=["state"])
            self.log_change(request, topic, [{"changed": {"fields": [str(state)]}}])
        messages.success(request, _now("%d posts changed.") % len(changed))


@admin.register(Release)
class ReleaseAdmin(OrganDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
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
