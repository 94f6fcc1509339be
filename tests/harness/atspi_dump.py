"""Prints the accessibility bus as JSON. Run by the system's Python, which has AT-SPI.

Each object: id (the place of its parent in the list, -1 for programs), role, name,
description, states.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

gi: Any = import_module("gi")
gi.require_version("Atspi", "2.0")
Atspi: Any = import_module("gi.repository.Atspi")


def walk(thing: Any, above: int, found: list[dict[str, Any]]) -> None:
    """This object and all below it, depth first."""
    if thing is None:
        return
    place = len(found)
    states = [state.value_nick for state in thing.get_state_set().get_states()]
    found.append(
        {
            "above": above,
            "role": thing.get_role_name(),
            "name": thing.get_name(),
            "description": thing.get_description(),
            "states": sorted(states),
        }
    )
    for number in range(thing.get_child_count()):
        walk(thing.get_child_at_index(number), place, found)


if __name__ == "__main__":
    everything: list[dict[str, Any]] = []
    desktop = Atspi.get_desktop(0)
    for program in range(desktop.get_child_count()):
        one = desktop.get_child_at_index(program)
        if one is not None and one.get_name() != "orca":
            walk(one, -1, everything)
    json.dump(everything, sys.stdout)
