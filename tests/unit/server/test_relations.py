"""Names in the database: what SQLite lets pass and PostgreSQL refuses."""

from __future__ import annotations

from collections import Counter

from tests.harness.portal_server import PortalServer


def test_tables_indexes_and_constraints_have_names_of_their_own(portal: PortalServer) -> None:
    """PostgreSQL keeps tables, indexes and unique constraints in one list of names."""
    names: list[str] = portal.call(
        """
        from django.apps import apps
        result = []
        for model in apps.get_models(include_auto_created=True):
            options = model._meta
            result.append(options.db_table)
            result += [one.name for one in (*options.indexes, *options.constraints)]
        """
    )
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert max(map(len, names)) <= 63
