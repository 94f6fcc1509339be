"""Pages of which all words are the visitor's own, to see whether any of them gets out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from portal.models import Field

CANARY = "金丝雀4406"

_STRUCTURE = frozenset(
    "address kind edition lang id href name type level widget region style state privacy "
    "date at updated_at requested_at accept_due reply_due due lamp needs submit order key "
    "value src scope role unit source media_type param rel schema place edition format".split()
)


def personal(value: Any, *, labels: bool = True) -> Any:
    """A page of which all words are the visitor's, as far as the page can say so.

    Without ``labels`` what a form asks for stays, with hints and what can be chosen: they are
    the form's own words and are never hidden.
    """
    if isinstance(value, Field) and not labels:
        own = {"label": value.label, "hint": value.hint, "options": value.options}
        return replace(personal(value), **own)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one.name: personal(getattr(value, one.name), labels=labels)
            for one in fields(value)
            if one.init and one.name not in _STRUCTURE
        }
        return replace(value, **changed)
    if isinstance(value, str):
        return CANARY if value else value
    if isinstance(value, tuple):
        return tuple(personal(one, labels=labels) for one in value)
    if isinstance(value, Mapping):
        return {key: personal(one, labels=labels) for key, one in value.items()}
    return value
