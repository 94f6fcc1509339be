"""Whose matters an officer sees: by the seat that the officer has at the desk."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from server.content.models import Organ, Seat


def seat(request: HttpRequest) -> Seat | None:
    """The seat of whoever is at the desk."""
    return Seat.objects.filter(officer=request.user.pk).select_related("organ").first()


def whole_city(request: HttpRequest) -> bool:
    """Whether this officer looks after every organ."""
    found = seat(request)
    return bool(getattr(request.user, "is_superuser", False)) or (
        found is not None and found.organ_id is None
    )


def own_organ(request: HttpRequest) -> Organ | None:
    """The one organ of this officer; None for the whole city, and for none at all."""
    found = seat(request)
    return found.organ if found else None


def within(request: HttpRequest, *paths: str) -> Q:
    """A filter for rows whose organ, at one of ``paths``, is the officer's."""
    if whole_city(request):
        return Q()
    organ = own_organ(request)
    found = Q(pk__in=[])
    for path in paths if organ else ():
        found |= Q(**{path: organ})
    return found


class OrganDesk:
    """For admin classes: only rows of the officer's own organ, found at ``organ_paths``.

    Nor can a row be given to another organ. Mixed into ModelAdmin.
    """

    organ_paths: tuple[str, ...] = ("organ",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """What this officer may know of."""
        found = super().get_queryset(request)  # type: ignore[misc]  # mixed into ModelAdmin
        return found.filter(within(request, *self.organ_paths)).distinct()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """An officer of one organ can choose no other."""
        if db_field.remote_field.model is Organ and not whole_city(request):
            organ = own_organ(request)
            kwargs["queryset"] = Organ.objects.filter(pk=organ.pk if organ else 0)
            kwargs["initial"] = organ
            kwargs["empty_label"] = None
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # mixed in


class CityDesk:
    """For admin classes of what is the whole city's: an officer of one organ changes none of it.

    ``all_may_look``: nor sees it, unless so. Mixed into ModelAdmin, whose own rights hold too.
    """

    all_may_look = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether it is seen."""
        allowed = self.all_may_look or whole_city(request)
        return allowed and super().has_view_permission(request, obj)  # type: ignore[misc]  # mixed in

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether something is added."""
        return whole_city(request) and super().has_add_permission(request)  # type: ignore[misc]  # mixed in

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether it is changed."""
        return whole_city(request) and super().has_change_permission(request, obj)  # type: ignore[misc]  # mixed in

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether it is taken away."""
        return whole_city(request) and super().has_delete_permission(request, obj)  # type: ignore[misc]  # mixed in
