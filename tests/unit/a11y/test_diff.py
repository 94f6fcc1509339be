from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from a11y.diff import diff
from a11y.document import Document, Live, Node, Role
from tests.harness.documents import document, node
from tests.unit.a11y.test_cursor import trees


def live(politeness: Live, *children: Node) -> Document:
    return document(
        node(Role.PARAGRAPH, "p", "固定"), node(Role.GROUP, "live", "", *children, live=politeness)
    )


def test_equal_documents_do_not_differ() -> None:
    assert not diff(
        document(node(Role.PARAGRAPH, "p", "甲")), document(node(Role.PARAGRAPH, "p", "甲"))
    )


def test_a_changed_name_is_a_change_of_that_node_only() -> None:
    old = document(node(Role.LIST, "l", "", node(Role.LISTITEM, "i", "甲")))
    new = document(node(Role.LIST, "l", "", node(Role.LISTITEM, "i", "乙")))

    assert diff(old, new).changed == ("/t#i",)


def test_a_changed_role_is_another_node() -> None:
    old = document(node(Role.PARAGRAPH, "x", "甲"))
    changes = diff(old, document(node(Role.HEADING, "x", "甲")))

    assert (changes.removed, changes.added) == (("/t#x",), ("/t#x",))


@given(trees(), trees())
def test_what_is_kept_added_and_removed_adds_up(old: Node, new: Node) -> None:
    before, after = document(*old.children), document(*new.children)
    changes = diff(before, after)
    left = (set(before.index) - set(changes.removed)) | set(changes.added)

    assert left == set(after.index)
    assert set(changes.changed) <= set(before.index) & set(after.index)


def test_a_new_child_of_a_live_region_is_announced_once() -> None:
    item = node(Role.LISTITEM, "i", "", node(Role.PARAGRAPH, "ip", "新消息"))
    changes = diff(live(Live.POLITE), live(Live.POLITE, item))

    assert [(a.node.id, a.politeness) for a in changes.announcements] == [("/t#i", Live.POLITE)]


def test_a_change_outside_live_regions_is_not_announced() -> None:
    old = live(Live.ASSERTIVE)
    first = replace(old.root.children[0], name=node(Role.NOTE, "x", "别的").name)

    assert diff(old, document(first, old.root.children[1])).announcements == ()
