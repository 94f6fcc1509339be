"""What is wrong with the settings, if anything: ``run`` asks before it starts.

In a process of its own, for it imports what a terminal does, 50 MB that the supervisor would
keep and never need. Exit code 2 where something is wrong, with what it is on stderr.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from a11y.errors import KeymapError
from a11y.keymap import load_all
from kiosk.cli.keys import fault
from kiosk.commands import all_commands
from kiosk.config import BadConfig, load
from kiosk.provider import check
from locales.languages import Language
from locales.words import Words


def run(argv: Sequence[str]) -> int:
    """Provider, portal and key maps, as ``load`` finds them; returns the exit code."""
    argparse.ArgumentParser(prog="main.py settings", description=__doc__).parse_args(argv)
    try:
        config = load()
        check(config)
    except BadConfig as error:
        print(f"config: {error}", file=sys.stderr)
        return 2
    try:
        load_all(config.keymaps, all_commands())
    except KeymapError as error:
        print(fault(error, Words(Language.EN, lenient=True)), file=sys.stderr)
        return 2
    return 0
