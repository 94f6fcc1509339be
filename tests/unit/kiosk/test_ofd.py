"""OFD read at the terminal: lines by where they stand, sheet by sheet."""

from __future__ import annotations

import pytest

from kiosk.files.ofd_text import Piece, lines_of
from portal.errors import BadFile
from portal.models import File, Heading, ListBlock, Paragraph
from tests.harness.office import letters, ofd, packed
from tests.unit.kiosk.test_files import BOMB, read, said

RULE = "第一条为帮助新市民住得下留得住根据有关规定制定"
SHEET = (
    letters("本办法。", 20, 58)
    + letters(RULE, 20, 50)
    + letters("住房补贴办法", 60, 20, 9)
    + letters("一、申请条件", 20, 40)
)


def texts(page: File) -> list[str]:
    found = []
    for sheet in page.sheets:
        for block in sheet.blocks:
            if isinstance(block, Heading):
                found.append(f"# {block.text}")
            elif isinstance(block, Paragraph):
                found.append("".join(run.text for run in block.runs))
            elif isinstance(block, ListBlock):
                found += ["".join(run.text for run in one.runs) for one in block.items]
    return found


def test_it_is_read_from_the_top_whatever_order_the_file_has() -> None:
    page = read(ofd(SHEET))
    assert texts(page) == ["# 住房补贴办法", "# 一、申请条件", f"{RULE}本办法。"]
    assert (page.total, page.whole) == (1, True)
    assert "第 1 页，共 1 页" in said(page)
    assert "第 1 页的图片" not in said(page)


def test_sheets_come_five_at_a_time() -> None:
    page = read(ofd(*(letters(f"第{n}页", 20, 20) for n in range(1, 8))), first=6)
    assert texts(page) == ["第6页", "第7页"]
    assert "前面的第 1 至 5 页" in said(page)


def test_a_label_of_the_form_stands_before_what_was_filled_in() -> None:
    form = letters("姓名", 20, 30) + letters("电话", 20, 45)
    page = read(ofd(letters("张三", 60, 30) + letters("0757", 60, 45), templates={"1": form}))
    assert texts(page) == ["姓名 张三", "电话 0757"]


def test_what_is_turned_and_scaled_stands_where_it_is_drawn() -> None:
    scaled = (
        '<ofd:TextObject Boundary="20 80 100 20" Size="1" CTM="10 0 0 10 0 0">'
        '<ofd:TextCode X="0" Y="0.9" DeltaX="g 3 1">放大的字</ofd:TextCode></ofd:TextObject>'
    )
    small = "".join(letters("小字的一行，共十个字。", 20, 20 + 8 * n, 4) for n in range(3))
    page = read(ofd(scaled + small))
    assert texts(page)[-1] == "# 放大的字"


def test_a_sheet_without_text_or_without_its_part_says_so() -> None:
    assert "这一页没有可以朗读的文字，可能是扫描的图片。" in said(read(ofd("", SHEET)))


def test_pieces_of_a_line_are_parted_as_they_stand() -> None:
    row = [Piece("甲乙", 10, 50, 10, 10), Piece("丙", 30, 50.5, 10), Piece("丁", 90, 50, 10)]
    assert [line.text for line in lines_of(row) if line.text] == ["甲乙丙\u3000丁"]


BAD = {
    "another zip": (packed({"OFD.xml": "<x/>"}), "kind"),
    "half": (ofd(SHEET)[:400], "faulty"),
    "no sheets": (ofd(), "faulty"),
    "only sheets that are missing": (
        packed(
            {
                "OFD.xml": "<OFD><DocRoot>D.xml</DocRoot></OFD>",
                "D.xml": '<D><Page ID="1" BaseLoc="../../etc/passwd"/></D>',
            }
        ),
        "faulty",
    ),
    "entities": (ofd(SHEET, before=BOMB), "faulty"),
    "locked": (packed({"OFD.xml": "<OFD/>", "Doc_0/Encryptions.xml": "<x/>"}), "locked"),
    "a zip bomb": (ofd(letters("0", 1, 1) + " " * (9 << 20)), "large"),
    "numbers that are none": (
        packed({"OFD.xml": "<OFD><DocRoot>D.xml</DocRoot></OFD>", "D.xml": "<D><Page BaseLoc="}),
        "faulty",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_one_is_an_error_with_a_reason(name: str) -> None:
    data, reason = BAD[name]
    with pytest.raises(BadFile) as raised:
        read(data)
    assert raised.value.reason == reason


def test_nonsense_for_places_is_read_all_the_same() -> None:
    odd = (
        '<ofd:TextObject Boundary="nan inf" Size="-1e999" CTM="a b"><ofd:TextCode X="x" Y="1e400"'
        ' DeltaX="g 99999999999 1 g">还在</ofd:TextCode></ofd:TextObject>'
    )
    assert texts(read(ofd(odd))) == ["还在"]
