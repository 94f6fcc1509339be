"""Addresses of the unified user system."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from server.identity import views
from server.identity.phone import authorize, extra
from server.identity.phone import views as phone

urlpatterns: list[URLPattern | URLResolver] = [
    path("id/.well-known/openid-configuration", views.configuration),
    path("id/authorize", authorize.authorize, name="identity-authorize"),
    path("id/authorize/sign-in", authorize.sign_in, name="identity-authorize-sign-in"),
    path("id/jwks", views.jwks),
    path("id/device", views.device),
    path("id/token", views.token),
    path("id/userinfo", views.userinfo),
    path("id/revoke", views.revoke),
    path("id/introspect", views.introspect),
    path("id/logout", extra.end_session),
    path("id/terminal/end-visits", views.end_visits),
    path("d", phone.enter, name="identity-enter"),
    path("d/terminal", phone.terminal, name="identity-terminal"),
    path("d/sign-in", phone.sign_in, name="identity-sign-in"),
    path("d/confirm", phone.confirm, name="identity-confirm"),
    path("d/done", phone.done, name="identity-done"),
    path("d/sign-out", phone.sign_out, name="identity-sign-out"),
    path("d/style.css", extra.style, name="identity-style"),
]
