"""Device authorization (RFC 8628): the terminal's half of a sign-in on a phone."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, cast

from authlib.oauth2.rfc6749 import (
    AccessDeniedError,
    InvalidGrantError,
    InvalidRequestError,
    OAuth2Request,
    UnauthorizedClientError,
)
from authlib.oauth2.rfc8628 import (
    AuthorizationPendingError,
    DeviceAuthorizationEndpoint,
    DeviceCodeGrant,
    ExpiredTokenError,
    SlowDownError,
)
from django.db import IntegrityError, transaction
from django.utils import timezone

from server.identity import visits
from server.identity.models import DeviceCode, Terminal, User
from server.identity.oauth import demands
from server.identity.oauth.request import FormRequest

LIVE_CODES = 2
"""A terminal may show a new code while the visitor still types the one before."""
TOLERANCE = timedelta(seconds=0.5)
"""A poll may come this much early: the network shortens some intervals."""
MAX_INTERVAL = 60


class DeviceEndpoint(DeviceAuthorizationEndpoint):
    """Starts a sign-in; only terminals that prove themselves may (RFC 8628 §5.4)."""

    CLIENT_AUTH_METHODS = ["private_key_jwt"]  # noqa: RUF012 - authlib's name and type
    EXPIRES_IN = 120
    INTERVAL = 2

    def authenticate_client(self, request: OAuth2Request) -> Terminal:
        """A terminal that proves itself; another system has no screen to show a code on."""
        terminal: Terminal = super().authenticate_client(request)  # type: ignore[no-untyped-call]  # the stubs leave it open
        if terminal.is_system:
            raise UnauthorizedClientError
        self._request = cast("FormRequest", request)
        return terminal

    def generate_user_code(self) -> str:
        """Eight digits: they can be spoken in any language and typed on a number pad."""
        return f"{secrets.randbelow(10**8):08d}"

    def generate_device_code(self) -> str:
        """256 random bits."""
        return visits.new_secret()

    def get_verification_uri(self) -> str:
        """The short address; it is spoken, so it has no path beyond one letter."""
        return str(self.server.site.phone)

    def save_device_credential(
        self, client_id: str, scope: str | None, data: dict[str, Any]
    ) -> None:
        """Keeps the code and completes ``data``, which is the answer.

        ``binding_number`` is an extension member: the phone asks for these two digits, so that
        nobody approves a terminal he does not see.
        """
        visits.clean()
        given = self._request.form
        asked = {
            "wanted": demands.level(given),
            "max_age": demands.max_age(given),
            "dpop_jkt": demands.check_thumbprint(given),
        }
        terminal = Terminal.objects.get(client_id=client_id)
        data["binding_number"] = str(10 + secrets.randbelow(90))
        self._insert(terminal, scope, data, asked)
        data["verification_uri_complete"] = f"{data['verification_uri']}?c={data['user_code']}"
        self._retire_older(terminal)

    def _insert(
        self, terminal: Terminal, scope: str | None, data: dict[str, Any], asked: dict[str, Any]
    ) -> None:
        now = timezone.now()
        code = DeviceCode(
            digest=visits.digest(data["device_code"]),
            binding_number=data["binding_number"],
            terminal=terminal,
            scope=terminal.get_allowed_scope(scope),
            created_at=now,
            expires_at=now + timedelta(seconds=self.EXPIRES_IN),
            interval=self.INTERVAL,
            **asked,
        )
        while True:
            code.user_code = data["user_code"]
            try:
                with transaction.atomic():
                    code.save(force_insert=True)
            except IntegrityError:  # another live sign-in has the same digits
                data["user_code"] = self.generate_user_code()
            else:
                return

    def _retire_older(self, terminal: Terminal) -> None:
        # one that a visitor has claimed is on its way on a phone: it lives to its own end
        live = DeviceCode.objects.filter(
            terminal=terminal,
            state=DeviceCode.State.PENDING,
            expires_at__gt=timezone.now(),
            claimed=False,
            by_asking=False,
        ).order_by("-created_at")
        older = [code.pk for code in live[LIVE_CODES:]]
        DeviceCode.objects.filter(pk__in=older).update(expires_at=timezone.now(), user_code=None)


class DeviceGrant(DeviceCodeGrant):
    """Redeems a device code, once (RFC 8628 §3.4, §3.5)."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["private_key_jwt"]  # noqa: RUF012 - authlib's name and type
    PARAMETER = "device_code"
    BY_ASKING = False
    """Whether the terminal asked a person's phone (server.identity.oauth.ask)."""

    def validate_token_request(self) -> None:
        """As authlib's, for either grant: the secret, the terminal, and what the phone said."""
        secret = self.request.form.get(self.PARAMETER)
        if not secret:
            raise InvalidRequestError(description=f"The {self.PARAMETER} is missing.")
        client = self.authenticate_token_endpoint_client()
        if not client.check_grant_type(self.GRANT_TYPE):
            raise UnauthorizedClientError
        credential = self.query_device_credential(secret)
        if credential.get_client_id() != client.get_client_id():
            raise UnauthorizedClientError
        self.request.user = self.validate_device_credential(credential)
        self.request.client = client
        self.request.credential = credential

    def query_device_credential(self, device_code: str) -> DeviceCode:
        """The code; one that does not exist or was redeemed is ``invalid_grant``."""
        code = (
            DeviceCode.objects.select_related("terminal", "user")
            .filter(digest=visits.digest(device_code), by_asking=self.BY_ASKING)
            .exclude(state=DeviceCode.State.REDEEMED)
            .first()
        )
        if code is None:
            raise InvalidGrantError
        return code

    def validate_device_credential(self, credential: DeviceCode) -> User:
        """The person who approved; else the error that tells the terminal what to do next.

        Replaces authlib's, which asks for the grant by user code: ours is free for reuse as
        soon as it was used.
        """
        if credential.state == DeviceCode.State.DENIED:
            raise demands.unmet() if credential.unmet else AccessDeniedError
        if credential.is_expired():
            raise ExpiredTokenError
        if credential.state == DeviceCode.State.APPROVED and credential.user is not None:
            if not credential.user.is_active:
                raise AccessDeniedError
            return credential.user
        if self.should_slow_down(credential):
            raise SlowDownError
        raise AuthorizationPendingError

    def should_slow_down(self, credential: DeviceCode) -> bool:
        """Whether the poll came too early; then the interval is 5 s longer from now on."""
        now = timezone.now()
        wait = timedelta(seconds=credential.interval) - TOLERANCE
        early = credential.polled_at is not None and now - credential.polled_at < wait
        if early:
            credential.interval = min(credential.interval + 5, MAX_INTERVAL)
        credential.polled_at = now
        credential.save(update_fields=("interval", "polled_at"))
        return early
