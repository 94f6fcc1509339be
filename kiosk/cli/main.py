"""argv to a command; each command is imported only when it is called."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

COMMANDS = {
    "run": "the whole: supervisor, embedded server, terminals (default)",
    "terminal": "one terminal process, as the supervisor starts it",
    "shots": "save a picture of every screen, in every format, language and look",
    "tour": "play a whole visit by real key events and write down what is said",
    "say": "how a text is read aloud",
    "convert": "how a text is converted to another script",
    "signin": "try an identity provider, step by step",
    "enrol": "this terminal's own key: make, show, rotate",
    "settings": "what is wrong with the settings, if anything",
    "keys": "the key maps, and their conflicts with other programs",
    "doctor": "what is well with this terminal and what is not, with the cure",
}


_WITH_QT = {"terminal", "shots", "settings"}


def main(argv: Sequence[str]) -> int:
    """Run a command; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="Yizhan: an accessible terminal for public services.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:<10} {what}" for name, what in COMMANDS.items()),
    )
    parser.add_argument("command", nargs="?", default="run", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="arguments of the command")
    parsed = parser.parse_args(argv)
    try:
        if parsed.command in _WITH_QT:
            importlib.import_module("kiosk.binding").leave_sources_unread()
        module = importlib.import_module(f"kiosk.cli.{parsed.command}")
    except ModuleNotFoundError as error:
        print(f"{parsed.command}: {error.name} is not installed", file=sys.stderr)
        return 2
    code: int = module.run(parsed.rest)
    return code
