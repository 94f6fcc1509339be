"""Catalogues as they are written: read strictly with Babel, and compiled."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from locales.digest import DIGEST_KEY, digest_of
from locales.errors import BrokenCatalogue


def compiled_bytes(po: Path) -> bytes:
    """The file ``po`` in gettext's binary form, with the digest of its source inside.

    Raises BrokenCatalogue.
    """
    source = po.read_bytes()
    catalogue = parse(po, source)
    catalogue.add(DIGEST_KEY, digest_of(source))
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
