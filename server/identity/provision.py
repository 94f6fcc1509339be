"""``python -m server.identity.provision``: makes a terminal known to the provider.

Exit status 0: known now; 1: refused, the reason is on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import django


def main(argv: list[str] | None = None) -> int:
    """Reads the arguments, prepares the database if it is new, provisions."""
    parser = argparse.ArgumentParser(prog="python -m server.identity.provision")
    parser.add_argument("--data", type=Path, required=True, help="data folder of the server")
    parser.add_argument("--client-id", required=True)
    parser.add_argument("--name", required=True, help="the machine as people know it")
    parser.add_argument("--place", required=True, help="where it stands")
    parser.add_argument("--jwk", type=Path, required=True, help="file with the public key")
    parser.add_argument(
        "--redirect-uri", action="append", default=[], help="for the code flow; may be repeated"
    )
    parser.add_argument(
        "--backchannel-logout-uri", default="", help="of a system that is to hear of ended visits"
    )
    options = parser.parse_args(argv)
    os.environ["YIZHAN_DATA"] = str(options.data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")
    options.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    django.setup()
    return _provision(options)


def _provision(options: argparse.Namespace) -> int:
    from server.identity.terminals import ProvisionError, provision  # noqa: PLC0415 - models need django.setup()

    _migrate()
    try:
        jwk = json.loads(options.jwk.read_text(encoding="utf-8"))
        provision(
            options.client_id,
            options.name,
            options.place,
            jwk,
            options.redirect_uri,
            options.backchannel_logout_uri,
        )
    except ProvisionError as error:
        sys.stderr.write(f"refused: {error.reason}\n")
        return 1
    except (OSError, ValueError, AttributeError) as error:
        sys.stderr.write(f"refused: key file ({type(error).__name__})\n")
        return 1
    return 0


def _migrate() -> None:
    """Brings the database up to date, and does nothing (quickly) when it is."""
    from django.core.management import call_command  # noqa: PLC0415 - needs django.setup()
    from django.db import connection  # noqa: PLC0415 - needs django.setup()
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 - as above

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


if __name__ == "__main__":
    sys.exit(main())
