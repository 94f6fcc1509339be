"""JSON from an untrusted party: an object, unambiguous, of bounded depth."""

from __future__ import annotations

import json
from typing import Any


def parse_object(raw: bytes) -> dict[str, Any]:
    """The JSON object that ``raw`` holds.

    Member names that occur twice are refused, because two readers could disagree on which
    counts (RFC 8725 section 2.4), and so are NaN and Infinity, which compare with nothing, and
    halves of surrogate pairs, which are no text (RFC 7493 section 2.1): whatever hashes, compares
    or prints them fails later. A byte order mark is not JSON (RFC 8259 section 8.1).

    Raises:
        ValueError: anything else than such an object; the text says what, not the content.

    """
    try:
        value = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_unambiguous, parse_constant=_no_constant
        )
    except RecursionError:
        raise ValueError("too deep") from None
    except ValueError:
        raise ValueError("not JSON") from None
    if not isinstance(value, dict):
        raise ValueError("not an object")
    if b"\\u" in raw and not _is_text(value):
        raise ValueError("not text")
    return value


def _is_text(value: object) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def _unambiguous(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("duplicate member")
    return members


def _no_constant(name: str) -> float:
    raise ValueError(name)
