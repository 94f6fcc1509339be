"""Sign-in by asking a person's phone (OpenID CIBA Core 1.0, poll mode).

Who it is was typed or read at the terminal. The terminal shows and says two digits; on the
phone the person finds the same, or types them, and approves.
"""

from __future__ import annotations

import re
import secrets

from typing_extensions import override

from auth.errors import BadAnswer, ConfigWrong, Refused
from auth.flows.device import DeviceSignIn
from auth.flows.devicecode import LONGEST, DeviceCode, pause, seconds
from auth.idtoken import IdClaims
from auth.party import RelyingParty
from auth.stepup import StepUp
from auth.tokens import NotYet, raise_error

_WHERE = "ask"
_REQUEST = re.compile(r"[\x21-\x7e]{1,4096}")
MOST_HINT = 200


class AskSignIn(DeviceSignIn):
    """As a device grant, but that nobody types a code: one question, which is not renewed.

    A phone that rang once must not ring again by itself, so an answer that comes too late is
    Expired and the visitor decides whether to ask once more.
    """

    GRANT = "urn:openid:params:grant-type:ciba"
    PARAMETER = "auth_req_id"
    RENEWS = False

    def __init__(
        self,
        party: RelyingParty,
        hint: str = "",
        *,
        step_up: StepUp | None = None,
        same_as: IdClaims | None = None,
    ) -> None:
        super().__init__(party, step_up=step_up, same_as=same_as)
        self.hint = hint
        """Account, contact or card, as it was typed or read."""

        self._number = str(10 + secrets.randbelow(90))

    @override
    def _request(self) -> tuple[DeviceCode, str]:
        """Asks.

        Raises:
            Refused: ``login_hint`` if nothing usable was typed; what the provider answers
                (``unknown_user_id``: it tells that there is no such person, ours does not).
            ConfigWrong: the provider asks no phones, or does not know the terminal.

        """
        metadata = self._party.provider.metadata()
        if not metadata.by_asking:
            raise ConfigWrong("backchannel_authentication_endpoint")
        hint = self.hint.strip()
        if not 0 < len(hint) <= MOST_HINT:
            raise Refused("login_hint")
        form = {**self._demands(), "login_hint": hint, "binding_message": self._number}
        answer = self._party.post(metadata.backchannel_authentication_endpoint, form)
        body, now = answer.json(_WHERE), self._now()
        if "error" in body or answer.status != 200:
            try:
                raise_error(body)
            except NotYet:
                raise BadAnswer(_WHERE, "error") from None
        request = body.get("auth_req_id")
        if not isinstance(request, str) or not _REQUEST.fullmatch(request):
            raise BadAnswer(_WHERE, "auth_req_id")
        code = DeviceCode(
            user_code="",
            verification_uri="",
            verification_uri_complete="",
            expires_at=now + min(seconds(body, "expires_in", _WHERE), LONGEST),
            interval=pause(body, _WHERE),
            binding_number=self._number,
        )
        return code, request
