"""What pages of the desk share, whatever they are about: rows that stay, a history in words."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, ForeignKey, Model
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class Kept:
    """For admin classes: rows come from elsewhere and stay; the desk adds and deletes none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Visitors, terminals or phones make them."""
        del request
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What happened can be accounted for."""
        del request, obj
        return False


class Historic(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Pages that end with the history of their row: who changed what from what to what."""

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The history at the end."""
        found = super().get_fields(request, obj)
        return found if "changes" in found or obj is None else [*found, "changes"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """It is not written by hand, and what is new has none."""
        return [*super().get_readonly_fields(request, obj), *(["changes"] if obj else [])]

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
    """Changed values of a form in words: before and after."""
    row: Model | None = getattr(form, "instance", None)
    if not row:
        return {}
    fields = {one.name: one for one in row._meta.concrete_fields}
    return {
        f"{prefix}{fields[name].verbose_name}": [
            said(fields[name], form.initial.get(name)),
            said(fields[name], fields[name].value_from_object(row)),
        ]
        for name in form.changed_data
        if name in fields and fields[name].get_internal_type() != "BinaryField"
    }


def said(column: Field[Any, Any], value: Any) -> str:
    """A value as the desk says it: the title of a choice, the name of another row."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _now("Yes") if value else _now("No")
    if column.flatchoices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(column, ForeignKey):
        return str(column.related_model._base_manager.filter(pk=value).first() or value)
    return str(value)


def _old_and_new(entry: LogEntry) -> SafeString:
    try:
        message = json.loads(entry.change_message)
    except ValueError:
        return SafeString("")
    values = message[0].get("values", {}) if message else {}
    return format_html_join(
        "",
        "<br>{}：{} → {}",
        ((name, pair[0][:200], pair[1][:200]) for name, pair in values.items()),
    )


def note(desk: admin.ModelAdmin[Any], request: HttpRequest, row: Model, words: Any) -> None:
    """The desk's own audit entry, in the words of the button that was pressed."""
    desk.log_change(request, row, str(words))
