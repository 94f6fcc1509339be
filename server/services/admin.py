"""The desk of the service hall: services, scenarios and applications."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from server.content.desk import OwnedAdmin, Titled
from server.content.models import Edition, Item
from server.services.compose import service_blocks
from server.services.models import Application, Scenario, Service, ServiceText, Station
from server.words import Words


@admin.register(Service)
class ServiceAdmin(Titled, OwnedAdmin):
    """What services demand and promise; title, organ and category are on the item."""

    organ_path = "item__organ"
    list_display = ("code", "name", "kind", "statutory_days", "promised_days", "fee")
    search_fields = ("code", "subject", "item__editions__title")
    raw_id_fields = ("item",)
    filter_horizontal = ("forms",)
    show_full_result_count = False

    @staticmethod
    def item_of(obj: Service) -> Item:
        """The item whose page this is part of."""
        return obj.item

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Saves the forms, too, then composes the pages anew."""
        super().save_related(request, form, formsets, change)
        compose(form.instance)


@admin.register(ServiceText)
class ServiceTextAdmin(OwnedAdmin):
    """The words of services, an edition each."""

    organ_path = "text__item__organ"
    list_display = ("text", "audience", "output")
    search_fields = ("text__title",)
    raw_id_fields = ("text",)
    show_full_result_count = False

    @staticmethod
    def item_of(obj: ServiceText) -> Item:
        """The item whose page this is part of."""
        return obj.text.item

    def save_model(self, request: HttpRequest, obj: ServiceText, form: Any, change: bool) -> None:
        """Saves the words, then composes the page anew."""
        super().save_model(request, obj, form, change)
        service = Service.objects.filter(item=obj.text.item).first()
        if service:
            compose(service)


def compose(service: Service) -> None:
    """Writes the blocks of a service's editions from its details, so that readers see them."""
    organ = service.item.organ
    forms = list(service.forms.all())
    texts = ServiceText.objects.filter(text__item=service.item).select_related("text")
    for words in texts:
        edition: Edition = words.text
        own = [one for one in forms if one.name.endswith(f".{edition.edition.lower()}.odt")]
        authority = organ.name(edition.edition) if organ else ""
        say = Words(edition.edition)
        edition.blocks = service_blocks(service, words, authority, own or forms, say)
        edition.save()


@admin.register(Scenario)
class ScenarioAdmin(Titled, OwnedAdmin):
    """The questions of scenarios."""

    organ_path = "item__organ"
    list_display = ("item", "name")
    list_display_links = ("item", "name")
    raw_id_fields = ("item",)

    @staticmethod
    def item_of(obj: Scenario) -> Item:
        """The item whose page this is part of."""
        return obj.item


class StationInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    """The organs that work on an application."""

    model = Station
    extra = 0


@admin.register(Application)
class ApplicationAdmin(OwnedAdmin):
    """Applications by number."""

    organ_path = "service__item__organ"
    list_display = ("no", "service", "state", "received_at", "due_at", "decided_at")
    list_filter = ("state",)
    search_fields = ("no",)
    raw_id_fields = ("service",)
    inlines = (StationInline,)
    show_full_result_count = False
