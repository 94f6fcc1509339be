"""The tables are those of the models, by one line of migrations in every room."""

from __future__ import annotations

import os
from pathlib import Path

from tests.harness import portal_python


def test_nothing_is_missing_and_no_two_are_beside_each_other(tmp_path: Path) -> None:
    settings = {"YIZHAN_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "server.settings"}
    check = """
    from django.core.management import call_command
    call_command("makemigrations", check_changes=True, dry_run=True)
    """
    assert "No changes" in portal_python.run(check, {**os.environ, **settings})
