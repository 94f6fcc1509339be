"""From which source a compiled catalogue was made."""

from __future__ import annotations

import hashlib

DIGEST_KEY = "po-sha256"
"""Entry of a compiled catalogue that names the source it was made from."""


def digest_of(source: bytes) -> str:
    """What stands under ``DIGEST_KEY``."""
    return hashlib.sha256(source).hexdigest()
