"""What the keys of every profile do on pages of any shape, up to 20,000 nodes.

The keys of a profile are looked up and their commands run as the dispatcher does it; the reader
is the real one. Forward and back again is where one was; every stop is reached; from nowhere is
there no way on; a page that changes under the cursor never loses the place.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from types import SimpleNamespace

import pytest

from a11y.document import Document, Node
from a11y.keymap import FOLDER, Keymap, Mode, Outcome, load
from a11y.keys import Sequence
from a11y.kinds import Unit, is_stop
from a11y.narrator import Narrator
from a11y.reader import Reader
from a11y.speech.utterance import Utterance
from kiosk.commands import all_commands
from kiosk.commands.moving import CELLS, ITEMS, KINDS, REGIONS, TEXTS
from locales.languages import Language
from locales.words import Words
from tests.harness.wild import wild

COMMANDS = all_commands()
PROFILES = ("keyboard", "pad12-calculator", "pad12-telephone", "pad5", "scan")
MOVES = {command.id for command in (*ITEMS, *KINDS, *TEXTS, *REGIONS, *CELLS)} | {
    *("item.first", "item.last", "forward", "backward", "across.next", "across.previous"),
    *("focus.next", "focus.previous"),
}
SIZES = [
    *((seed, size) for seed, size in enumerate((0, 1, 2, 5, 20, 100, 400), 1)),
    (8, 1_500),
    pytest.param(9, 20_000, marks=pytest.mark.long),
    pytest.param(10, 20_000, marks=pytest.mark.long),
]
WORDS = Words(Language.ZH_HANS)


@dataclass
class Hand:
    """Somebody with one profile on a page."""

    keymap: Keymap
    document: Document

    def __post_init__(self) -> None:
        self.said = 0
        self.reader = Reader(self.document, Narrator(WORDS, self._hear), lambda _node, _span: None)
        self.desk = SimpleNamespace(reader=self.reader)
        self.scanned = self.keymap.profile == "scan"

    def _hear(self, _utterance: Utterance) -> None:
        self.said += 1

    @property
    def at(self) -> str:
        return self.reader.node.id

    def keys(self, command: str) -> Sequence:
        """The keys of a command while reading."""
        return next(
            b.sequence
            for b in self.keymap.bindings
            if b.command == command and b.mode in (None, Mode.BROWSE)
        )

    def press(self, keys: Sequence) -> bool:
        """Look keys up and run their command; whether anything was said of it."""
        match = self.keymap.match(keys, Mode.BROWSE)
        assert match.outcome is Outcome.EXACT
        before = self.said
        COMMANDS[match.command].run(self.desk)
        return self.said > before

    def onward(self, step: int) -> bool:
        """One item on; with one switch time does it, in one direction round the end."""
        before = self.at
        if self.scanned:
            self.reader.move(Unit.ITEM, 1, around=True)
        else:
            assert self.press(self.keys("item.next" if step > 0 else "item.previous"))
        return self.at != before

    def moves(self) -> list[Sequence]:
        """Every key of the profile that moves while reading."""
        return [
            b.sequence
            for b in self.keymap.bindings
            if b.command in MOVES and b.mode in (None, Mode.BROWSE)
        ]


def hand(profile: str, document: Document) -> Hand:
    return Hand(load(FOLDER / f"{profile}.toml", COMMANDS), document)


def stops(document: Document) -> list[str]:
    return [node.id for node in document.nodes if is_stop(node)]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("seed", "size"), SIZES)
def test_every_stop_is_reached_in_order_and_the_way_back_is_the_way_there(
    profile: str, seed: int, size: int
) -> None:
    document = wild(seed, size)
    someone, expected = hand(profile, document), stops(document)
    if not expected:
        assert someone.at == "/t#"
        someone.onward(1)
        assert someone.at == "/t#"
        return
    there = [someone.at]
    while len(there) < len(expected) and someone.onward(1):
        there.append(someone.at)
    assert there == expected
    if someone.scanned:
        if len(expected) > 1:
            assert someone.onward(1)
        assert someone.at == expected[0], "round the end"
        return
    assert not someone.onward(1)
    back = [someone.at]
    while someone.onward(-1):
        back.append(someone.at)
    assert back == expected[::-1]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("seed", "size"), SIZES)
def test_no_key_of_a_profile_is_a_trap_and_each_is_answered(
    profile: str, seed: int, size: int
) -> None:
    """After any keys in any order there is a way on, and the first stop is reached again."""
    document = wild(seed, size)
    someone, expected = hand(profile, document), stops(document)
    keys, chance = someone.moves(), random.Random(seed)
    for _ in range(300 if keys else 0):
        assert someone.press(chance.choice(keys)), "something is said of every key"
        assert someone.at in document.index
        if len(expected) > 1 and chance.random() < 0.2:
            assert someone.onward(1) or someone.onward(-1)
    while someone.at != expected[0] if expected else False:
        if someone.scanned or len(expected) > 5_000:
            someone.reader.to_end(-1)
        else:
            someone.onward(-1)
    assert someone.at == (expected[0] if expected else "/t#")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("seed", "size"), SIZES)
def test_a_page_that_changes_under_the_cursor_never_loses_the_place(
    profile: str, seed: int, size: int
) -> None:
    document, chance = wild(seed, size), random.Random(seed)
    someone = hand(profile, document)
    keys = someone.moves()
    for _ in range(20 if size < 5_000 else 4):
        for _ in range(chance.randint(0, 12)):
            someone.press(chance.choice(keys)) if keys else someone.onward(1)
        here = someone.at
        changed = replace(document, root=pruned(document.root, chance))
        before = someone.said
        someone.reader.update(changed)
        if changed.find(here) is not None:
            assert someone.at == here
        else:
            assert someone.said > before, "it is said that the place is gone"
            assert someone.at in changed.index
            assert someone.at in near(document, changed, here)
        document = changed
        if len(stops(document)) > 1:
            assert someone.onward(1) or someone.onward(-1)


def near(old: Document, new: Document, lost: str) -> set[str]:
    """The nearest stop before a lost node, and all of the innermost box around it that is left."""
    earlier = {node.id for node in old.nodes[: old.index[lost]]}
    kept = [node.id for node in new.nodes if is_stop(node) and node.id in earlier]
    boxes = (new.find(around.id) for around in old.ancestors(lost))
    box = next((b for b in boxes if b is not None and any(map(is_stop, b.walk()))), new.root)
    return {*kept[-1:], *(node.id for node in box.walk())}


def pruned(node: Node, chance: random.Random) -> Node:
    """The tree without some of it."""
    kept = tuple(pruned(child, chance) for child in node.children if chance.random() > 0.04)
    return node if kept == node.children else replace(node, children=kept)
