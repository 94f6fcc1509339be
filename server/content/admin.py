"""The publishing desk: organs, classes, and items with their editions."""

from __future__ import annotations

from django.contrib import admin

from server.content.models import Category, Edition, Item, Organ


class EditionInline(admin.StackedInline):  # type: ignore[type-arg]  # not generic at run time
    """The words of an item."""

    model = Edition
    extra = 0


@admin.register(Item)
class ItemAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Items, newest first."""

    list_display = ("address", "kind", "state", "organ", "category", "published_at")
    list_filter = ("kind", "state", "category")
    search_fields = ("address", "index_no", "editions__title")
    raw_id_fields = ("parent",)
    inlines = (EditionInline,)


@admin.register(Organ)
class OrganAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """The 61 organs."""

    list_display = ("code", "title", "title_en", "is_district")
    search_fields = ("code", "title", "title_en")


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Classes and subclasses."""

    list_display = ("slug", "title", "title_en", "parent")
    list_filter = ("scheme",)
