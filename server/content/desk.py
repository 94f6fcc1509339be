"""What every page of the publishing desk has: rights by organ, and a history with values."""

from __future__ import annotations

import json
from typing import Any, Final

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from server.content.models import Item, Organ
from server.content.rights import PUBLISH, scope_of, values_of

_SEEN: Final = frozenset({Item.State.PUBLISHED, Item.State.WITHDRAWN})


class OwnedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Rows of which each belongs to an organ: officers see and change their own only.

    ``organ_path`` leads from the row to its organ.
    """

    organ_path = "organ"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Only what the officer looks after."""
        return scope_of(request.user).narrow(super().get_queryset(request), self.organ_path)

    @staticmethod
    def item_of(obj: Any) -> Item | None:
        """The item that a row is part of, whose state protects it; None where there is none."""
        del obj
        return None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes what is another organ's, or what readers see without the right to."""
        if not (super().has_change_permission(request, obj) and self._own(request, obj)):
            return False
        item = self.item_of(obj) if obj is not None and obj.pk else None
        return item is None or item.state not in _SEEN or request.user.has_perm(PUBLISH)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Saves; raises ``PermissionDenied``, which undoes it, if it is another organ's now."""
        super().save_model(request, obj, form, change)
        if not self._own(request, obj):
            raise PermissionDenied

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody sees on the desk what belongs to another organ."""
        return super().has_view_permission(request, obj) and self._own(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was published once is withdrawn, never removed."""
        del request, obj
        return False

    def _own(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None or obj.pk is None:
            return True
        rows = type(obj)._default_manager.filter(pk=obj.pk)
        return scope_of(request.user).narrow(rows, self.organ_path).exists()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """An officer of one organ can choose no other."""
        if db_field.remote_field.model is Organ:
            scope = scope_of(request.user)
            if not scope.everything:
                kwargs["queryset"] = Organ.objects.filter(pk=scope.organ.pk if scope.organ else 0)
                kwargs["initial"] = scope.organ
                kwargs["empty_label"] = None
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Django's message, and what each changed value was and is."""
        message: Any = super().construct_change_message(request, form, formsets, add)
        values = _values(form, "")
        for formset in formsets or ():
            for inner in formset.forms:
                values |= _values(inner, f"{inner.instance} · ")
        if values:
            message = message or [{"changed": {"fields": sorted(values)}}]
            message[0]["values"] = values
        return message

    @admin.display(description=_("history of changes"))
    def changes(self, obj: Model) -> SafeString:
        """Every change with its officer, newest first: what each value was and is."""
        kind = ContentType.objects.get_for_model(obj)
        entries = LogEntry.objects.filter(content_type=kind, object_id=obj.pk)
        return format_html_join(
            "",
            "<p>{} · {} · {}{}</p>",
            (
                (
                    entry.action_time.astimezone().strftime("%Y-%m-%d %H:%M"),
                    entry.user,
                    entry.get_change_message(),
                    _old_and_new(entry),
                )
                for entry in entries.select_related("user").order_by("-pk")
            ),
        )


def _values(form: Any, prefix: str) -> dict[str, list[str]]:
    """Changed values of a form: before and after."""
    if not getattr(form, "instance", None):
        return {}
    after = values_of(form.instance)
    return {
        f"{prefix}{name}": [str(form.initial.get(name, "")), after.get(name, "")]
        for name in form.changed_data
        if name in after
    }


def _old_and_new(entry: LogEntry) -> SafeString:
    try:
        message = json.loads(entry.change_message)
    except ValueError:
        return SafeString("")
    values = message[0].get("values", {}) if message else {}
    return format_html_join(
        "",
        "<br>{}: {} → {}",
        ((name, pair[0][:200], pair[1][:200]) for name, pair in values.items()),
    )
