"""A page with one of everything that can be read, in Chinese and in English."""

from __future__ import annotations

from dataclasses import replace

from a11y.document import (
    Action,
    Document,
    Node,
    Position,
    Privacy,
    Region,
    Role,
    State,
)
from locales.languages import Language
from locales.text import EMPTY, Text
from locales.words import Words

FOCUSABLE = frozenset({State.FOCUSABLE})


def reading_page(words: Words) -> Document:
    """Two regions: links; a text with lists, a table, an image, a quotation and a form."""
    return _Page(words).document()


class _Page:
    def __init__(self, words: Words) -> None:
        self._english = words.language is Language.EN
        self._words = words

    def document(self) -> Document:
        children = (
            self._region(Region.NAVIGATION, *self._links()),
            self._region(Region.BODY, *self._text(), self._table(), *self._rest(), self._form()),
        )
        root = Node("/t#", Role.DOCUMENT, self._say("办事指南", "Guide"), children=children)
        return Document("/t", root, "en" if self._english else "zh-Hans", "article", start="/t#h1")

    def _say(self, chinese: str, english: str) -> Text:
        return Text(english, "en") if self._english else Text(chinese, "zh-Hans")

    def _node(
        self,
        own: str,
        role: Role,
        chinese: str = "",
        english: str = "",
        *inside: Node,
        **more: object,
    ) -> Node:
        name = self._say(chinese, english) if chinese else EMPTY
        return replace(Node(f"/t#{own}", role, name, children=inside), **more)  # type: ignore[arg-type]  # members are Node's own

    def _region(self, region: Region, *inside: Node) -> Node:
        name = self._words(f"reading.region.{region}")
        return Node(f"/t#{region}", Role.REGION, name, region=region, children=inside)

    def _links(self) -> tuple[Node, ...]:
        visited = FOCUSABLE | {State.VISITED}
        return (
            self._node("n1", Role.LINK, "首页", "Home", states=visited),
            self._node("n2", Role.LINK, "政务公开", "Government", states=FOCUSABLE),
        )

    def _text(self) -> tuple[Node, ...]:
        nested = self._node(
            "l2",
            Role.LIST,
            "",
            "",
            self._node("j1", Role.LISTITEM, "一寸", "One inch", level=2, position=Position(1, 2)),
            self._node("j2", Role.LISTITEM, "彩色", "In colour", level=2, position=Position(2, 2)),
        )
        first = self._node("i1", Role.LISTITEM, "身份证", "Identity card", position=Position(1, 2))
        second = self._node("i2", Role.LISTITEM, "照片", "Photo", nested, position=Position(2, 2))
        text = ("年满六十周岁可以办理。免费。", "People of 60 can apply. It is free.")
        return (
            self._node("h1", Role.HEADING, "老年人优待证", "Senior card", level=1),
            self._node("p1", Role.PARAGRAPH, *text),
            self._node("h2", Role.HEADING, "材料", "Papers", level=2),
            self._node("l1", Role.LIST, "", "", first, second),
        )

    def _table(self) -> Node:
        heads = ("日期", "Day"), ("时间", "Time")
        rows = (("周一", "Monday"), ("上午九点", "nine")), (("周二", "Tuesday"), ("两点", "two"))
        head = [
            self._node(f"c1{n}", Role.COLUMNHEADER, *name, row=1, column=n)
            for n, name in enumerate(heads, 1)
        ]
        lines = [self._node("row1", Role.ROW, "", "", *head)]
        for row, (day, time) in enumerate(rows, 2):
            when = self._say(*heads[1])
            first = self._node(f"c{row}1", Role.ROWHEADER, *day, row=row, column=1)
            cell = self._node(f"c{row}2", Role.CELL, *time, row=row, column=2, description=when)
            lines.append(self._node(f"row{row}", Role.ROW, "", "", first, cell))
        return self._node("t", Role.TABLE, "办理时间", "Hours", *lines)

    def _rest(self) -> tuple[Node, ...]:
        return (
            self._node("g", Role.IMAGE, "办事大厅", "The hall"),
            self._node("q", Role.BLOCKQUOTE, "尊老爱幼", "Respect the old"),
            self._node("h3", Role.HEADING, "陈列室", "Exhibition", level=3),
        )

    def _form(self) -> Node:
        wrong = FOCUSABLE | {State.REQUIRED, State.INVALID}
        error = self._say("请填写姓名", "Enter your name")
        ways: tuple[tuple[str, str, str, frozenset[State]], ...] = (
            ("ra", "自取", "Collect", frozenset({State.CHECKED})),
            ("rb", "邮寄", "By post", frozenset()),
        )
        radios = [
            self._node(own, Role.RADIO, zh, en, states=FOCUSABLE | states, position=Position(n, 2))
            for n, (own, zh, en, states) in enumerate(ways, 1)
        ]
        folded = FOCUSABLE | {State.COLLAPSED}
        district = self._say("禅城区", "Chancheng")
        return self._node(
            "f",
            Role.FORM,
            "申请",
            "Apply",
            self._node(
                "f1",
                Role.TEXTBOX,
                "姓名",
                "Name",
                states=wrong,
                description=error,
                action=Action("set", "name"),
            ),
            self._node("f2", Role.CHECKBOX, "同意", "Agree", states=FOCUSABLE | {State.CHECKED}),
            self._node("rg", Role.RADIOGROUP, "方式", "How", *radios),
            self._node("cb", Role.COMBOBOX, "区", "District", states=folded, value=district),
            self._node(
                "pw", Role.TEXTBOX, "密码", "Password", states=FOCUSABLE, privacy=Privacy.SECRET
            ),
            self._node("b", Role.BUTTON, "提交", "Send", states=FOCUSABLE),
        )
