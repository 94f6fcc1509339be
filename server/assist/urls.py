"""Addresses for terminals and for the staff who help at them."""

from __future__ import annotations

from django.urls import URLPattern, path

from server.assist import staff_views, terminal_views, views

urlpatterns: list[URLPattern] = [
    path("assist/terminal", views.terminal),
    path("assist/help", terminal_views.assisted),
    path("assist/", staff_views.terminals, name="assist-list"),
    path("assist/sign-in", staff_views.sign_in, name="assist-sign-in"),
    path("assist/sign-out", staff_views.sign_out, name="assist-sign-out"),
    path("assist/follow.js", staff_views.script, name="assist-script"),
    path("assist/calls/<int:pk>/go", staff_views.go, name="assist-go"),
    path("assist/terminals/<int:pk>/remote", staff_views.remote, name="assist-remote"),
    path("assist/<int:pk>/", staff_views.session, name="assist-session"),
    path("assist/<int:pk>/outline", staff_views.outline, name="assist-outline"),
    path("assist/<int:pk>/act", staff_views.act, name="assist-act"),
]
