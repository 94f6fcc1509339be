"""The little that leaves auth about a visitor; nothing else of the claims is kept."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_KEPT = ("name", "masked_name", "locale")
_MOST = 60
_STAR = "*"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is signed in, as far as a screen that others can see may say it."""

    sub_hash: str
    """Salted hash of issuer and subject: tells visits apart in the audit log, names nobody."""

    masked_name: str
    acr: str
    """Level of assurance of the sign-in; empty if the provider does not say."""

    locale: str
    """BCP 47, the language that the person set at the provider; empty if not said."""

    name: str = field(repr=False)
    """The whole name, for a screen that asks for it; never spoken, never logged."""


def pick(claims: Mapping[str, Any]) -> Mapping[str, str]:
    """The claims that a terminal may know, as single lines of visible text."""
    texts = {name: claims[name] for name in _KEPT if isinstance(claims.get(name), str)}
    return {name: _visible(text) for name, text in texts.items()}


def visitor_of(claims: Mapping[str, str], *, sub_hash: str, acr: str) -> Visitor:
    """The visitor whom ``claims`` (as ``pick`` gives them) describe."""
    name = claims.get("name", "")
    masked = claims.get("masked_name", "")
    if not masked or masked == name:
        masked = mask(name)
    return Visitor(sub_hash, masked, acr, claims.get("locale", ""), name)


def hash_subject(salt: bytes, issuer: str, sub: str) -> str:
    """A stable name for a subject that cannot be turned back without the salt."""
    return hmac.new(salt, f"{issuer}\0{sub}".encode(), hashlib.sha256).hexdigest()[:32]


def mask(name: str) -> str:
    """The first letter of each word, then stars: 张三 → 张*, John Smith → J*** S****.

    Enough for a visitor to know their own name again and too little for a bystander.
    """
    return " ".join(word[0] + _STAR * (len(word) - 1) for word in name.split())


def _visible(text: str) -> str:
    """Without characters that change direction or line, which could imitate other words."""
    shown = (" " if unicodedata.category(each).startswith("Z") else each for each in text)
    kept = "".join(each for each in shown if not unicodedata.category(each).startswith("C"))
    return " ".join(kept.split())[:_MOST]
