"""What the lines of a PDF are taken for; expected by eye, before the code was run."""

from __future__ import annotations

import pytest

from kiosk.files.pdf_lines import Line, blocks_of, paragraphs


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "凡在本市工作的新市\r\n民都可以申请。\r\n第二条",
            ["凡在本市工作的新市民都可以申请。", "第二条"],
        ),
        (
            "one line of some words\nand its end goes on\nshort.",
            ["one line of some words and its end goes on short."],
        ),
        ("inter\ufffe\nnational", ["international"]),
        ("\r\n \x00\r\n", []),
        ("表格\n姓名\n年龄段落很长很长", ["表格", "姓名", "年龄段落很长很长"]),
        ("补贴由区里每月发到本人卡里\n第三条　本办法由市里解释", None),
    ],
)
def test_lines_become_paragraphs(lines: str, expected: list[str] | None) -> None:
    found = paragraphs([Line(line) for line in lines.splitlines()])
    wanted = ["补贴由区里每月发到本人卡里", "第三条 本办法由市里解释"]
    assert found == (wanted if expected is None else expected)


def told(lines: list[tuple[str, float]]) -> list[tuple[str, object]]:
    made = blocks_of([Line(text, size) for text, size in lines])
    return [
        (
            f"{block['type']} {block['level']}" if block["type"] == "heading" else block["type"],
            block.get("text") or [item["text"] for item in block["items"]],
        )
        for block in made
    ]


def test_large_letters_and_numbered_chapters_are_headings() -> None:
    found = told(
        [
            ("佛山市新市民住房补贴办法", 22.0),
            ("第一章　总则", 14.0),
            ("为了帮助新市民住得下、留得住，根据有关规定，结合本市实际，制定", 14.0),
            ("本办法。", 14.0),
            ("一、申请条件", 14.0),
            ("（一）年满十八周岁", 14.0),
            ("一、申请人应当在本市连续缴纳社会保险满六个月，并且没有住房。", 14.0),
            ("第三章的规定不适用于本市户籍的居民，他们按另外的办法申请补贴。", 14.0),
        ]
    )
    assert found == [
        ("heading 3", "佛山市新市民住房补贴办法"),
        ("heading 3", "第一章 总则"),
        ("paragraph", "为了帮助新市民住得下、留得住，根据有关规定，结合本市实际，制定本办法。"),
        ("heading 4", "一、申请条件"),
        ("heading 5", "（一）年满十八周岁"),
        ("paragraph", "一、申请人应当在本市连续缴纳社会保险满六个月，并且没有住房。"),
        ("paragraph", "第三章的规定不适用于本市户籍的居民，他们按另外的办法申请补贴。"),
    ]


def test_marks_and_numbers_in_order_are_lists() -> None:
    found = told(
        [
            ("新市民申请住房补贴，先在网上填写申请，再到区里的窗口核对材料，", 12.0),
            ("补贴由区里发放。", 12.0),
            ("需要下列材料：", 12.0),
            ("• 身份证", 12.0),
            ("• 银行卡", 12.0),
            ("按下面的步骤：", 12.0),
            ("1. 网上申请", 12.0),
            ("2. 窗口核对", 12.0),
            ("注意：", 12.0),
            ("3. 不在这个顺序里", 12.0),
            ("2026.1 起施行", 12.0),
        ]
    )
    assert found == [
        (
            "paragraph",
            "新市民申请住房补贴，先在网上填写申请，再到区里的窗口核对材料，补贴由区里发放。",
        ),
        ("paragraph", "需要下列材料："),
        ("list", ["身份证", "银行卡"]),
        ("paragraph", "按下面的步骤："),
        ("list", ["网上申请", "窗口核对"]),
        ("paragraph", "注意："),
        ("paragraph", "3. 不在这个顺序里"),
        ("paragraph", "2026.1 起施行"),
    ]


def test_an_indented_line_begins_a_paragraph() -> None:
    lines = [
        Line("凡在本市工作的新市民都可以申请住房补贴。", 14.0, 72.0),
        Line("本办法由市里的住房部门解释，自二〇二六年", 14.0, 100.0),
        Line("一月一日起施行。", 14.0, 72.0),
    ]
    assert paragraphs(lines) == [
        "凡在本市工作的新市民都可以申请住房补贴。",
        "本办法由市里的住房部门解释，自二〇二六年一月一日起施行。",
    ]


def test_the_second_line_of_an_entry_stands_under_its_words() -> None:
    lines = [
        Line("1. 在网上填写申请，写明姓名、电话和住的", 14.0, 72.0),
        Line("地方；", 14.0, 90.0),
        Line("2. 到窗口核对。", 14.0, 72.0),
    ]
    assert paragraphs(lines) == [
        "1. 在网上填写申请，写明姓名、电话和住的地方；",
        "2. 到窗口核对。",
    ]
