from __future__ import annotations

from dataclasses import replace

import pytest

from a11y.document import Document, Live, Node, Privacy, Region, Role, State
from a11y.kinds import Unit
from a11y.narrator import Narrator
from a11y.reader import Reader
from a11y.say_all import SayAll
from a11y.speech.utterance import Category, Earcon, Priority, Utterance
from kiosk.touched_text import read_at
from locales.languages import Language
from locales.words import Words
from tests.harness.documents import document, node, sample, text


class Listener:
    """Keeps what is said and where the cursor went."""

    def __init__(self, doc: Document, language: Language = Language.ZH_HANS) -> None:
        self.utterances: list[Utterance] = []
        self.moves: list[str] = []
        narrator = Narrator(Words(language), self.utterances.append)
        self.reader = Reader(doc, narrator, lambda n, _span: self.moves.append(n.id))

    @property
    def said(self) -> list[str]:
        texts = [utterance.text for utterance in self.utterances]
        self.utterances.clear()
        return texts


def test_entering_a_page_says_title_make_up_and_first_item() -> None:
    listener = Listener(sample())
    listener.reader.enter(sample())

    assert listener.said == ["办事指南，本页有 2 个标题，1 个链接"]
    assert listener.moves == ["/t#h1"]


def test_each_item_is_said_with_role_state_and_place() -> None:
    listener = Listener(sample())
    for _ in range(12):
        listener.reader.move(Unit.ITEM, 1)

    assert listener.said == [
        "第一句。第二句！",
        "网上预约，链接",
        "条件，2 级标题",
        "列表，2 项，条件1，第 1 项，共 2 项",
        "条件2，第 2 项，共 2 项",
        "离开列表，申请材料，表格，3 行 2 列，材料，列标题",
        "份数，列标题",
        "第 2 行，身份证",
        "1",
        "第 3 行，户口簿",
        "2",
        "离开表格，预约，表单，联系电话，文本框，必填，空白",
    ]


def test_a_list_under_its_own_heading_is_not_called_by_name_once_more() -> None:
    listed = node(Role.LIST, "l", "材料", node(Role.LISTITEM, "i1", "身份证"))
    page = document(
        node(Role.HEADING, "h", "材料", level=2), listed, node(Role.PARAGRAPH, "p", "完")
    )
    listener = Listener(page)
    for step in (1, 1, -1):
        listener.reader.move(Unit.ITEM, step)

    assert listener.said == [
        "列表，1 项，身份证",
        "离开列表，完",
        "材料，列表，1 项，身份证",
    ]


def test_the_same_in_english() -> None:
    listener = Listener(sample(), Language.EN)
    listener.reader.move(Unit.LINK, 1)
    listener.reader.move(Unit.LIST, 1)
    listener.reader.move(Unit.FIELD, 1)

    assert listener.said == [
        "网上预约, link",
        "list, 2 items，条件1, 1 of 2",
        "out of list，预约, form，联系电话, edit, required, blank",
    ]


def test_at_the_end_an_earcon_and_a_word_say_so() -> None:
    listener = Listener(sample())
    listener.reader.move(Unit.HEADING, 1)
    listener.reader.move(Unit.HEADING, 1)

    assert listener.utterances[-1].items[0] == Earcon("edge")
    assert listener.said[-1] == "后面没有标题了"


def test_where_am_i_says_page_surroundings_and_node() -> None:
    listener = Listener(sample())
    listener.reader.arrive("/t#i2", say=False)
    listener.reader.say_where()

    assert listener.said == ["办事指南，在标题“条件”之下，条件2，第 2 项，共 2 项"]


def test_a_focus_change_moves_the_reading_position_once() -> None:
    listener = Listener(sample())
    listener.reader.arrive("/t#f1")
    listener.reader.arrive("/t#f1")

    assert listener.moves == ["/t#f1"]
    assert listener.said == ["预约，表单，联系电话，文本框，必填，空白"]


def test_a_text_that_is_pointed_at_is_read_each_time() -> None:
    listener = Listener(sample())
    read_at(listener.reader, "/t#i2")
    assert listener.said == ["列表，2 项，条件2，第 2 项，共 2 项"]
    read_at(listener.reader, "/t#i2")
    assert listener.said == ["条件2，第 2 项，共 2 项"]


def secret(value: str) -> Node:
    states = frozenset({State.FOCUSABLE})
    return node(
        Role.TEXTBOX, "pw", "密码", states=states, privacy=Privacy.SECRET, value=text(value)
    )


def test_a_secret_is_counted_and_never_spelled() -> None:
    listener = Listener(document(secret("••••")))
    listener.reader.say_node()
    listener.reader.spell()

    assert listener.said == ["密码，密码框，4 个星号", "密码，密码框，4 个星号"]


def test_what_is_personal_is_marked_so_for_the_router() -> None:
    own = node(Role.PARAGRAPH, "no", "受理编号", privacy=Privacy.PERSONAL)
    listener = Listener(document(node(Role.HEADING, "h", "我的事项", level=1), own))
    listener.reader.move(Unit.ITEM, 1)

    assert listener.utterances[-1].privacy is Privacy.PERSONAL


@pytest.mark.parametrize(
    ("politeness", "priority"), [(Live.POLITE, Priority.NEXT), (Live.ASSERTIVE, Priority.NOW)]
)
def test_live_changes_are_said_and_the_place_is_kept(politeness: Live, priority: Priority) -> None:
    def page(words: str) -> Document:
        news = node(Role.STATUS, "s", words, live=politeness)
        return document(node(Role.PARAGRAPH, "p", "正文"), news)

    listener = Listener(page("旧"))
    listener.reader.update(page("新消息"))

    assert [(u.text, u.priority) for u in listener.utterances] == [("新消息", priority)]
    assert listener.moves == []


def test_a_lost_place_is_said_with_where_one_is_now() -> None:
    listener = Listener(sample())
    listener.reader.arrive("/t#f1", say=False)
    root = sample().root
    listener.reader.update(Document("/t", replace(root, children=root.children[:2])))

    assert listener.said == ["刚才的位置已不在本页", "网上预约，链接"]


def test_reading_all_goes_sentence_by_sentence_and_the_cursor_follows() -> None:
    listener = Listener(sample())
    reading = SayAll(listener.reader, listener.utterances.append)
    reading.start()
    heard = []
    while listener.utterances:
        utterance = listener.utterances.pop()
        heard.append((listener.reader.node.id, utterance.text))
        reading.heard(utterance.id)

    assert heard[:4] == [
        ("/t#h1", "办事指南，1 级标题"),
        ("/t#p1", "第一句。"),
        ("/t#p1", "第二句！"),
        ("/t#h2", "条件，2 级标题"),
    ]
    assert heard[-1][0] == "/t#f1"
    assert not reading.running


def test_reading_all_stops_where_it_was_stopped() -> None:
    listener = Listener(sample())
    reading = SayAll(listener.reader, listener.utterances.append)
    reading.start()
    reading.heard(listener.utterances[-1].id)
    reading.stop()
    reading.heard(listener.utterances[-1].id)

    assert listener.reader.node.id == "/t#p1"
    assert listener.utterances[-1].category is Category.READING


def test_a_region_called_as_what_is_in_it_is_not_said_twice_by_where() -> None:
    link = node(Role.LINK, "take", "用手机带走本页")
    part = node(Role.REGION, "more", "用手机带走本页", link, region=Region.SERVICE)
    listener = Listener(document(node(Role.HEADING, "h", "开放时间", level=1), part))
    listener.reader.arrive("/t#take", say=False)
    listener.reader.say_where()

    assert listener.said == ["办事指南，在标题“开放时间”之下，用手机带走本页，链接"]


def test_who_comes_to_a_form_hears_how_many_questions_it_has() -> None:
    fields = [node(Role.TEXTBOX, f"f{n}", "姓名") for n in range(3)]
    page = document(node(Role.HEADING, "h", "咨询", level=1), *fields, kind="form")
    listener = Listener(page)
    listener.reader.enter(page)

    assert listener.said == ["办事指南，本页有 3 个填写项，咨询，1 级标题"]
