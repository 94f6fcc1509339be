"""The tree out of a foreign page's process is checked like any answer."""

from __future__ import annotations

import json

import pytest

from a11y.document import Live, Privacy, Role, State
from views.web.document import BadTree, address_of, compose_web

URL = "https://id.example/auth?state=secret#x"


def tree(*children: object, **members: object) -> str:
    return json.dumps({"title": "登录", "lang": "zh-CN", "children": list(children), **members})


def node(**members: object) -> dict[str, object]:
    return {"ref": "a", "role": "textbox", "name": "姓名", "states": [], "children": [], **members}


def test_the_address_has_no_query() -> None:
    assert address_of(URL) == "web:id.example/auth"
    assert "secret" not in compose_web(tree(node()), URL, "en").address


def test_facts_become_a_node() -> None:
    facts = node(value="张", states=["required", "focusable", "odd"], live="polite", level=2)
    (found,) = compose_web(tree(facts), URL, "en").root.children
    assert (found.id, found.role) == ("web:id.example/auth#a", Role.TEXTBOX)
    assert found.states == {State.REQUIRED, State.FOCUSABLE}
    assert (found.value.source, found.privacy) == ("张", Privacy.PERSONAL)
    assert (found.live, found.level, found.name.lang) == (Live.POLITE, 2, "zh-Hans")


def test_a_secret_has_no_value_even_if_one_is_sent() -> None:
    (found,) = compose_web(tree(node(secret=True, value="hunter2")), URL, "en").root.children
    assert found.privacy is Privacy.SECRET
    assert not found.value


def test_an_unknown_role_is_a_group() -> None:
    document = compose_web(tree(node(role="marquee")), URL, "en")
    assert document.root.children[0].role is Role.GROUP


def test_the_focus_is_where_reading_begins() -> None:
    assert compose_web(tree(node(), focus="a"), URL, "en").start.endswith("#a")
    assert compose_web(tree(node(), focus="b"), URL, "en").start == ""


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [("zh-TW", "zh-Hant"), ("zh", "zh-Hans"), ("en-GB", "en"), ("fr", "en"), (7, "en")],
)
def test_the_language_is_one_that_can_be_spoken(lang: object, wanted: str) -> None:
    assert compose_web(tree(node(lang=lang), lang=lang), URL, "en").lang == wanted


def deep(depth: int) -> dict[str, object]:
    found = node(ref="r")
    for level in range(depth):
        found = node(ref=f"r{level}", children=[found])
    return found


@pytest.mark.parametrize(
    "found",
    [
        "",
        "[]",
        "{}",
        tree("x"),
        tree(node(ref="")),
        tree(node(ref=1)),
        tree(node(), node()),
        tree(node(name=1)),
        tree(node(name="x" * 3000)),
        tree(node(states="all")),
        tree(node(children={})),
        tree(deep(100)),
        tree(*({**node(), "ref": str(n)} for n in range(5001))),
        "[" * 100_000,
    ],
    ids=range(14),
)
def test_anything_else_is_no_page(found: str) -> None:
    with pytest.raises(BadTree):
        compose_web(found, URL, "en")
