"""Word texts read at the terminal: what a visitor meets of them."""

from __future__ import annotations

import pytest

from kiosk.files.docx_numbers import Level, Numbering
from portal.errors import BadFile
from portal.models import Heading, ListBlock, Paragraph, Table
from tests.harness.office import docx, packed, paragraph
from tests.unit.kiosk.test_files import BOMB, read, said

STYLES = (
    '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="2"><w:name w:val="自定"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:styleId="3"><w:name w:val="Sub"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="4"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="5"><w:name w:val="loop"/><w:basedOn w:val="5"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="&#xf0b7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
)


def style(own: str) -> str:
    return f'<w:pStyle w:val="{own}"/>'


def counted(own: str, place: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{own}"/></w:numPr>'


def texts(data: bytes) -> list[str]:
    found = []
    for block in read(data).blocks:
        if isinstance(block, Heading):
            found.append(f"{block.level} {block.text}")
        elif isinstance(block, Paragraph):
            found.append("".join(run.text for run in block.runs))
        elif isinstance(block, ListBlock):
            found += [f"* {''.join(run.text for run in one.runs)}" for one in block.items]
    return found


def test_headings_by_style_by_name_and_by_what_they_are_based_on() -> None:
    body = (
        paragraph("总则", style("1"))
        + paragraph("范围", style("2"))
        + paragraph("细目", style("3"))
        + paragraph("自己的", '<w:outlineLvl w:val="2"/>')
        + paragraph("总则……1", style("4"))
        + paragraph("本办法适用于本市。", style("5"))
    )
    found = texts(docx(body, styles=STYLES))
    assert found == ["2 总则", "2 范围", "2 细目", "3 自己的", "本办法适用于本市。"]


def test_a_number_that_only_word_counts_is_told() -> None:
    body = (
        paragraph("申请材料", counted("1"))
        + paragraph("身份证。", counted("1", 1))
        + paragraph("户口簿。", counted("1", 1))
        + paragraph("办理流程", counted("1"))
        + paragraph("到窗口。", counted("1", 1))
        + paragraph("不编号。", counted("0"))
    )
    found = [text.removeprefix("3 ") for text in texts(docx(body, numbering=NUMBERING))]
    assert found == [
        "一、申请材料",
        "1. 身份证。",
        "2. 户口簿。",
        "二、办理流程",
        "1. 到窗口。",
        "不编号。",
    ]


def test_bullets_are_one_list_and_a_text_after_it_ends_it() -> None:
    body = "".join(paragraph(text, counted("2")) for text in ("身份证", "户口簿"))
    body += paragraph("复印件各一份。") + paragraph("照片", counted("2"))
    page = read(docx(body, numbering=NUMBERING))
    first, middle, last = page.blocks
    assert isinstance(first, ListBlock)
    assert [entry.runs[0].text for entry in first.items] == ["身份证", "户口簿"]
    assert isinstance(middle, Paragraph)
    assert isinstance(last, ListBlock)


def test_a_table_keeps_its_columns() -> None:
    def cell(text: str, facts: str = "") -> str:
        return f"<w:tc><w:tcPr>{facts}</w:tcPr>{paragraph(text)}</w:tc>"

    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('月份')}{cell('金额')}{cell('备注')}</w:tr>"
    span = '<w:gridSpan w:val="2"/>'
    wide = f"<w:tr>{cell('合计', span)}{cell('无')}</w:tr>"
    plain = f"<w:tr>{cell('三月')}{cell('300元')}{cell('')}</w:tr>"
    (table,) = read(docx(f"<w:tbl>{head}{plain}{wide}</w:tbl>")).blocks
    assert isinstance(table, Table)
    assert table.columns == ("月份", "金额", "备注")
    assert [row.cells for row in table.rows] == [("三月", "300元", ""), ("合计", "", "无")]


def test_what_is_no_text_is_not_told() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>乙</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:tab/><w:t>丙</w:t></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>ding</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>丁</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r></w:p>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>框里</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent><w:t>框外</w:t></w:r></w:p>"
    )
    assert texts(docx(body)) == ["甲乙 丙丁", "框里", "框外"]


def test_one_without_text_says_so() -> None:
    assert "这一页没有可以朗读的文字，可能是扫描的图片。" in said(read(docx("<w:p/>")))


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 120: "120"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("upperRoman", {4: "IV", 9: "IX", 14: "XIV"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa"}),
    ],
)
def test_numbers_as_word_writes_them(form: str, written: dict[int, str]) -> None:
    for number, text in written.items():
        numbering = Numbering({"1": {0: Level(form, "（%1）", number)}})
        assert numbering.label("1", 0) == f"（{text}）"


BAD = {
    "sheets of figures": (
        packed(
            {
                "[Content_Types].xml": "<Types/>",
                "_rels/.rels": '<R><Relationship Type="x/officeDocument" Target="xl/w.xml"/></R>',
                "xl/w.xml": "<workbook/>",
            }
        ),
        "kind",
    ),
    "no text": (packed({"[Content_Types].xml": "<Types/>", "_rels/.rels": "<R/>"}), "kind"),
    "no relations": (packed({"[Content_Types].xml": "<Types/>"}), "kind"),
    "half": (docx(paragraph("字"))[:300], "faulty"),
    "broken marks": (docx("<w:p>"), "faulty"),
    "entities": (docx(paragraph("&b;"), before=BOMB), "faulty"),
    "a file of this machine": (
        docx(paragraph("&f;"), before='<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
        "faulty",
    ),
    "entities in its styles": (docx("", word__styles="x"), "faulty"),
    "a zip bomb": (docx(paragraph("0" * (9 << 20))), "large"),
    "a bomb of styles": (docx("", styles=" " * (9 << 20)), "large"),
    "with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "locked",
    ),
    "of Word 97": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"WordDocument" * 99, "kind"),
    "a relation outside": (
        packed(
            {
                "[Content_Types].xml": "<Types/>",
                "_rels/.rels": '<R><Relationship Type="x/officeDocument" TargetMode="External"'
                ' Target="http://elsewhere.example/x"/></R>',
            }
        ),
        "kind",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_one_is_an_error_with_a_reason(name: str) -> None:
    data, reason = BAD[name]
    with pytest.raises(BadFile) as raised:
        read(data)
    assert raised.value.reason == reason


def test_nesting_and_endless_lists_do_not_exhaust_the_terminal() -> None:
    deep = "<w:p><w:r><w:t>层</w:t>" * 3000 + "</w:r></w:p>" * 3000
    assert texts(docx(deep))
    page = read(docx(paragraph("条。") * 3000))
    assert len(page.blocks) == 400
    assert not page.whole
