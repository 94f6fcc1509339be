"""One page of each kind as the portal sends it, in Chinese and English."""

from __future__ import annotations

from portal import models as m

COLUMNS = (
    ("affairs", "政务公开", "公文、公告和年度报告", "Government information"),
    ("personal", "个人服务", "户籍、社保、医疗、住房", "Services for residents"),
    ("business", "企业服务", "设立变更、年检、税收", "Services for businesses"),
    ("farming", "三农服务", "农业、农村、农民", "Farming and villages"),
    ("invest", "招商引资", "项目与政策", "Investment"),
    ("interact", "互动交流", "咨询、信访、论坛", "Have your say"),
    ("travel", "旅游观光", "景点与线路", "Visiting"),
    ("city", "走进佛山", "历史与今天", "About Foshan"),
    ("news", "新闻与专题", "本市要闻", "News"),
    ("help", "网站帮助", "怎样使用", "Help"),
)


PARAGRAPH = (
    "申请人应当如实提供材料。市住房和城乡建设局自受理之日起二十个工作日内完成审核，"
    "符合条件的按月发放补贴，并在门户网站公布结果。"
)
PARAGRAPH_EN = "The office pays the subsidy within twenty working days after all documents are in."


class English:
    """Chooses the language of a sample text."""

    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, zh: str, english: str) -> str:
        return english if self._on else zh


def home(en: bool = False) -> m.Home:
    """The front page."""
    links = tuple(
        m.Link(f"/{own}", english if en else title, "" if en else line, id=own)
        for own, title, line, english in COLUMNS
    )
    block = m.Links(
        "columns", title="Main sections" if en else "十大栏目", style="tiles", links=links
    )
    todo = m.Links(
        "quick",
        title="Often used" if en else "常用事项",
        region="service",
        links=(
            m.Link("/disclosures", "Disclosure directory" if en else "政府信息公开目录", id="dir"),
            m.Link(
                "/consult",
                "Ask the government" if en else "政务咨询",
                id="ask",
                needs=m.Needs(sign_in=True),
            ),
        ),
    )
    return m.Home(
        "home", "/", *language_of(en), "Foshan" if en else "佛山市政府门户", blocks=(block, todo)
    )


def collection(en: bool = False, count: int = 50) -> m.Collection:
    """A page of the disclosure directory."""
    items = tuple(
        m.Item(
            f"d{n}",
            f"/disclosures/d{n}",
            f"Notice no. {n} on housing subsidies"
            if en
            else f"关于发放第{n}批住房补贴和后勤服务里程标准的通知（示例）",
            date="2025-03-02",
            facts=(
                m.Fact(
                    "org",
                    "From" if en else "发布机构",
                    "Housing office" if en else "市住房和城乡建设局",
                ),
            ),
        )
        for n in range(1, count + 1)
    )
    options = tuple(
        m.FacetOption("Notices" if en else name, n, f"/disclosures?c={n}", n == 12)
        for n, name in ((12, "通知公告"), (30, "规范性文件"), (8, "人事任免"))
    )
    ways = {"next": m.Link("/disclosures?page=2", "x"), "prev": m.Link("/disclosures", "x")}
    return m.Collection(
        "collection",
        "/disclosures?page=2",
        *language_of(en),
        "Disclosure directory" if en else "政府信息公开目录",
        "Documents that the city publishes" if en else "本市主动公开的政府信息",
        links=m.PageLinks(one=ways),
        total=123,
        page=2,
        pages=3,
        items=items,
        facets=(m.Facet("class", "Class" if en else "信息分类", options),),
        search=m.Search("/disclosures"),
    )


def article(en: bool = False, paragraphs: int = 3) -> m.Article:
    """A notice with everything an article can hold."""
    para = PARAGRAPH_EN if en else PARAGRAPH
    body = tuple(m.Paragraph(f"p{n}", runs=(m.Run(para),)) for n in range(1, paragraphs + 1))
    return m.Article(
        "article",
        "/disclosures/d1",
        *language_of(en),
        "Housing subsidies for new residents (sample)" if en else "关于发放住房补贴的通知（示例）",
        updated_at="2025-03-02T09:00:00+08:00",
        sample=True,
        blocks=(
            m.Notice(
                "note",
                level="warning",
                text="Sample content." if en else "示例内容，请勿据此办事。",
            ),
            m.Facts(
                "meta",
                facts=(
                    m.Fact(
                        "no",
                        "Index no." if en else "索引号",
                        "440600-2025-00012",
                        spell=True,
                        convert=False,
                    ),
                    m.Fact(
                        "org",
                        "Publisher" if en else "发布机构",
                        "Housing office" if en else "市住房和城乡建设局",
                    ),
                ),
            ),
            m.Heading("h1", level=2, text="Who can apply" if en else "一、申请条件"),
            *body,
            m.Paragraph(
                "plink",
                runs=(
                    m.Run("See also " if en else "另见"),
                    m.Run("the rules" if en else "《补贴办法》", "/rules"),
                ),
            ),
            m.ListBlock(
                "l1",
                ordered=True,
                items=(
                    m.ListEntry("a", (m.Run("Identity card" if en else "居民身份证"),)),
                    m.ListEntry(
                        "b",
                        (m.Run("Proof of work" if en else "劳动合同或社保证明"),),
                        items=(
                            m.ListEntry(
                                "b1", (m.Run("for the last year" if en else "最近十二个月"),)
                            ),
                        ),
                    ),
                ),
            ),
            m.Table(
                "t1",
                caption="Amounts" if en else "补贴标准",
                columns=("Group", "Yuan a month") if en else ("对象", "每月（元）"),
                row_headers=True,
                rows=(
                    m.TableRow("r1", ("Graduates", "1,200") if en else ("本科毕业生", "1200")),
                    m.TableRow(
                        "r2",
                        ("Skilled workers", "1,500")
                        if en
                        else ("高级技工、技师以及引进的紧缺专业技术人员", "1500"),
                    ),
                ),
            ),
            m.Chart(
                "c1",
                title="Paid" if en else "发放情况",
                unit="10,000 yuan" if en else "万元",
                categories=("2023", "2024"),
                series=(m.Series("Total" if en else "合计", (310.5, 402)),),
            ),
            m.Quote(
                "q1",
                text="Housing first." if en else "让新市民住得下、留得住。",
                cite="The mayor" if en else "市长",
            ),
            m.Image(
                "i1",
                href="/media/1.png",
                alt="Service hall" if en else "市民服务中心大厅",
                caption="Hall" if en else "大厅",
            ),
            m.Attachment(
                "a1",
                href="/files/1.pdf",
                title="Application form" if en else "住房补贴申请表",
                media_type="application/pdf",
                size=182_000,
            ),
            m.UnknownBlock("u1", type="hologram", text="Something new" if en else "新的内容"),
        ),
        links=m.PageLinks(
            many={
                "related": (
                    m.Link(
                        "https://example.org/x", "Ministry" if en else "住建部网站", id="mohurd"
                    ),
                )
            }
        ),
    )


def form(en: bool = False) -> m.Form:
    """A question to the government."""

    say = English(en)

    return m.Form(
        "form",
        "/consult/new",
        *language_of(en),
        say("政务咨询", "Ask the government"),
        say("您的问题将转给有关部门答复。", "Your question goes to the office in charge."),
        schema={
            "type": "object",
            "properties": {
                "subject": {"type": "string", "minLength": 2, "maxLength": 60},
                "text": {"type": "string", "minLength": 10},
                "kind": {"enum": ["ask", "advise"]},
                "phone": {"type": "string", "pattern": "^1[0-9]{10}$"},
                "public": {"type": "boolean"},
                "topics": {"type": "array", "items": {"enum": ["a", "b"]}},
                "age": {"type": "integer", "minimum": 0},
            },
            "required": ["subject", "text", "kind", "phone"],
        },
        fields=(
            m.Field(
                "subject",
                say("标题", "Subject"),
                say("一句话说明", "In one sentence"),
                required=True,
            ),
            m.Field("text", say("内容", "Question"), widget="multiline", required=True),
            m.Field(
                "kind",
                say("类别", "Kind"),
                widget="radio",
                required=True,
                options=(
                    m.Option("ask", say("咨询", "Question")),
                    m.Option("advise", say("建议", "Suggestion")),
                ),
            ),
            m.Field(
                "phone",
                say("手机号码", "Mobile number"),
                privacy="personal",
                widget="phone",
                required=True,
                errors={"pattern": say("请填写11位手机号码", "Please enter 11 digits")},
            ),
            m.Field("age", say("年龄", "Age"), widget="number"),
            m.Field("pin", say("查询密码", "PIN"), privacy="secret"),
            m.Field(
                "topics",
                say("有关方面", "Topics"),
                widget="checkbox",
                options=(
                    m.Option("a", say("住房", "Housing")),
                    m.Option("b", say("教育", "Schools")),
                ),
            ),
            m.Field("public", say("同意公开", "May be published"), widget="checkbox"),
        ),
        submit=m.Link("/consult", say("提交", "Send")),
    )


def language_of(en: bool) -> tuple[str, str]:
    return ("en", "en") if en else ("zh-Hans", "zh-Hans")
