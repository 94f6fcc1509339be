"""One language's catalogue: a folder of gettext domains, read when first asked for.

Monolingual gettext: the msgid is a key (``screens.home.title``), its first part
names the domain and so the file. The compiled ``.mo`` is used when it was made
from the present ``.po``; otherwise the ``.po`` itself is read, only slower.
"""

from __future__ import annotations

import gettext
import struct
from io import BytesIO
from pathlib import Path

from locales.digest import DIGEST_KEY, digest_of

CATALOGUES = Path(__file__).parent / "catalogues"
"""Where the project's own catalogues are."""


class Catalogue:
    """The words of one language by key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._domains: dict[str, gettext.NullTranslations] = {}

    def singular(self, key: str) -> str | None:
        """The words of ``key``, or None where there are none."""
        found = self._domain(key).gettext(key)
        return None if found == key else found

    def plural(self, key: str, n: int) -> str | None:
        """The words of ``key`` for ``n`` things; an entry without plural forms serves all."""
        domain = self._domain(key)
        found = domain.ngettext(key, key, n)
        found = domain.gettext(key) if found == key else found
        return None if found == key else found

    def _domain(self, key: str) -> gettext.NullTranslations:
        name = key.partition(".")[0]
        domain = self._domains.get(name)
        if domain is None:
            domain = self._domains[name] = load(self._folder / f"{name}.po")
        return domain


def load(po: Path) -> gettext.NullTranslations:
    """The words of one file, from its compiled form where that is up to date.

    A domain without a file is empty, so that a wrong key is reported as a missing word.
    """
    if not po.exists():
        return gettext.NullTranslations()
    source = po.read_bytes()
    compiled = _read_mo(po.with_suffix(".mo"))
    if compiled is not None and compiled.gettext(DIGEST_KEY) == digest_of(source):
        return compiled
    from locales.source import compiled_bytes  # noqa: PLC0415 - Babel is seldom needed here

    return gettext.GNUTranslations(BytesIO(compiled_bytes(po)))


def _read_mo(path: Path) -> gettext.GNUTranslations | None:
    """A compiled file, or None: a broken one only costs time, the source decides."""
    try:
        return gettext.GNUTranslations(BytesIO(path.read_bytes()))
    except (OSError, ValueError, IndexError, struct.error):
        return None
