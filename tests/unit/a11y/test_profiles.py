"""Every profile reaches everything, over documents of every size and shape."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from a11y.cursor import ReadingCursor
from a11y.document import Node
from a11y.keymap import FOLDER, Mode, load
from a11y.kinds import TESTS, Unit, is_stop
from kiosk.commands import all_commands
from kiosk.menus import MENU
from tests.harness.documents import document, large
from tests.unit.a11y.test_cursor import trees

COMMANDS = all_commands()
NEEDED = {"activate", "back", "home", "menu", "repeat", "end_visit", "help.keys", "where"}
ALONE = ("keyboard", "pad12-calculator", "pad12-telephone", "pad5")


def bound(profile: str, mode: Mode) -> set[str]:
    keymap = load(FOLDER / f"{profile}.toml", COMMANDS)
    return {b.command for b in keymap.bindings if b.mode in (None, mode)}


@pytest.mark.parametrize("profile", ALONE)
def test_every_profile_alone_moves_opens_asks_and_leaves(profile: str) -> None:
    assert bound(profile, Mode.BROWSE) >= NEEDED | {"item.next", "item.previous"}


def test_one_switch_chooses_and_the_menu_has_the_rest() -> None:
    for mode in (Mode.BROWSE, Mode.FOCUS, Mode.TYPE):
        assert bound("scan", mode) == {"scan.select", "scan.menu"}
    assert {"home", "back", "settings", "end_visit", "help.lesson", "commands"} <= set(MENU)


@pytest.mark.parametrize("profile", ["pad12-calculator", "pad12-telephone", "pad5", "keyboard"])
def test_no_field_is_a_trap(profile: str) -> None:
    ways = bound(profile, Mode.FOCUS)

    assert ways & {"item.next", "focus.next", "field.enter"}
    assert ways & {"item.previous", "focus.previous"}
    assert ways & {"type.open", "activate"}


def test_every_command_of_the_menu_exists_and_says_what_it_does() -> None:
    assert set(MENU) <= set(COMMANDS)


def walk(cursor: ReadingCursor, unit: Unit, step: int) -> list[str]:
    found = []
    while not cursor.move(unit, step).edge:
        found.append(cursor.node.id)
    return found


@settings(max_examples=40)
@given(trees())
def test_every_kind_is_walked_forward_and_back_without_a_trap(root: Node) -> None:
    doc = document(*root.children)
    for unit in TESTS:
        cursor = ReadingCursor(doc)
        cursor.first()
        there = [cursor.node.id, *walk(cursor, unit, 1)]
        back = walk(cursor, unit, -1)
        assert len(there) <= len(doc.nodes) + 1
        assert len(back) == len(set(back))


@pytest.mark.parametrize("unit", list(TESTS))
def test_back_is_the_way_one_came(unit: Unit) -> None:
    cursor = ReadingCursor(large(300))
    there = walk(cursor, unit, 1)
    back = walk(cursor, unit, -1)

    assert there[:-1][::-1] == back[: len(there) - 1]


@settings(max_examples=40)
@given(trees())
def test_items_reach_every_stop(root: Node) -> None:
    doc = document(*root.children)
    cursor = ReadingCursor(doc)
    cursor.first()
    reached = {cursor.node.id, *walk(cursor, Unit.ITEM, 1)}

    assert reached >= {node.id for node in doc.nodes if is_stop(node)}
