"""Makes the database of a data folder: migrations, sample content, ready-made copies."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import hashlib
import json
import logging
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parent
_MARK = "setup.json"
_KEPT = 3 * 24 * 3600
"""Seconds that a ready-made database is kept without being wanted; the city's has 460 MB."""
_BUILDING_KB = 65_536
"""Pages held while a database is made: its indexes are filled in no order."""
_INDEX = ("search/data/*.txt", "search/fold.py", "search/sources.py")
"""What the search index depends on, besides the content."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Which sample content: how much, and which dice."""

    scale: float
    seed: int


def prepare(sample: Sample | None, cache: Path | None = None) -> None:
    """Brings the database to what this code needs; quick when it is there already.

    A new SQLite database is made in a file beside its place and moved there when it
    is complete, so that a crash leaves none or all. ``cache`` keeps ready-made ones.
    Without ``sample`` an empty one stays empty.
    """
    if prepared():
        return
    if connection.vendor == "sqlite" and not _database().exists():
        _make(sample, cache)
    else:
        call_command("migrate", verbosity=0, interactive=False)
        _load_once(sample)
        _index()
    (settings.DATA / _MARK).write_text(json.dumps({"schema": _schema()}), encoding="ascii")


def prepared() -> bool:
    """True if there is nothing to do."""
    try:
        mark = json.loads((settings.DATA / _MARK).read_text(encoding="ascii"))
        return bool(mark["schema"] == _schema())
    except (FileNotFoundError, ValueError, KeyError):
        return False


def _schema() -> str:
    return fingerprint("*/migrations/*.py", *_INDEX)


def fingerprint(*patterns: str) -> str:
    """A hash over the source files that match: equal exactly when nothing changed."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(_ROOT.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(_ROOT)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _database() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _make(sample: Sample | None, cache: Path | None) -> None:
    """A new SQLite database: copied from the cache or built, then moved into place."""
    unfinished = _database().with_suffix(".new")
    for leftover in unfinished.parent.glob(unfinished.name + "*"):
        leftover.unlink()
    copied = _from_cache(unfinished, sample, cache) if cache else False
    if not cache:
        _build(unfinished, sample)
    unfinished.chmod(0o600)
    unfinished.rename(_database())
    if copied and sample is not None:
        from server.identity.sample import seal_apps  # noqa: PLC0415 - needs loaded apps

        seal_apps()


def _from_cache(unfinished: Path, sample: Sample | None, cache: Path) -> bool:
    """Copied from the cache; False where it had to be built, once however many want it now."""
    ready = cache / f"portal-{_content_key(sample)}.sqlite3"
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / f"{ready.stem}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        copied = ready.exists()
        if not copied:
            _build(unfinished, sample)
            _keep(unfinished, ready)
    if copied:
        shutil.copyfile(ready, unfinished)
        os.utime(ready)
    return copied


def _content_key(sample: Sample | None) -> str:
    """What a ready-made database depends on."""
    sources = fingerprint(
        "*/migrations/*.py",
        "sample/**/*",
        "identity/sample.py",
        "identity/data/*",
        "words/**/*",
        "services/*.py",
        "content/markup.py",
        *_INDEX,
    )
    return hashlib.sha256(f"{sources}/{sample}".encode()).hexdigest()[:24]


@contextlib.contextmanager
def _few_collections() -> Iterator[None]:
    """Looks for cycles seldom: a million rows are on their way, and none of them is one.

    As often as usual, a third of the time of a set-up would be spent on looking at them.
    """
    usual = gc.get_threshold()
    gc.set_threshold(100_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@_few_collections()
def _build(path: Path, sample: Sample | None) -> None:
    """Migrates and fills a database file; it is not durable until it is complete."""
    connection.close()
    place = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(path)
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=MEMORY")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute(f"PRAGMA cache_size={-_BUILDING_KB}")
        call_command("migrate", verbosity=0, interactive=False)
        _load_once(sample)
        _index()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = place
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _keep(made: Path, ready: Path) -> None:
    """Puts a copy into the cache; renamed, so that nobody reads a half one.

    What nobody wanted for days goes: the code that made it has changed since.
    """
    for old in ready.parent.glob("portal-*"):
        with contextlib.suppress(FileNotFoundError):  # another one tidies, too
            if time.time() - old.stat().st_mtime > _KEPT:
                old.unlink()
    copy = ready.with_suffix(f".{os.getpid()}")
    shutil.copyfile(made, copy)
    copy.rename(ready)


def _load_once(sample: Sample | None) -> None:
    """Fills an empty database with sample content if wanted; leaves any other alone."""
    from server.content.models import Item  # noqa: PLC0415 - needs loaded apps
    from server.sample.load import load  # noqa: PLC0415 - not read in ordinary starts

    if sample and not Item.objects.exists():
        log.info("loading sample content, scale %s", sample.scale)
        load(sample.scale, sample.seed)


def _index() -> None:
    """Makes the search index anew where it was made with other tables, or not at all."""
    from server.search.index import index_all, up_to_date  # noqa: PLC0415 - needs loaded apps

    if not up_to_date():
        index_all()
