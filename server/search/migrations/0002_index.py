"""The index itself, in the language of each database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import migrations

# Tokens are made by server.search.fold: the tokenizer only has to part them at spaces.
SQLITE = (
    "CREATE VIRTUAL TABLE search_fts USING fts5("
    "title, body, title_en, body_en, initials, content='', tokenize='ascii')",
)
SQLITE_BACK = ("DROP TABLE search_fts",)
POSTGRESQL = (
    "ALTER TABLE search_document ADD COLUMN vector tsvector",
    "CREATE INDEX search_vector ON search_document USING gin (vector)",
)
POSTGRESQL_BACK = ("ALTER TABLE search_document DROP COLUMN vector",)


def run(sqlite: tuple[str, ...], postgresql: tuple[str, ...]) -> Callable[[Any, Any], None]:
    """Executes the statements of the database that is migrated."""

    def step(_apps: Any, editor: Any) -> None:
        for statement in postgresql if editor.connection.vendor == "postgresql" else sqlite:
            editor.execute(statement)

    return step


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK)),
    ]
