"""Protocol requests: where parameters come from, and what the answer is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from authlib.integrations.django_oauth2.requests import DjangoOAuth2Payload, DjangoOAuth2Request
from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Request
from django.http import HttpRequest, QueryDict

from server.identity.models import SignOn, Visit
from server.identity.site import Site

if TYPE_CHECKING:
    from server.identity.oauth.exchange import Exchange


class FormPayload(DjangoOAuth2Payload):
    """The parameters under the names authlib reads."""

    def __init__(self, request: HttpRequest, given: dict[str, str]) -> None:
        super().__init__(request)
        self._given = given

    @property
    def data(self) -> dict[str, str]:
        """One value a name."""
        return self._given

    @property
    def datalist(self) -> dict[str, list[Any]]:
        """The same as lists."""
        return {name: [value] for name, value in self._given.items()}


class FormRequest(DjangoOAuth2Request):
    """A request whose parameters come from one place and once each.

    authlib's Django request mixes the query into the form and keeps the last of repeated
    parameters; RFC 6749 §3.2 forbids both. Its address is the public one, so that a proxy
    in front changes nothing.
    """

    visit: Visit | None = None
    """The visit that the tokens of the answer belong to."""

    sign_on: SignOn
    """The browser in which the person of an authorization request signed in."""

    exchange: Exchange | None = None
    """The tokens of a token exchange."""

    jkt: str = ""
    """The thumbprint of the key that the request proved (RFC 9449); empty: none."""

    def __init__(self, request: HttpRequest, site: Site, given: QueryDict | None = None) -> None:
        self._of = request, site
        OAuth2Request.__init__(
            self, request.method or "", site.base + request.path, headers=request.headers
        )
        if given is None:
            given = request.POST if request.method == "POST" else request.GET
        self._given: dict[str, str] = {}
        for name, values in given.lists():
            if len(values) > 1:
                raise InvalidRequestError(description="A parameter is given twice.")
            self._given[name] = str(values[0])
        self.payload = FormPayload(request, self._given)

    def with_parameters(self, given: Mapping[str, str]) -> FormRequest:
        """The same request with other parameters, as after they were pushed."""
        query = QueryDict(mutable=True)
        query.update(dict(given))
        return FormRequest(*self._of, query)

    @property
    def args(self) -> dict[str, str | None]:
        """The parameters."""
        return dict(self._given)

    @property
    def form(self) -> dict[str, str]:
        """The parameters."""
        return self._given
