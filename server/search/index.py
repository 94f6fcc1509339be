"""Keeps the index in step with what is published; everything within the caller's transaction."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from server.base import EN, ZH
from server.bulk import insert, reserve
from server.search.engine import Row, engine
from server.search.fold import DATA, fold
from server.search.models import EDITION_BITS, Bucket, Document, Version, Wording
from server.search.pinyin import initials
from server.search.version import changed

_BATCH: Final = 500
_DOCUMENT: Final = (
    *("id", "source", "item", "address", "bucket"),
    *("kind", "upper", "category", "organ", "year"),
    *("day", "published_at", "editions"),
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an entry in one edition."""

    title: str
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something published, as the index takes it.

    ``source`` names the row that it was made of; ``kind`` is the facet "system" and has its
    words in ``server/words/<edition>/search.toml``.
    """

    source: str
    address: str
    kind: str
    published_at: datetime
    words: Mapping[str, Words]
    upper: str = ""
    category: str = ""
    organ: str = ""
    day: date | None = None
    item_id: int | None = field(default=None, kw_only=True)


@transaction.atomic
def put(entries: Iterable[Entry]) -> None:
    """Makes entries findable; what was known of the same sources is replaced."""
    for batch in _batches(iter(entries)):
        Document.objects.filter(source__in=[entry.source for entry in batch]).delete()
        _store(batch)
    changed()


@transaction.atomic
def remove(sources: Iterable[str]) -> None:
    """Makes what was made of these sources unfindable."""
    Document.objects.filter(source__in=list(sources)).delete()
    changed()


@transaction.atomic
def index_all() -> int:
    """Makes the index anew from everything published; gives the number of documents."""
    from server.search.sources import everything  # noqa: PLC0415 - sources import this module

    Wording.objects.all().delete()
    Document.objects.all().delete()
    Bucket.objects.all().delete()
    engine().clear()
    for batch in _batches(everything()):
        _store(batch)
    engine().settle()
    changed()
    Version.objects.update(folding=fingerprint())
    return Document.objects.count()


def up_to_date() -> bool:
    """True if the index was made, and made with the tables of today."""
    return Version.objects.filter(folding=fingerprint()).exists()


def fingerprint() -> str:
    """Changes when the same text would be folded otherwise."""
    digest = hashlib.sha256((DATA.parent / "fold.py").read_bytes())
    for name in ("han.txt", "pinyin.txt", "words.txt"):
        digest.update((DATA / name).read_bytes())
    return digest.hexdigest()


def _store(batch: list[Entry]) -> None:
    buckets = {_bucket_id(entry): _narrowing(entry) for entry in batch}
    values = [(key, *own.values()) for key, own in buckets.items()]
    insert(Bucket, ("id", "kind", "upper", "category", "organ", "year"), values, known=True)
    both = list(zip(reserve(Document, len(batch)), batch, strict=True))
    insert(Document, _DOCUMENT, (_document(key, entry) for key, entry in both))
    insert(
        Wording,
        ("document", "edition", "title", "description", "text"),
        (
            (key, edition, words.title, words.description, words.text)
            for key, entry in both
            for edition, words in entry.words.items()
        ),
    )
    engine().add([_row(key, entry) for key, entry in both])


def _bucket_id(entry: Entry) -> int:
    """The row that an entry is counted by: a hash of its values."""
    digest = hashlib.sha256("/".join(map(str, _narrowing(entry).values())).encode()).digest()
    return int.from_bytes(digest[:7])


def _narrowing(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "upper": entry.upper,
        "category": entry.category,
        "organ": entry.organ,
        "year": entry.day.year if entry.day else 0,
    }


def _document(key: int, entry: Entry) -> tuple[Any, ...]:
    """The values of its row."""
    return (
        *(key, entry.source, entry.item_id, entry.address, _bucket_id(entry)),
        *_narrowing(entry).values(),
        *(entry.day, entry.published_at),
        sum(EDITION_BITS[edition] for edition in entry.words),
    )


def _row(key: int, entry: Entry) -> Row:
    empty = Words("", "", "")
    chinese, english = entry.words.get(ZH, empty), entry.words.get(EN, empty)
    return Row(
        key,
        fold(chinese.title),
        fold(chinese.text),
        fold(english.title),
        fold(english.text),
        initials(chinese.title),
    )


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while batch := list(itertools.islice(entries, _BATCH)):
        yield batch
