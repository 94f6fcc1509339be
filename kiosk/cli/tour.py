"""Play a whole visit by real key events, print keys beside what was said, keep screenshots."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.tour.player import NothingCame, Player
from kiosk.tour.trial import Trial
from kiosk.tour.visit import Account, VisitPlay


def run(argv: Sequence[str]) -> int:
    """Play the tour; exit code 0 if it came to its end."""
    parser = argparse.ArgumentParser(prog="main.py tour", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=Path("build/tour"), help="folder")
    parser.add_argument("--json", action="store_true", help="the transcript as JSON lines")
    options = parser.parse_args(argv)
    if "DISPLAY" not in os.environ:
        print("tour: no screen; use `make tour`, which brings one", file=sys.stderr)
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    with Trial({}) as trial:
        return _play(trial, options.out, as_json=options.json)


def _play(trial: Trial, out: Path, *, as_json: bool) -> int:
    shots = 0

    def show(name: str) -> None:
        nonlocal shots
        shots += 1
        trial.player.screenshot(out / f"{shots:02}-{name}.png")

    code = 0
    try:
        number = VisitPlay(trial.player, trial.base_url, show, Account()).play()
    except NothingCame as missing:
        print(f"tour: {missing}", file=sys.stderr)
        number, code = "", 1
    _print(trial.player, as_json=as_json)
    if not as_json:
        print(f"case: {number}" if number else "the tour did not come to its end")
        print(f"screenshots: {out}")
    return code


def _print(player: Player, *, as_json: bool) -> None:
    for event in player.events():
        if as_json:
            print(json.dumps(event, ensure_ascii=False))
        elif event["event"] == "key":
            print(f"{event['chord']!s:>16} │")
        elif event["event"] == "spoken":
            print(f"{'':>16} │ {event['text']}")
        elif event["event"] == "screen":
            print(f"{'':>16} ┆ [{event['name']}]")
