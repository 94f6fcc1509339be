"""The publishing desk: organs, classes, files, and items with their editions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from server.content.desk import OwnedAdmin, Titled
from server.content.markup import blocks_of, text_of
from server.content.models import Attachment, Category, Edition, Item, Organ, Seat
from server.content.publish import next_index_no
from server.content.rights import PUBLISH, scope_of
from server.content.uploads import KINDS, UploadForm
from server.content.workflow import PUBLISHERS, STEPS, TITLES, NotPossible, step
from server.desk import Historic


class EditionForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """An edition whose blocks can be typed as plain text."""

    typed = forms.CharField(
        label=_("text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "cols": 90}),
        help_text=_("# heading, ## heading below it, - item, 1 item; a blank line ends a part."),
    )

    class Meta:
        """All members of an edition."""

        model = Edition
        fields = ("edition", "title", "description", "keywords", "typed", "blocks")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["typed"] = text_of(self.instance.blocks) or ""

    def clean(self) -> dict[str, Any]:
        """Typed text becomes the blocks; otherwise the blocks stand as they are."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "typed" in self.changed_data and cleaned.get("typed"):
            cleaned["blocks"] = blocks_of(cleaned["typed"])
        return cleaned


class EditionInline(admin.StackedInline):  # type: ignore[type-arg]  # not generic at run time
    """The words of an item."""

    model = Edition
    form = EditionForm
    extra = 0

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Editions stay with their item."""
        del request, obj
        return False


@admin.register(Item)
class ItemAdmin(Titled, OwnedAdmin):
    """Items, newest first; their state changes by steps only."""

    list_display = ("address", "name", "kind", "state", "organ", "category", "published_at")
    list_display_links = ("address", "name")
    list_filter = ("kind", "state")
    list_select_related = ("organ", "category")
    search_fields = ("address", "index_no", "editions__title")
    raw_id_fields = ("parent",)
    readonly_fields = ("state", "published_at", "updated_at", "withdrawn_reason")
    change_form_template = "desk/item.html"
    show_full_result_count = False
    inlines = (EditionInline,)

    @staticmethod
    def item_of(obj: Item) -> Item:
        """Itself."""
        return obj

    def save_model(self, request: HttpRequest, obj: Item, form: Any, change: bool) -> None:
        """A new item of an officer of one organ is that organ's; a document gets its number."""
        scope = scope_of(request.user)
        if not scope.everything:
            obj.organ = scope.organ
        if obj.kind == Item.Kind.DISCLOSURE and obj.organ and not obj.index_no:
            obj.index_no = next_index_no(obj.organ.code, obj.published_at.year)
            obj.address = f"/disclosures/{obj.index_no}"
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        """The pages of the admin and the one for a step."""
        view = self.admin_site.admin_view(self.take_step)
        own = path("<int:pk>/step/<str:name>/", view, name="content_item_step")
        return [own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The item with buttons for the steps that this officer may take."""
        item = Item.objects.filter(pk=object_id).first() if object_id.isdigit() else None
        buttons = self._buttons(request, item) if item else []
        context = {**(extra_context or {}), "buttons": buttons}
        return super().change_view(request, object_id, form_url, context)

    def _buttons(self, request: HttpRequest, item: Item) -> list[tuple[str, Any]]:
        """Address and words of the steps that may be taken."""
        return [
            (reverse("admin:content_item_step", args=[item.pk, name]), TITLES[name])
            for name in STEPS[Item.State(item.state)]
            if self._may_step(request, name)
        ]

    def take_step(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Asks whether, and for withdrawing why; then takes the step."""
        item = get_object_or_404(self.get_queryset(request), pk=pk)
        if name not in TITLES or not self._may_step(request, name):
            return HttpResponse(status=403)
        reason = request.POST.get("text", "").strip()[:200]
        needed = name == "withdraw"
        if request.method == "POST" and (reason or not needed):
            self._stepped(request, item, name, reason)
            return HttpResponseRedirect(reverse("admin:content_item_change", args=[item.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": TITLES[name],
            "item": item,
            "needed": needed,
            "missing": request.method == "POST",
        }
        return render(request, "desk/step.html", context)

    def _stepped(self, request: HttpRequest, item: Item, name: str, reason: str) -> None:
        try:
            step(item, name, request.user, reason)
            messages.success(request, _now("Recorded."))
        except NotPossible:
            messages.error(request, _now("This is not possible in the present state."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))

    def _may_step(self, request: HttpRequest, name: str) -> bool:
        if name in PUBLISHERS:
            return self._may_publish(request)
        return bool(request.user.has_perm("content.change_item"))

    @staticmethod
    def _may_publish(request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PUBLISH))


@admin.register(Attachment)
class AttachmentAdmin(OwnedAdmin):
    """Files; what a file is, is found out from its content."""

    form = UploadForm
    list_display = ("name", "title", "kind", "organ")
    search_fields = ("name", "title")

    @admin.display(description=_("kind"), ordering="media_type")
    def kind(self, file: Attachment) -> str:
        """What sort of file it is, in words."""
        return str(KINDS.get(file.media_type, file.media_type))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attachment]:
        """Without the content, which no list shows."""
        return super().get_queryset(request).defer("content")

    def save_model(self, request: HttpRequest, obj: Attachment, form: Any, change: bool) -> None:
        """A file of an officer of one organ is that organ's."""
        scope = scope_of(request.user)
        if not scope.everything:
            obj.organ = scope.organ
        super().save_model(request, obj, form, change)


@admin.register(Organ)
class OrganAdmin(Historic):
    """The 61 organs."""

    list_display = ("code", "title", "title_en", "is_district")
    search_fields = ("code", "title", "title_en")


@admin.register(Category)
class CategoryAdmin(Historic):
    """Classes and subclasses."""

    list_display = ("slug", "title", "title_en", "parent")
    list_filter = ("scheme",)


@admin.register(Seat)
class SeatAdmin(Historic):
    """Who looks after which organ's content."""

    list_display = ("officer", "organ")
    raw_id_fields = ("officer",)
