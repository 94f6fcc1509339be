"""``python -m locales.compile``: makes the binary forms of the catalogues and word lists.

Reading a ``.po`` takes tens of milliseconds, a ``.mo`` one or two; a compiled word list
is shared by the converters of both variants. A terminal that starts without this step
works the same, only slower and with 40 MiB more.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from locales.catalogue import CATALOGUES
from locales.convert import shared_words
from locales.errors import BrokenCatalogue
from locales.opencc_config import compile_words
from locales.source import compiled_bytes


def compile_all(folder: Path = CATALOGUES) -> list[BrokenCatalogue]:
    """Writes a ``.mo`` beside each ``.po`` below ``folder``; returns what could not be made."""
    broken = []
    for po in sorted(folder.glob("*/*.po")):
        try:
            made = compiled_bytes(po)
        except BrokenCatalogue as error:
            broken.append(error)
            continue
        target = po.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != made:
            target.write_bytes(made)
    return broken


def main(argv: list[str] | None = None) -> int:
    """Exit code 0, or 1 with each broken file named on standard error."""
    parser = argparse.ArgumentParser(prog="python -m locales.compile", description=__doc__)
    parser.add_argument("--folder", type=Path, default=CATALOGUES)
    options = parser.parse_args(argv)
    broken = compile_all(options.folder)
    compile_words(shared_words())
    for error in broken:
        sys.stderr.write(f"{error}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
