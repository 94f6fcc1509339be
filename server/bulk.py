"""Many rows at once, without a model instance and a statement for each handful of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from django.db import connection
from django.db.models import Model

_BATCH: Final = 2_000


def insert(
    model: type[Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    known: bool = False,
) -> None:
    """Inserts ``rows`` with the values of the columns ``names``; their keys are not told.

    ``known`` lets rows that are there already stand. Cheaper than ``bulk_create``, which tells
    keys. Every column without a default of the database's must be named; nothing is validated
    and no signal is sent.
    """
    by_name = {field.name: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    prepare = [partial(field.get_db_prep_save, connection=connection) for field in fields]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - our own names
    if known:
        statement += " ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            values = [
                [one(value) for one, value in zip(prepare, row, strict=True)] for row in batch
            ]
            cursor.executemany(statement, values)


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    source = iter(rows)
    while batch := list(itertools.islice(source, _BATCH)):
        yield batch
