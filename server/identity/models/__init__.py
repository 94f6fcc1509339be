"""What the unified user system remembers: accounts, terminals, visits and their tokens."""

from __future__ import annotations

from server.identity.models.accounts import CounterCheck, User
from server.identity.models.attempts import Attempt
from server.identity.models.clients import SpentAssertion, Terminal
from server.identity.models.codes import AuthorizationCode, PushedRequest
from server.identity.models.devices import DeviceCode
from server.identity.models.onetime import OneTimeCode
from server.identity.models.preferences import Preferences
from server.identity.models.visits import Participation, SignOn, Token, Visit

__all__ = [
    "Attempt",
    "AuthorizationCode",
    "CounterCheck",
    "DeviceCode",
    "OneTimeCode",
    "Participation",
    "Preferences",
    "PushedRequest",
    "SignOn",
    "SpentAssertion",
    "Terminal",
    "Token",
    "User",
    "Visit",
]
