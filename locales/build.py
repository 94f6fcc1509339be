"""``python -m locales.build``: makes the traditional catalogues from the simplified ones.

Each entry is converted by the same layers as the portal's content. An entry that a
person marked as reviewed is kept as it is; when the simplified words it was made
from have changed since, it is named, to be reviewed again. ``--check`` writes
nothing and names whatever is missing or stale in any language.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from locales.catalogue import CATALOGUES
from locales.check import check_catalogues, check_code
from locales.convert import Converter
from locales.entries import Entry, parse_entries, read_entries, render, source_comment
from locales.errors import LocaleError
from locales.languages import Language
from locales.words import folder_name

VARIANTS = (Language.ZH_HANT_HK, Language.ZH_HANT_TW)

ROOT = Path(__file__).parent.parent


def generate(folder: Path, variant: Language, converter: Converter) -> Iterator[tuple[Path, str]]:
    """Each traditional file of ``variant`` with the text that it should have."""
    for source in sorted((folder / folder_name(Language.ZH_HANS)).glob("*.po")):
        target = folder / folder_name(variant) / source.name
        written = read_entries(target)
        entries = [
            _generated(entry, written.get(entry.key), converter)
            for entry in read_entries(source).values()
        ]
        yield target, render(folder_name(variant), entries)


def _generated(source: Entry, written: Entry | None, converter: Converter) -> Entry:
    """The entry for ``source``; a reviewed one stays, with the source it was reviewed for."""
    if written is not None and written.review:
        return written
    return replace(
        source,
        forms=tuple(converter.convert(form) for form in source.forms),
        review="",
        source=source_comment(source.forms),
    )


def build(folder: Path = CATALOGUES) -> list[Path]:
    """Writes the traditional catalogues below ``folder``; returns the files that changed."""
    changed = []
    for variant in VARIANTS:
        for target, text in generate(folder, variant, Converter(variant)):
            if target.exists() and target.read_text(encoding="utf-8") == text:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            changed.append(target)
    return changed


def stale(folder: Path = CATALOGUES) -> Iterator[str]:
    """Names every entry of the traditional catalogues that a build would change."""
    for variant in VARIANTS:
        for target, text in generate(folder, variant, Converter(variant)):
            if target.exists() and target.read_text(encoding="utf-8") == text:
                continue
            yield from _differences(target, text)


def outdated(folder: Path = CATALOGUES) -> Iterator[str]:
    """Names every reviewed entry whose simplified words have changed since the review."""
    for variant in VARIANTS:
        for target in sorted((folder / folder_name(variant)).glob("*.po")):
            source = read_entries(folder / folder_name(Language.ZH_HANS) / target.name)
            for key, entry in read_entries(target).items():
                now = source_comment(source[key].forms) if key in source else ""
                if entry.review and entry.source != now:
                    yield f"{target.parent.name}/{target.name}: {key}: review again"


def _differences(target: Path, text: str) -> Iterator[str]:
    place = f"{target.parent.name}/{target.name}"
    wanted = parse_entries(target, text.encode())
    written = read_entries(target)
    for key, entry in wanted.items():
        if key not in written:
            yield f"{place}: {key}: missing"
        elif written[key] != entry:
            yield f"{place}: {key}: stale"
    for key in written.keys() - wanted.keys():
        yield f"{place}: {key}: no longer in the source"
    if wanted == written:
        yield f"{place}: order or layout is stale"


def faults(folder: Path, root: Path) -> Iterator[str]:
    """Everything ``--check`` complains about: generated files, languages, code."""
    yield from stale(folder)
    yield from outdated(folder)
    yield from check_catalogues(folder)
    yield from check_code(folder, root)


def main(argv: list[str] | None = None) -> int:
    """Exit code 0, or 1 with one fault a line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m locales.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, name every fault")
    parser.add_argument("--folder", type=Path, default=CATALOGUES)
    parser.add_argument("--root", type=Path, default=ROOT, help="where the code is that uses them")
    options = parser.parse_args(argv)
    try:
        if options.check:
            found = list(faults(options.folder, options.root))
        else:
            for path in build(options.folder):
                sys.stdout.write(f"{path}\n")
            sys.stdout.writelines(f"{fault}\n" for fault in outdated(options.folder))
            found = []
    except LocaleError as error:
        found = [str(error)]
    for fault in found:
        sys.stderr.write(f"{fault}\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
