"""Submitting a form: cleaned, checked, stored once however often it is sent."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone

from server.cases.forms import Form
from server.cases.models import Submission
from server.identity.models import User
from server.problems import FieldError, Problem

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_KEY: Final = re.compile(r"[A-Za-z0-9-]{16,64}")
_KEPT_CONTROLS: Final = "\n\t"
_NOT_TEXT: Final = {"Cc", "Cs", "Cn", "Co"}
"""Unicode categories that no keyboard types: controls, surrogates, unassigned, private use."""


def key_of(request: HttpRequest) -> str:
    """The idempotency key; raises ``Problem`` ``key_required``."""
    key = request.headers.get("Idempotency-Key", "")
    if not _KEY.fullmatch(key):
        raise Problem(422, "key_required")
    return key


def cleaned(body: Mapping[str, Any], form: Form | None = None) -> dict[str, Any]:
    """Field values as they are stored: trimmed, composed (NFC), without control characters.

    What is empty counts as left out, so that clients need not tell the two apart. A field of one
    line stays one, whatever was pasted into it.
    """
    values = {
        clean_text(name): clean_text(value) if isinstance(value, str) else value
        for name, value in body.items()
    }
    for name, field in form.rules["fields"].items() if form else ():
        if isinstance(values.get(name), str) and field["widget"] != "multiline":
            values[name] = " ".join(values[name].split())
    return {name: value for name, value in values.items() if value not in ("", None)}


def clean_text(text: str) -> str:
    """Text that every database and every page can carry."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        character
        for character in unified
        if character in _KEPT_CONTROLS or unicodedata.category(character) not in _NOT_TEXT
    )
    text = unicodedata.normalize("NFC", "".join(kept)).strip()
    seen = any(unicodedata.category(character)[0] not in "CZ" for character in text)
    return text if seen else ""  # joiners and blanks alone are nothing to be read


def checked(form: Form, values: Mapping[str, Any], edition: str) -> None:
    """Raises ``Problem`` ``invalid`` naming every field that breaks a rule of the form."""
    found: dict[str, FieldError] = {}
    schema = form.schema()
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 2.5 MB that reading never needs

    rules = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for error in rules.iter_errors(dict(values)):
        for field, code in _faults(error, schema, values):
            if field not in found:
                found[field] = FieldError(field, code, form.error_words(field, code, edition))
    for field in form.rules.get("past", ()):  # ISO dates are in order as texts
        if field not in found and str(values.get(field, "")) > timezone.localdate().isoformat():
            found[field] = FieldError(field, "future", form.error_words(field, "future", edition))
    if found:
        order = [*form.order, *sorted(found)]
        raise Problem(
            422, "invalid", errors=sorted(found.values(), key=lambda e: order.index(e.field))
        )


def _faults(
    error: ValidationError, schema: Mapping[str, Any], values: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Which fields an error is about, and the keyword that failed."""
    if error.absolute_path:
        return [(str(error.absolute_path[0]), str(error.validator))]
    if error.validator == "required":
        return [(name, "required") for name in schema["required"] if name not in values]
    if error.validator == "minProperties":
        return [(next(iter(schema["properties"])), "required")]
    return [(name, "unknown") for name in values if name not in schema["properties"]]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends something, under which key and in which edition; nobody's ``user`` is None."""

    user: User | None
    key: str
    edition: str
    helper: User | None = None
    """The member of staff who acts beside them."""

    @property
    def owner(self) -> str:
        """Whose key it is."""
        return f"user-{self.user.pk}" if self.user else "anybody"


Made: TypeAlias = Callable[[dict[str, Any]], str]
Check: TypeAlias = Callable[[dict[str, Any]], None]


def submit(
    sender: Sender, form: Form, body: Mapping[str, Any], make: Made, check: Check | None = None
) -> str:
    """The address of what this submission made: now, or by an earlier sending of the same.

    ``make`` stores the checked values and gives the address; it runs in the transaction in
    which the key is stored. A sending that comes in between fails on the unique key and
    finds what the other one made. ``check`` runs before it and outside of it, for what has
    to be remembered although nothing is stored. Raises ``Problem``: ``key_reused`` for the
    same key with anything else, ``invalid``, and what ``make`` and ``check`` raise.
    """
    values = cleaned(body, form)
    digest = _digest(form, values)
    known = _known(sender, digest)
    if known:
        return known
    checked(form, values, sender.edition)
    if check is not None:
        check(values)
    try:
        with transaction.atomic():
            known = _known(sender, digest)
            return known or _store(sender, digest, values, make)
    except IntegrityError:
        known = _known(sender, digest)
        if known is None:
            raise
        return known


def _store(sender: Sender, digest: str, values: dict[str, Any], make: Made) -> str:
    """The key first: a second sending of it waits here and not behind the work."""
    kept = Submission.objects.create(
        user=sender.user,
        owner=sender.owner,
        key=sender.key,
        body_hash=digest,
        helper=sender.helper,
    )
    kept.address = make(values)
    kept.save(update_fields=["address"])
    return kept.address


def _known(sender: Sender, digest: str) -> str | None:
    """What this key made before."""
    earlier = Submission.objects.filter(owner=sender.owner, key=sender.key).first()
    if earlier is None:
        return None
    if earlier.body_hash != digest:
        raise Problem(409, "key_reused")
    return earlier.address


def _digest(form: Form, values: Mapping[str, Any]) -> str:
    """What makes two submissions the same: the form, its place and the cleaned values."""
    text = json.dumps([form.name, dict(form.place), values], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
