"""What every page of the publishing desk has: rights by organ."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from server.base import ZH
from server.content.models import Edition, Item, Organ
from server.content.rights import PUBLISH, scope_of
from server.desk import Historic

_SEEN: Final = frozenset({Item.State.PUBLISHED, Item.State.WITHDRAWN})


class Titled:
    """For admin classes: rows of an item, listed with its Chinese title. Mixed into ModelAdmin."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the title, which is in another table."""
        own = Edition.objects.filter(item=OuterRef("pk"), edition=ZH)
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]  # mixed in
        titled: QuerySet[Any] = rows.annotate(zh_title=Subquery(own.values("title")[:1]))
        return titled

    @admin.display(description=_("title"), ordering="zh_title")
    def name(self, row: Any) -> str:
        """What readers know it by."""
        return row.zh_title or ""


class OwnedAdmin(Historic):
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
