"""Compiles the desk's message catalogues into the data folder, where Django looks for them.

Compiled catalogues are not kept with the source, and the source folder may be read-only.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_SOURCE: Final = Path(__file__).resolve().parent / "locale"


def compile_into(target: Path) -> None:
    """Writes ``target/<locale>/LC_MESSAGES/django.mo`` for every catalogue that is newer."""
    for source in sorted(_SOURCE.glob("*/django.po")):
        compiled = target / source.parent.name / "LC_MESSAGES" / "django.mo"
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            _compile(source, compiled)


def _compile(source: Path, compiled: Path) -> None:
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only after a change
    from babel.messages.pofile import read_po  # noqa: PLC0415 - as above

    compiled.parent.mkdir(parents=True, exist_ok=True)
    unfinished = compiled.with_suffix(f".{os.getpid()}")
    with source.open("rb") as words, unfinished.open("wb") as file:
        write_mo(file, read_po(words, locale=source.parent.name))
    unfinished.rename(compiled)
