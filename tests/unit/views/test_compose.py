from __future__ import annotations

from dataclasses import replace

import pytest

from a11y.cursor import ReadingCursor
from a11y.diff import diff
from a11y.document import Action, Document, Live, Node, Privacy, Region, Role, State
from a11y.kinds import is_stop
from a11y.narrator import Narrator
from a11y.reader import Reader
from a11y.speech.utterance import Utterance
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from portal import models as m
from tests.harness import sample_matters as matters
from tests.harness import sample_pages as samples
from tests.harness.sample_screens import LANGUAGES, screens
from views.compose.frame import with_frame
from views.compose.head import sentence
from views.compose.models import FrameModel, SignInModel, SignInState
from views.compose.pages import compose_page
from views.compose.sign_in import compose_sign_in
from views.compose.words_only import words_only

ZH, EN = Words(Language.ZH_HANS), Words(Language.EN)


def page(found: m.Page, words: Words = ZH) -> Document:
    return compose_page(found, words)


def names(document: Document, role: Role) -> list[str]:
    return [node.name.source for node in document.nodes if node.role is role]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_has_a_title_a_start_and_unique_ids(language: Language) -> None:
    for name, document in screens(language):
        assert document.title, name
        assert len(document.index) == len(document.nodes), name
        assert is_stop(ReadingCursor(document).node), name
        assert ReadingCursor(document).node.id == document.start, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_has_a_way_on_and_every_action_can_be_focused(language: Language) -> None:
    for name, document in screens(language):
        acting = [node for node in document.nodes if node.action is not None]
        assert acting or name.startswith("ending"), name
        assert all(State.FOCUSABLE in node.states for node in acting), name


def test_ids_are_the_same_in_all_editions() -> None:
    for zh, en in zip(matters.pages(), matters.pages(en=True), strict=True):
        assert set(page(zh).index) == set(page(en, EN).index)


def test_our_own_screens_have_the_same_ids_in_all_languages() -> None:
    zh, en = dict(screens(Language.ZH_HANS)), dict(screens(Language.EN))
    for name in (
        "sign-in-waiting",
        "confirm",
        "dialog-idle",
        "dialog-menu",
        "error-network",
        "attract",
    ):
        assert list(zh[name].index) == list(en[name].index)


def test_an_id_names_the_page_without_its_paging() -> None:
    assert page(samples.collection()).find("/disclosures#d7") is not None


def test_a_new_item_moves_no_other() -> None:
    found = samples.collection(count=10)
    new = m.Item("d99", "/disclosures/d99", "新的一条")
    changes = diff(page(found), page(replace(found, items=(new, *found.items))))
    assert set(changes.added) == {"/disclosures#d99", "/disclosures#d99:item"}
    assert not changes.removed


def test_home_has_its_ten_columns_in_the_navigation_region() -> None:
    document = page(samples.home())
    region = document.find("/#columns")
    assert region is not None
    assert region.region is Region.NAVIGATION
    links = [node for node in region.walk() if node.role is Role.LINK]
    assert [node.position.index for node in links if node.position] == list(range(1, 11))
    assert links[0].action is not None
    assert links[0].action.target == "/affairs"


def test_a_link_says_what_it_needs() -> None:
    node = page(samples.home()).find("/#quick:list.ask")
    assert node is not None
    assert node.action is not None
    assert node.action.needs == {"sign_in": "true"}
    assert node.description.source == "需要登录"


def test_a_summary_that_is_the_title_is_not_said_again() -> None:
    item = m.Item("i1", "/i/1", "民政局谈环境整治【示例】", summary="民政局谈环境整治。")
    found = samples.collection(count=0)
    listed = page(replace(found, items=(item,))).find("/disclosures#i1")
    assert listed is not None
    assert listed.description.source == ""
    told = replace(item, summary="民政局谈环境整治和绿化。")
    listed = page(replace(found, items=(told,))).find("/disclosures#i1")
    assert listed is not None
    assert listed.description.source == "民政局谈环境整治和绿化。"
    article = samples.article()
    assert page(replace(article, description=article.title)).find("/disclosures/d1#:lead") is None
    assert page(replace(article, description="另一句")).find("/disclosures/d1#:lead") is not None


def test_who_is_signed_in_is_not_told_to_sign_in() -> None:
    words = Words(Language.ZH_HANS)
    asks = {"sign_in": ("需要登录", ""), "acr": ("需要登录", "需要登录")}
    for level, (before, after) in asks.items():
        needs = m.Needs(sign_in=True, acr="3" if level == "acr" else "")
        link = m.Link("/my", "我的事项", id="my", needs=needs)
        block = m.Links("own", title="我的", style="list", links=(link,))
        composed = compose_page(replace(samples.home(), blocks=(block,)), words)
        for who, told in (("", before), ("张*", after)):
            node = with_frame(composed, FrameModel(signed_in=who), words).find("/#own:list.my")
            assert node is not None
            assert node.description.source == told


def test_a_collection_says_how_many_and_which_page() -> None:
    document = page(samples.collection(en=True), EN)
    total = document.find("/disclosures#:total")
    assert total is not None
    assert total.name.source == "123 items, page 2 of 3"
    item = document.find("/disclosures#d1")
    assert item is not None
    assert item.description.source == "2 March 2025; From: Housing office"


def test_where_nothing_is_found_there_is_a_way_on() -> None:
    found = replace(samples.collection(count=0), total=0, pages=1, page=1, facets=())
    nothing = page(replace(found, search=m.Search("/search", value="zzz")))
    assert nothing.gist.source == "没有找到内容"
    way = nothing.find("/disclosures#:way_on")
    assert way is not None
    assert way.name.source == "请换一个词，或者只写前面几个字，再查找一次。"
    chosen = (m.Facet("class", "信息分类", (m.FacetOption("公告", 0, "/disclosures", True),)),)
    narrowed = page(replace(found, facets=chosen))
    assert narrowed.gist.source == "没有找到内容"
    way = narrowed.find("/disclosures#:way_on")
    assert way is not None
    assert way.name.source == "请取消一些筛选，或者返回上一页。"
    assert narrowed.find("/disclosures#:facet.class.1") is not None
    assert page(found).gist.source == "这里还没有内容"


def test_what_narrows_nothing_is_not_in_the_way() -> None:
    one = m.Facet("organ", "发布机构", (m.FacetOption("民政局", 1, "/x?o=1"),))
    sorts = (m.FacetOption("最新", 0, "/x?s=1"), m.FacetOption("标题", 0, "/x?s=2"))
    found = replace(samples.collection(count=1), total=1, facets=(one,), sorts=sorts)
    assert page(found).find("/disclosures#:facets") is None
    more = page(replace(found, total=3))
    assert more.find("/disclosures#:facet.organ.1") is not None
    assert more.find("/disclosures#:facet.sort.1") is not None


def test_each_step_says_what_is_asked_and_leads_back_to_the_one_before() -> None:
    middle = matters.steps()
    ways = {
        "prev": m.Link("/scenarios/housing?way=", "上一个问题"),
        "first": m.Link("/scenarios/housing", "从头开始"),
    }
    shown = page(replace(middle, links=m.PageLinks(one=ways)))
    assert shown.gist.source == "您要买房还是租房？"
    assert middle.form is not None
    unnamed = replace(middle, form=replace(middle.form, title=middle.title))
    assert page(unnamed).gist.source == "类别"
    assert page(replace(middle, form=None)).gist.source == "为您找到 1 项"
    for name, link in ways.items():
        node = shown.find(f"/scenarios/housing#:steps.{name}")
        assert node is not None
        assert node.name.source == link.title
        assert node.action is not None
        assert (node.action.verb, node.action.target) == ("open", link.href)
    assert page(middle).find("/scenarios/housing#:steps") is None


def test_long_facets_stand_behind_the_list() -> None:
    found = samples.collection()
    many = tuple(m.FacetOption(f"o{n}", n, f"/x?{n}") for n in range(1, 62))
    long = replace(found, facets=(m.Facet("organ", "发布机构", many),))
    order = [node.id for node in page(long).root.children]
    assert order.index("/disclosures#:list") < order.index("/disclosures#:facets")
    way = page(long).find("/disclosures#:narrow")
    assert way is not None
    assert way.action == Action("go", "/disclosures#:facets")
    every = [node.id for node in page(long).nodes]
    assert every.index("/disclosures#:narrow") < every.index("/disclosures#:items")
    short = [node.id for node in page(found).root.children]
    assert short.index("/disclosures#:facets") < short.index("/disclosures#:list")
    assert page(found).find("/disclosures#:narrow") is None


def test_an_article_keeps_every_block() -> None:
    document = page(samples.article())
    roles = {node.role for node in document.nodes}
    wanted = {Role.NOTE, Role.TABLE, Role.ROWHEADER, Role.FIGURE, Role.BLOCKQUOTE, Role.IMAGE}
    assert wanted <= roles
    assert "新的内容" in names(document, Role.PARAGRAPH)
    nested = document.find("/disclosures/d1#l1.b.b1")
    assert nested is None
    assert document.find("/disclosures/d1#l1.b:list.b1") is not None


SHARES = m.Table(
    "t",
    caption="调查结果，共 1,500 票",
    columns=("选项", "票数", "比例"),
    rows=(m.TableRow("a", ("按键", "1,200", "80%")), m.TableRow("b", ("触摸", "300", "20%"))),
    row_headers=True,
)
VOTES = m.Chart(
    "c",
    title="您怎样操作",
    categories=("按键", "触摸"),
    series=(m.Series("票数", (1200.0, 300.0)),),
)


def test_a_chart_of_the_table_above_it_is_one_short_stop() -> None:
    document = page(replace(samples.article(), blocks=(SHARES, VOTES)))
    inside = [node.name.source for node in document.nodes if is_stop(node) and "#c" in node.id]
    assert inside == ["图表，数字与上面的表格相同"]
    plain = words_only(document)
    assert not [node for node in plain.nodes if "#c" in node.id]


@pytest.mark.parametrize(
    "blocks",
    [
        (VOTES,),
        (VOTES, SHARES),
        (SHARES, replace(VOTES, series=(m.Series("票数", (1200.0, 301.0)),))),
        (replace(SHARES, rows=SHARES.rows[:1]), VOTES),
    ],
)
def test_a_chart_that_says_more_keeps_its_numbers(blocks: tuple[m.Block, ...]) -> None:
    document = page(replace(samples.article(), blocks=blocks))
    assert document.find("/disclosures/d1#c:table.0.c2") is not None


def test_a_cell_carries_the_head_of_its_column() -> None:
    cell = page(samples.article()).find("/disclosures/d1#t1.r1.c2")
    assert cell is not None
    assert (cell.row, cell.column) == (2, 2)
    assert cell.description.source == "每月（元）"


def test_a_code_is_spelled_and_not_converted() -> None:
    number = page(samples.article()).find("/disclosures/d1#meta.no")
    assert number is not None
    assert "spell" in number.look.split()
    assert number.value.lang == "und"
    assert not number.value.convert


def test_a_name_in_a_text_keeps_its_characters() -> None:
    words = Words(Language.ZH_HANT_HK)
    runs = (m.Run("办理人"), m.Run("范干", convert=False))
    found = m.Article(
        "article", "/a", "zh-Hans", "zh-Hans", "x", blocks=(m.Paragraph("p", runs=runs),)
    )
    node = compose_page(found, words).find("/a#p")
    assert node is not None
    assert node.name.shown == "辦理人范干"
    assert node.name.source == "办理人范干"


def test_a_picture_without_a_description_says_so_and_decoration_is_silent() -> None:
    images = (m.Image("i1", href="/1"), m.Image("i2", href="/2", alt=""))
    found = m.Article("article", "/a", "zh-Hans", "zh-Hans", "x", blocks=images)
    first, second = (page(found).find(f"/a#i{n}") for n in (1, 2))
    assert first is not None
    assert second is not None
    assert first.name.source == "图片，没有文字说明"
    assert not is_stop(second)


def test_a_block_of_the_page_in_another_language_keeps_it() -> None:
    block = m.Paragraph("p", lang="en", runs=(m.Run("Hello"),))
    found = m.Article("article", "/a", "zh-Hans", "zh-Hans", "x", blocks=(block,))
    node = page(found).find("/a#p")
    assert node is not None
    assert node.name.lang == "en"


def test_everything_of_a_case_is_personal() -> None:
    document = page(matters.case())
    stops = [node for node in document.nodes if is_stop(node)]
    assert all(node.privacy is Privacy.PERSONAL for node in stops)
    due = document.find("/cases/ZX-2026-000123#:reply_due")
    assert due is not None
    assert due.value.source == "2026年3月9日 17:00"
    state = document.find("/cases/ZX-2026-000123#:state")
    assert state is not None
    assert state.name.source == "已受理，即将到期"


def test_a_few_things_below_ways_to_elsewhere_are_not_what_a_page_holds() -> None:
    few = replace(samples.collection(count=1), total=1, page=1, pages=1, facets=())
    assert page(few).gist.source == "共 1 条"
    ways = m.Links("ways", title="参与和办理", links=(m.Link("/a", "来信选登"),))
    assert not page(replace(few, blocks=(ways,))).gist


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        (Language.ZH_HANS, "岳先生，市民，写给市住建局"),
        (Language.EN, "岳先生, citizen, to 市住建局"),
    ],
)
def test_to_whom_a_visitor_writes_is_said(language: Language, heading: str) -> None:
    thread = matters.thread(posts=1)
    asked = replace(thread, posts=(replace(thread.posts[0], organ="市住建局"),))
    document = compose_page(asked, Words(language))
    who = document.find(f"{asked.address}#post1:who")
    assert who is not None
    assert who.name.source == heading


def test_only_new_posts_of_a_live_page_are_announced() -> None:
    before, after = (page(matters.thread(live=True, posts=n)) for n in (2, 3))
    said: list[Utterance] = []
    reader = Reader(before, Narrator(Words(Language.ZH_HANS), said.append), lambda *_place: None)
    reader.update(after)
    assert [one.text for one in said] == ["岳先生，市民，补贴按月发放，请留意短信通知。"]
    quiet = diff(page(matters.thread(posts=2)), page(matters.thread(posts=3)))
    assert not quiet.announcements


def test_only_the_new_event_of_a_case_is_announced() -> None:
    case = matters.case()
    more = m.Event("e3", "2026-03-03T10:00:00+08:00", "已转办")
    after = replace(case, timeline=(*case.timeline, more))
    said = diff(page(case), page(after)).announcements
    assert [a.node.value.source for a in said] == ["已转办"]


def test_a_page_of_an_unknown_kind_is_its_text() -> None:
    document = page(matters.unknown())
    assert names(document, Role.PARAGRAPH) == ["第一段。", "第二段。"]
    assert [n.action.target for n in document.nodes if n.action] == ["https://example.org/new"]


def test_the_frame_stands_before_every_page_with_the_same_ids() -> None:
    frames = [with_frame(page(p), FrameModel(signed_in="张*"), ZH) for p in matters.pages()]
    bars = {tuple(n.id for n in d.root.children[0].walk()) for d in frames}
    assert len(bars) == 1
    person = frames[0].find("screen:frame#:person")
    assert person is not None
    assert person.privacy is Privacy.PERSONAL
    back = frames[0].find("screen:frame#:back")
    assert back is not None
    assert State.DISABLED in back.states


def test_the_seconds_of_the_code_are_not_announced() -> None:
    def waiting(seconds: int) -> Document:
        model = SignInModel(SignInState.WAITING, "x/d", "12345678", "q", "42", seconds)
        return compose_sign_in(model, ZH)

    changes = diff(waiting(90), waiting(89))
    assert changes.changed == ("screen:sign_in#:seconds",)
    assert not changes.announcements


def test_the_end_of_a_code_is_announced_at_once() -> None:
    model = SignInModel(SignInState.WAITING, "x/d", "12345678", "q", "42", 1)
    ended = replace(model, state=SignInState.EXPIRED)
    said = diff(compose_sign_in(model, ZH), compose_sign_in(ended, ZH)).announcements
    assert [(a.politeness, a.node.role) for a in said] == [(Live.ASSERTIVE, Role.ALERT)]


def test_an_unknown_error_has_the_words_of_a_broken_server() -> None:
    from views.compose.models import ErrorModel
    from views.compose.screens import compose_error

    assert compose_error(ErrorModel("teapot"), ZH).title == ZH("screens.error.server.title")


def test_attract_says_each_language_in_itself() -> None:
    document = dict(screens(Language.ZH_HANS))["attract"]
    buttons = [n for n in document.nodes if n.role is Role.BUTTON]
    assert [(n.name.lang, n.name.shown or n.name.source) for n in buttons] == [
        ("zh-Hans", "简体中文"),
        ("zh-Hans", "长辈版：字大、简单"),
        ("zh-Hans", "繁體中文"),
        ("zh-Hans", "長輩版：字大、簡單"),
        ("en", "English"),
        ("en", "Large and simple"),
    ]


def test_external_links_are_told_apart() -> None:
    node = page(samples.article()).find("/disclosures/d1#:related.list.mohurd")
    assert isinstance(node, Node)
    assert node.description.source == "其他网站，请用手机扫码打开"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ZH_HANS, "请输入编号。六位数字，可以不输入横线"),
        (Language.EN, "Enter a number. Six digits, without a dash"),
    ],
)
def test_a_whole_sentence_is_followed_by_no_comma(language: Language, said: str) -> None:
    words = Words(language)
    en = language is Language.EN
    parts = ["Enter a number.", "Six digits", "without a dash"]
    texts = parts if en else ["请输入编号。", "六位数字", "可以不输入横线"]
    joined = sentence([Text(one, "en" if en else "zh-Hans") for one in texts], words)
    assert joined.source == said
