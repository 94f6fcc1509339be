"""One language's catalogue: a folder of gettext domains, read when first asked for.

Monolingual gettext: the msgid is a key (``screens.home.title``), its first part
names the domain and so the file. The compiled ``.mo`` is used when it was made
from the present ``.po``; otherwise the ``.po`` itself is read, only slower.
"""

from __future__ import annotations

import gettext
import hashlib
import struct
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from locales.errors import BrokenCatalogue

CATALOGUES = Path(__file__).parent / "catalogues"
"""Where the project's own catalogues are."""

DIGEST_KEY = "po-sha256"
"""Entry of a compiled catalogue that names the source it was made from."""


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
    digest = hashlib.sha256(source).hexdigest()
    compiled = _read_mo(po.with_suffix(".mo"))
    if compiled is not None and compiled.gettext(DIGEST_KEY) == digest:
        return compiled
    return gettext.GNUTranslations(BytesIO(compiled_bytes(po)))


def compiled_bytes(po: Path) -> bytes:
    """The file ``po`` in gettext's binary form, with the digest of its source inside.

    Raises BrokenCatalogue.
    """
    source = po.read_bytes()
    catalogue = parse(po, source)
    catalogue.add(DIGEST_KEY, hashlib.sha256(source).hexdigest())
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def parse(po: Path, source: bytes) -> Catalog:
    """What ``source`` holds; ``po`` is what errors name.

    Raises BrokenCatalogue, naming the line, for what Babel refuses and for what it
    passes over in silence: a string without its end, a key that comes twice, a missing
    Language, without which it drops the plural rule.
    """
    try:
        _refuse_silent_faults(po, source.decode())
        catalogue = read_po(BytesIO(source), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise BrokenCatalogue(po, str(error)) from error
    if catalogue.locale is None:
        raise BrokenCatalogue(po, "no Language header")
    return catalogue


def _refuse_silent_faults(po: Path, text: str) -> None:
    keys: set[str] = set()
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        if line.startswith(("msg", '"')) and not (line.endswith('"') and line.count('"') > 1):
            raise BrokenCatalogue(po, f"line {number}: a string without its end")
        if line.startswith("msgid ") and line in keys:
            raise BrokenCatalogue(po, f"line {number}: {line} comes twice")
        if line.startswith("msgid "):
            keys.add(line)


def _read_mo(path: Path) -> gettext.GNUTranslations | None:
    """A compiled file, or None: a broken one only costs time, the source decides."""
    try:
        return gettext.GNUTranslations(BytesIO(path.read_bytes()))
    except (OSError, ValueError, IndexError, struct.error):
        return None
