"""Authorization codes (RFC 6749 §4.1): a sign-in on a page, on its way back to the terminal."""

from __future__ import annotations

import secrets

from authlib.oidc.core import AuthorizationCodeMixin
from django.db import models

from server.identity.models.accounts import User
from server.identity.models.clients import Terminal
from server.identity.models.visits import SignOn


def new_family() -> str:
    """Names all tokens that will grow from one grant."""
    return secrets.token_hex(16)


class AuthorizationCode(AuthorizationCodeMixin, models.Model):
    """One code, good once and for a minute; used ones are kept to notice a second use."""

    digest = models.CharField(max_length=64, unique=True)
    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    redirect_uri = models.CharField(max_length=500)
    scope = models.CharField(max_length=200)
    nonce = models.CharField(max_length=255, blank=True)
    code_challenge = models.CharField(max_length=128)
    code_challenge_method = models.CharField(max_length=8)
    auth_time = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, default=None)
    family = models.CharField(max_length=32, default=new_family)
    sign_on = models.ForeignKey(SignOn, null=True, default=None, on_delete=models.CASCADE)
    acr = models.CharField(max_length=8, default="2")
    amr = models.CharField(max_length=40, default="pwd")
    dpop_jkt = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.terminal_id} {self.expires_at:%H:%M:%S}"

    def get_redirect_uri(self) -> str:
        """Where it was sent; the token request must name the same."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """What was asked for."""
        return self.scope

    def get_nonce(self) -> str:
        """What the ID token repeats."""
        return self.nonce

    def get_auth_time(self) -> int:
        """When the password was typed, in seconds since 1970."""
        return int(self.auth_time.timestamp())

    def get_acr(self) -> str:
        """The level that the sign-in reached."""
        return self.acr

    def get_amr(self) -> list[str]:
        """How the person signed in (RFC 8176)."""
        return self.amr.split()


class PushedRequest(models.Model):
    """An authorization request that came by the back channel (RFC 9126), for one sign-in.

    ``session`` is the browser that opened it: it may reload the page, no other may.
    """

    digest = models.CharField(max_length=64, unique=True)
    terminal = models.ForeignKey(Terminal, on_delete=models.CASCADE)
    parameters = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)
    session = models.CharField(max_length=64, blank=True, default="")
    used_at = models.DateTimeField(null=True, default=None)

    def __str__(self) -> str:
        return f"{self.terminal_id} {self.expires_at:%H:%M:%S}"
