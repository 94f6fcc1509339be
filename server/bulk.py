"""Many rows at once, without a model instance and a statement for each handful of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from django.db import connection, models

_BATCH: Final = 2_000
_AS_IT_IS: Final = (
    models.CharField,
    models.TextField,
    models.IntegerField,
    models.BooleanField,
)
"""Fields whose values every driver takes unchanged, if they are of the field's own type."""
_SAME_MOMENTS: Final = 4_096


def reserve(model: type[models.Model], count: int) -> Sequence[int]:
    """Keys for ``count`` rows to be inserted within the caller's transaction; no row had them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    first = found[0] + 1 if found else 1
    return range(first, first + count)


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    known: bool = False,
) -> None:
    """Inserts ``rows`` with the values of the columns ``names``; their keys are not told.

    ``known`` lets rows that are there already stand. Cheaper than ``bulk_create``, which makes
    instances. Every column without a default of the database's must be named; values are of
    their field's own type, a foreign key's is a key; nothing is validated, no signal is sent.
    """
    by_name = {field.name: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in names]
    changing = [(place, _driven(one)) for place, one in enumerate(fields) if _changes(one)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - our own names
    if known:
        statement += " ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        for batch in _batches(rows):
            cursor.executemany(statement, [_prepared(row, changing) for row in batch])


Driven = Callable[[Any], Any]


def _changes(field: models.Field[Any, Any]) -> bool:
    """True if the driver takes another value than the model has."""
    meant = field.target_field if isinstance(field, models.ForeignKey) else field
    return not isinstance(meant, _AS_IT_IS)


def _driven(field: models.Field[Any, Any]) -> Driven:
    """The value for the driver; of moments and days many rows have the same."""

    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection=connection)

    return lru_cache(_SAME_MOMENTS)(prepare) if isinstance(field, models.DateField) else prepare


def _prepared(row: Sequence[Any], changing: Sequence[tuple[int, Driven]]) -> list[Any]:
    values = list(row)
    for place, prepare in changing:
        values[place] = prepare(values[place])
    return values


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    source = iter(rows)
    while batch := list(itertools.islice(source, _BATCH)):
        yield batch
