"""Addresses of the unified user system."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from server.identity import preference_views, views
from server.identity.phone import account, asks, authorize, extra, recover, register
from server.identity.phone import views as phone

urlpatterns: list[URLPattern | URLResolver] = [
    path("id/.well-known/openid-configuration", views.configuration),
    path("id/authorize", authorize.authorize, name="identity-authorize"),
    path("id/authorize/sign-in", authorize.sign_in, name="identity-authorize-sign-in"),
    path("id/authorize/second", authorize.second, name="identity-authorize-second"),
    path("id/par", views.push),
    path("id/jwks", views.jwks),
    path("id/device", views.device),
    path("id/ask", views.ask),
    path("id/token", views.token),
    path("id/userinfo", views.userinfo),
    path("id/preferences", preference_views.own),
    path("id/settings-code", preference_views.code),
    path("id/settings-keys", preference_views.keys),
    path("id/revoke", views.revoke),
    path("id/introspect", views.introspect),
    path("id/logout", extra.end_session),
    path("id/terminal/end-visits", views.end_visits),
    path("id/register", register.register, name="identity-register"),
    path("id/register/code", register.code, name="identity-register-code"),
    path("id/recover", recover.recover, name="identity-recover"),
    path("id/recover/code", recover.code, name="identity-recover-code"),
    path("id/account", account.account, name="identity-account"),
    path("id/account/password", account.password, name="identity-account-password"),
    path("id/account/contact", account.contact, name="identity-account-contact"),
    path("id/account/contact/code", account.contact_code, name="identity-account-contact-code"),
    path("id/account/app", account.app, name="identity-account-app"),
    path("id/account/everywhere", account.everywhere, name="identity-account-everywhere"),
    path("d", phone.enter, name="identity-enter"),
    path("d/asks", asks.asks, name="identity-asks"),
    path("d/terminal", phone.terminal, name="identity-terminal"),
    path("d/sign-in", phone.sign_in, name="identity-sign-in"),
    path("d/second", phone.second, name="identity-second"),
    path("d/confirm", phone.confirm, name="identity-confirm"),
    path("d/done", phone.done, name="identity-done"),
    path("d/sign-out", phone.sign_out, name="identity-sign-out"),
    path("d/style.css", extra.style, name="identity-style"),
]
