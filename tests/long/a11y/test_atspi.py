"""Every screen on the accessibility bus is the document: order, roles, names, states.

Not there, because AT-SPI or Qt have no place for it: heading levels, ``required``,
``current``, places ("3 of 7"), and ``invalid`` of a text field or a group. They stand in the
descriptions while another screen reader is at work (kiosk.yielding).
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from locales.languages import Language
from tests.harness.assistive import Desktop, needs_orca
from tests.harness.screen import VirtualScreen
from tests.harness.shown_screens import STATES

pytestmark = [pytest.mark.screen, pytest.mark.long, pytest.mark.timeout(900), needs_orca]

FURNITURE = {"filler", "scroll bar"}
"""Qt's own containers, which other screen readers pass over."""


def tidy(objects: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The page only: without programs, windows and furniture, each below what is left above it."""
    kept: dict[int, int] = {}
    tidied: list[dict[str, Any]] = []
    for place, thing in enumerate(objects):
        above = thing["above"]
        inside = kept.get(above, -1)
        root = thing["role"] in ("document frame", "dialog") and inside < 0
        if thing["role"] in FURNITURE or (inside < 0 and not root):
            kept[place] = inside
            continue
        kept[place] = len(tidied)
        states = [s for s in thing["states"] if s in {*STATES.values(), "enabled"}]
        tidied.append({**thing, "above": inside, "states": states})
    return tidied


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.ZH_HANT_HK, Language.EN])
def test_every_screen_on_the_bus_is_the_document(language: Language) -> None:
    with VirtualScreen((1280, 720)) as screen, Desktop() as desktop:
        env = {**screen.env, **desktop.env, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        command = [sys.executable, "-m", "tests.harness.shown_screens", language.value]
        with subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as app:
            assert app.stdin is not None
            assert app.stdout is not None
            seen, wrong = 0, []
            while True:
                print("", file=app.stdin, flush=True)
                line = app.stdout.readline()
                if not line:
                    break
                told = json.loads(line)
                found = tidy(desktop.tree())
                both = zip(told["nodes"], found, strict=False)
                wrong += [(told["name"], ours, theirs) for ours, theirs in both if ours != theirs]
                assert len(told["nodes"]) == len(found), told["name"]
                seen += 1
        assert wrong == []
        assert seen > 20
