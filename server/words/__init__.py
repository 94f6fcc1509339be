"""The portal's own words, one folder an edition, one TOML file a subject."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent


@lru_cache(maxsize=4)
def _tables(edition: str) -> Mapping[str, Any]:
    """All tables of an edition; the first part of a key is the file's name."""
    files = sorted((_FOLDER / edition).glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


class Words:
    """Words of one edition by dotted key.

    A missing key is a mistake of ours and raises ``KeyError``; both editions are
    checked to have the same keys by a test.
    """

    def __init__(self, edition: str) -> None:
        self.edition = edition

    def __call__(self, key: str, **values: object) -> str:
        """The words for ``key`` with ``{name}`` filled in."""
        found = self.table(key)
        if not isinstance(found, str):
            raise KeyError(key)
        return found.format(**values) if values else found

    def table(self, key: str) -> Any:
        """Whatever stands under ``key``, such as the words of all fields of a form."""
        found: Any = _tables(self.edition)
        for part in key.split("."):
            found = found[part]
        return found
