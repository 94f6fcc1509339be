"""What must hold between the catalogues, and between them and the code.

Each fault is one line that names file or place, key and reason.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from pathlib import Path

from locales.entries import Entry, placeholders, read_entries
from locales.spacing import SPACED, UNSPACED
from locales.usage import Usage, chinese_literals, usage_of

ROOMS = ("kiosk", "views", "a11y", "auth", "portal")
"""Rooms whose code asks for words."""

WITHOUT_WORDS = (*ROOMS, "locales", "server", "scripts", "main.py")
"""Where a Chinese string in the code is a fault; tests and benchmarks carry samples."""

RUNTIME_KEYS = "runtime_keys.txt"
"""File beside the catalogues: patterns of keys that the code puts together."""

_FORMS = {"zh_Hans": 1, "zh_Hant_HK": 1, "zh_Hant_TW": 1, "en": 2}


def check_catalogues(folder: Path) -> Iterator[str]:
    """Missing and surplus entries of each language, placeholders, plural forms."""
    for source in sorted((folder / "zh_Hans").glob("*.po")):
        wanted = read_entries(source)
        domain = source.stem
        yield from _blanks(f"zh_Hans/{source.name}", wanted)
        yield from _foreign_keys(f"zh_Hans/{source.name}", domain, wanted)
        for name, forms in _FORMS.items():
            place = f"{name}/{source.name}"
            yield from _check_language(place, forms, wanted, read_entries(folder / place))
    for name in _FORMS:
        for po in sorted((folder / name).glob("*.po")):
            if not (folder / "zh_Hans" / po.name).exists():
                yield f"{name}/{po.name}: no such domain in zh_Hans"


def _blanks(place: str, entries: dict[str, Entry]) -> Iterator[str]:
    """Between Chinese and letters or digits stands a blank (``locales.spacing``)."""
    for key, entry in entries.items():
        for form in entry.forms:
            for found in (*UNSPACED.finditer(form), *SPACED.finditer(form)):
                yield f"{place}: {key}: blank at “{found[0]}”"


def _foreign_keys(place: str, domain: str, entries: dict[str, Entry]) -> Iterator[str]:
    for key in entries:
        if key.partition(".")[0] != domain:
            yield f"{place}: {key}: key does not begin with {domain}"


def _check_language(
    place: str, forms: int, wanted: dict[str, Entry], written: dict[str, Entry]
) -> Iterator[str]:
    for key in wanted.keys() - written.keys():
        yield f"{place}: {key}: missing"
    for key in written.keys() - wanted.keys():
        yield f"{place}: {key}: not in zh_Hans"
    for key in wanted.keys() & written.keys():
        for reason in _entry_faults(wanted[key], written[key], forms):
            yield f"{place}: {key}: {reason}"


def _entry_faults(wanted: Entry, written: Entry, forms: int) -> Iterator[str]:
    if not all(written.forms):
        yield "empty"
    if written.plural != wanted.plural:
        yield "plural forms in one language only"
    elif written.plural and len(written.forms) != forms:
        yield f"{len(written.forms)} plural forms instead of {forms}"
    try:
        differing = _differing_placeholders(wanted, written)
    except ValueError as error:
        yield f"braces: {error}"
    else:
        if differing:
            yield f"placeholders differ: {', '.join(sorted(differing))}"


def _differing_placeholders(wanted: Entry, written: Entry) -> set[str]:
    """Names that one language has and the other has not.

    A plural form may leave out ``n`` ("one item"); a placeholder must else be in each form.
    """
    differing: set[str] = set()
    for form in written.forms:
        differing |= placeholders(form) ^ wanted.placeholders
    return differing - {"n"} if wanted.plural else differing


def check_code(folder: Path, root: Path) -> Iterator[str]:
    """Keys that the code asks for and nobody wrote, and the other way round."""
    keys = {key for po in sorted((folder / "zh_Hans").glob("*.po")) for key in read_entries(po)}
    domains = frozenset(po.stem for po in (folder / "zh_Hans").glob("*.po"))
    declared = runtime_patterns(folder)
    usages = [usage_of(path, domains) for path in _sources(root, ROOMS)]
    yield from _unknown_keys(usages, keys, declared, root)
    mentioned = set().union(*(usage.mentioned for usage in usages))
    for key in sorted(keys - mentioned):
        if not any(fnmatch.fnmatchcase(key, pattern) for pattern in declared):
            yield f"zh_Hans: {key}: no code uses it"
    for path in _sources(root, WITHOUT_WORDS):
        for line, text in chinese_literals(path):
            yield f"{path.relative_to(root)}:{line}: Chinese in the code: {text}"


def _unknown_keys(
    usages: list[Usage], keys: set[str], declared: list[str], root: Path
) -> Iterator[str]:
    for usage in usages:
        place = usage.path.relative_to(root)
        for line, key in usage.asked:
            if key not in keys:
                yield f"{place}:{line}: {key}: no such words"
        for line, pattern in usage.built:
            if pattern not in declared:
                yield f"{place}:{line}: {pattern}: not declared in {RUNTIME_KEYS}"
    for pattern in declared:
        if not fnmatch.filter(keys, pattern):
            yield f"{RUNTIME_KEYS}: {pattern}: no words match"


def runtime_patterns(folder: Path = Path(__file__).parent / "catalogues") -> list[str]:
    """The declared patterns of keys that code puts together, such as ``reading.role.*``."""
    path = folder / RUNTIME_KEYS
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _sources(root: Path, names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        path = root / name
        if path.is_file():
            yield path
        yield from sorted(path.rglob("*.py"))
