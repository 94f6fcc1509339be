"""The desk of files: looked at as downloads, by officers of the case's organ."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from server.cases.rights import OrganDesk
from server.desk import Kept
from server.handoff.check import TYPES
from server.handoff.models import Upload


@admin.register(Upload)
class UploadAdmin(Kept, OrganDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Files with their cases, to be read."""

    organ_paths = ("case__organ", "case__parts__organ")
    list_display = ("title", "case", "received_at", "media_type", "size", "download")
    list_select_related = ("case",)
    search_fields = ("case__no", "title")
    list_filter = (("case", admin.RelatedOnlyFieldListFilter),)
    fields = readonly_fields = ("case", "title", "received_at", "media_type", "size", "download")

    def get_queryset(self, request: HttpRequest) -> Any:
        """What came, without reading the files themselves."""
        return super().get_queryset(request).filter(received_at__isnull=False).defer("content")

    def get_urls(self) -> list[URLPattern]:
        """The pages of the admin and the download."""
        view = self.admin_site.admin_view(self.file)
        return [path("<int:pk>/file/", view, name="handoff_upload_file"), *super().get_urls()]

    @admin.display(description=_("download"))
    def download(self, upload: Upload) -> str:
        """The link to the file."""
        place = reverse("admin:handoff_upload_file", args=[upload.pk])
        return format_html('<a href="{}" download>{}</a>', place, _("download"))

    def file(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file as a download under a name of ours, never as something a browser shows."""
        upload = self.get_queryset(request).filter(pk=pk).first()
        if upload is None or not self.has_view_permission(request, upload):
            raise Http404
        ending = next(one.endings[0] for one in TYPES if one.media_type == upload.media_type)
        answer = HttpResponse(bytes(upload.content), content_type=upload.media_type)
        answer["Content-Disposition"] = f'attachment; filename="file-{upload.pk}{ending}"'
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer
