"""Documents for tests: small ones by hand, large and random ones by rule."""

from __future__ import annotations

from dataclasses import replace

from a11y.document import Document, Node, Position, Role, State
from locales.text import Text


def text(words: str, lang: str = "zh-Hans") -> Text:
    return Text(words, lang)


def node(role: Role, id_: str, name: str = "", *children: Node, **members: object) -> Node:
    """A node whose name is Chinese; ``members`` are Node's."""
    made = Node(id=f"/t#{id_}", role=role, name=text(name), children=children)
    return replace(made, **members)  # type: ignore[arg-type]  # members are Node's own


def link(id_: str, name: str, index: int = 0, total: int = 0) -> Node:
    place = Position(index, total) if total else None
    return node(Role.LINK, id_, name, states=frozenset({State.FOCUSABLE}), position=place)


def document(*children: Node, kind: str = "article", title: str = "办事指南") -> Document:
    return Document("/t", node(Role.DOCUMENT, "", title, *children), kind=kind)


def sample() -> Document:
    """A page with one of each: headings, text with a link, a list, a table, a field."""
    cells = [
        node(
            Role.ROW,
            "r1",
            "",
            *(
                node(Role.COLUMNHEADER, f"c1{n}", name, row=1, column=n)
                for n, name in ((1, "材料"), (2, "份数"))
            ),
        ),
        node(
            Role.ROW,
            "r2",
            "",
            *(
                node(Role.CELL, f"c2{n}", name, row=2, column=n)
                for n, name in ((1, "身份证"), (2, "1"))
            ),
        ),
        node(
            Role.ROW,
            "r3",
            "",
            *(
                node(Role.CELL, f"c3{n}", name, row=3, column=n)
                for n, name in ((1, "户口簿"), (2, "2"))
            ),
        ),
    ]
    items = [node(Role.LISTITEM, f"i{n}", f"条件{n}", position=Position(n, 2)) for n in (1, 2)]
    field = node(
        Role.TEXTBOX, "f1", "联系电话", states=frozenset({State.FOCUSABLE, State.REQUIRED})
    )
    return document(
        node(Role.HEADING, "h1", "办事指南", level=1),
        node(Role.PARAGRAPH, "p1", "第一句。第二句！", link("p1.l", "网上预约")),
        node(Role.HEADING, "h2", "条件", level=2),
        node(Role.LIST, "l", "", *items),
        node(Role.TABLE, "t", "申请材料", *cells),
        node(Role.FORM, "f", "预约", field),
    )


def large(size: int) -> Document:
    """About ``size`` nodes: sections of a heading, paragraphs and a list."""
    sections = []
    for n in range(size // 10):
        items = [node(Role.LISTITEM, f"s{n}i{k}", f"项目{n}之{k}") for k in range(5)]
        sections += [
            node(Role.HEADING, f"s{n}h", f"标题{n}", level=2),
            node(Role.PARAGRAPH, f"s{n}p", f"正文{n}。"),
            link(f"s{n}l", f"链接{n}"),
            node(Role.LIST, f"s{n}", "", *items),
        ]
    return document(*sections)
