"""Makes or updates the database and the desk's style sheets: ``python -m server.prepare``.

For a portal that nginx and workers serve; the embedded one (server.embed) prepares itself.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Prepares the data folder of ``YIZHAN_DATA``; quick when it is there already."""
    parser = argparse.ArgumentParser(prog="python -m server.prepare", description=__doc__)
    parser.add_argument(
        "--sample", type=float, help="fill an empty database; 1: small, 190: the city's size"
    )
    parser.add_argument("--seed", type=int, default=2009, help="other sample content")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")
    import django  # noqa: PLC0415 - needs the settings' name first
    from django.conf import settings  # noqa: PLC0415 - as above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - as above

    from server.desk_words import compile_into  # noqa: PLC0415 - as above
    from server.setup import Sample, prepare  # noqa: PLC0415 - as above

    compile_into(settings.DATA / "locale")
    prepare(None if options.sample is None else Sample(options.sample, options.seed))
    call_command("collectstatic", verbosity=0, interactive=False)


if __name__ == "__main__":
    main()
