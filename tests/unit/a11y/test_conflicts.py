from __future__ import annotations

import pytest

from a11y.conflicts import load_others, shared
from a11y.document import Region
from a11y.keymap import FOLDER, Keymap, load, merged
from kiosk.commands import all_commands

OTHERS = {other.id: other for other in load_others()}


def profile(name: str) -> Keymap:
    return load(FOLDER / f"{name}.toml", all_commands())


def differing(other: str) -> set[str]:
    return {one.keys for one in shared(profile("keyboard"), OTHERS[other]) if not one.agrees}


def test_every_program_says_where_its_keys_are_known_from() -> None:
    assert {"nvda", "orca", "zdsr", "toolbar-esd", "toolbar-accesstool"} <= set(OTHERS)
    assert all(other.source and other.keys for other in OTHERS.values())


def test_letters_mean_what_nvda_users_expect() -> None:
    letters = set("HKBFEXRCLITGQPDUV") | set("123456")

    assert not letters & differing("nvda")
    assert {one.keys for one in shared(profile("keyboard"), OTHERS["nvda"])} >= letters


@pytest.mark.parametrize("toolbar", ["toolbar-esd", "toolbar-accesstool"])
def test_the_regions_are_those_of_the_toolbars(toolbar: str) -> None:
    keys = {f"Alt+{n}" for n in range(1, len(Region) + 1)}
    agreed = {one.keys for one in shared(profile("keyboard"), OTHERS[toolbar]) if one.agrees}

    assert keys <= agreed


def test_of_two_profiles_with_the_same_keys_the_first_wins() -> None:
    both = merged([profile("scan"), profile("keyboard")])
    space = [str(b.command) for b in both.bindings if str(b.sequence[0]) == "Space"]

    assert set(space) == {"scan.select"}
    assert both.profile == "scan+keyboard"
