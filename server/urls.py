"""Addresses of the reference portal."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.staticfiles.views import serve
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.utils.translation import gettext_lazy as _

from server import web
from server.api import build
from server.handoff.along_web import along_view
from server.handoff.web import upload_view
from server.subscriptions.web import leave_view

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^v1/?$", web.choose),
    re_path(r"^v1/(?P<edition>zh-Hans|en)$", web.choose),
    path("v1/", build().urls),
    path("desk/", admin.site.urls),
    # The desk's own style sheets, out of the packages; with nginx in front it serves them.
    re_path(r"^static/(?P<path>.*)$", serve, {"insecure": True}),
    path("files/<str:name>", web.file),
    path("feeds/<slug:name>.atom", web.atom),
    path("u/<int:pk>/<str:token>", upload_view),
    path("t/<int:pk>/<str:token>", along_view),
    path("", include("server.assist.urls")),
    path("leave/<str:token>", leave_view),
    path("", include("server.identity.urls")),
    re_path(r"^(?P<address>.*)$", web.web_page),
]
admin.site.site_header = admin.site.site_title = _("Officers' desk")
admin.site.index_title = _("Cases and content")
handler400 = "server.web.bad_request"
handler403 = "server.web.forbidden"
handler404 = "server.web.not_found"
handler500 = "server.web.failure"
