from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from a11y.cursor import ReadingCursor
from a11y.document import Node, Region, Role, State
from a11y.kinds import Unit, is_stop
from tests.harness.documents import document, large, node, sample


def ids(cursor: ReadingCursor, unit: Unit, step: int = 1) -> list[str]:
    found = []
    while not cursor.move(unit, step).edge:
        found.append(cursor.node.id.removeprefix("/t#"))
    return found


def test_items_come_in_reading_order_and_containers_are_no_stops() -> None:
    assert ids(ReadingCursor(sample()), Unit.ITEM) == [
        "p1",
        "p1.l",
        "h2",
        "i1",
        "i2",
        "c11",
        "c12",
        "c21",
        "c22",
        "c31",
        "c32",
        "f1",
    ]


def test_headings_links_fields_lists_and_tables_are_found() -> None:
    def found(unit: Unit) -> list[str]:
        return ids(ReadingCursor(sample()), unit)

    assert found(Unit.HEADING) == ["h2"]
    assert found(Unit.LINK) == ["p1.l"]
    assert found(Unit.FIELD) == ["f1"]
    assert found(Unit.LIST) == ["i1"]
    assert found(Unit.TABLE) == ["c11"]
    assert found(Unit.FOCUSABLE) == ["p1.l", "f1"]


def test_a_group_of_radio_buttons_is_one_field_at_the_chosen_one() -> None:
    states = frozenset({State.FOCUSABLE})

    def radio(n: int, *more: State) -> Node:
        return node(Role.RADIO, f"o{n}", f"选项{n}", states=states.union(more))

    form = document(
        node(Role.RADIOGROUP, "g", "对象", radio(1), radio(2, State.CHECKED), radio(3)),
        node(Role.RADIOGROUP, "h", "答复", radio(4), radio(5)),
        node(Role.TEXTBOX, "t", "主题", states=states),
    )

    assert ids(ReadingCursor(form), Unit.FIELD) == ["o2", "o4", "t"]
    assert ids(ReadingCursor(form), Unit.FOCUSABLE) == ["o2", "o4", "t"]
    assert ids(ReadingCursor(form), Unit.ITEM) == ["o2", "o3", "o4", "o5", "t"]


def test_at_the_end_the_cursor_stays_and_says_edge() -> None:
    cursor = ReadingCursor(sample())
    cursor.last()

    assert cursor.move(Unit.ITEM, 1).edge
    assert cursor.node.id == "/t#f1"


def test_going_back_to_a_list_leaves_the_one_it_is_in() -> None:
    two = document(
        node(Role.LIST, "a", "", node(Role.LISTITEM, "a1", "甲")),
        node(Role.LIST, "b", "", node(Role.LISTITEM, "b1", "乙")),
    )
    cursor = ReadingCursor(two)
    cursor.go("/t#b1")
    cursor.move(Unit.LIST, -1)

    assert cursor.node.id == "/t#a1"


def test_cells_are_walked_in_four_directions() -> None:
    cursor = ReadingCursor(sample())
    cursor.go("/t#c21")
    walked = []
    for step in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        cursor.cell(*step)
        walked.append(cursor.node.id.removeprefix("/t#"))

    assert walked == ["c22", "c32", "c31", "c21"]
    assert cursor.cell(0, -1).edge


def test_regions_of_a_kind_are_visited_in_turn_and_round_the_end() -> None:
    regions = document(
        *(
            node(Role.REGION, f"r{n}", "区", node(Role.PARAGRAPH, f"p{n}", "文"), region=kind)
            for n, kind in enumerate((Region.NAVIGATION, Region.BODY, Region.NAVIGATION))
        )
    )
    cursor = ReadingCursor(regions)
    visited = []
    for _ in range(2):
        cursor.region(Region.NAVIGATION)
        visited.append(cursor.node.id)

    assert visited == ["/t#p2", "/t#p0"]
    assert cursor.region(Region.SERVICE).edge


def test_an_empty_document_has_a_place_and_no_moves() -> None:
    cursor = ReadingCursor(document())

    assert cursor.node.role is Role.DOCUMENT
    assert cursor.move(Unit.ITEM, 1).edge


@st.composite
def trees(draw: st.DrawFn) -> Node:
    """Random documents of up to a few hundred nodes."""
    roles = st.sampled_from([r for r in Role if r is not Role.DOCUMENT])
    count = draw(st.integers(0, 60))
    made: list[Node] = []
    for n in range(count):
        take = draw(st.integers(0, min(3, len(made))))
        children, made = tuple(made[len(made) - take :]), made[: len(made) - take]
        made.append(node(draw(roles), f"n{n}", draw(st.sampled_from(["", "字"])), *children))
    return node(Role.DOCUMENT, "", "页", *made)


@given(trees())
def test_every_stop_is_reached_forward_and_back_again(root: Node) -> None:
    doc = document(*root.children)
    stops = [n.id.removeprefix("/t#") for n in doc.nodes if is_stop(n)]
    cursor = ReadingCursor(doc)
    forward = stops[:1] + ids(cursor, Unit.ITEM)
    back = stops[-1:] + ids(cursor, Unit.ITEM, -1)

    assert forward == stops
    assert back == stops[::-1]


@given(trees(), trees(), st.integers(0, 59))
def test_a_change_of_the_document_never_loses_the_place(old: Node, new: Node, at: int) -> None:
    cursor = ReadingCursor(document(*old.children))
    cursor.go(f"/t#n{at}")
    before = cursor.node
    after = document(*new.children)
    kept = cursor.replace(after)
    there = after.find(before.id)

    assert cursor.node in after.nodes
    assert kept == (there is not None and (is_stop(there) or not is_stop(before)))
    assert not kept or cursor.node.id == before.id
    assert kept or is_stop(cursor.node) or not any(map(is_stop, after.nodes))


def test_a_lost_node_gives_way_to_the_stop_before_it() -> None:
    cursor = ReadingCursor(sample())
    cursor.go("/t#i2")
    root = sample().root
    without = [
        node(Role.LIST, "l", "", child.children[0]) if child.id == "/t#l" else child
        for child in root.children
    ]

    assert not cursor.replace(document(*without))
    assert cursor.node.id == "/t#i1"


def test_twenty_thousand_nodes_are_stepped_through_quickly() -> None:
    cursor = ReadingCursor(large(20_000))
    start = time.perf_counter()
    steps = len(ids(cursor, Unit.ITEM))

    assert steps > 14_000
    assert (time.perf_counter() - start) / steps < 0.001


def test_another_and_shorter_document_gets_the_cursor_at_its_beginning() -> None:
    cursor = ReadingCursor(large(50))
    while not cursor.move(Unit.ITEM, 1).edge:
        pass
    assert not cursor.replace(document(node(Role.PARAGRAPH, "only", "别的")))
    assert cursor.node.name.source == "别的"
