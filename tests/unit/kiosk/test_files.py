"""Attachments read at the terminal, made by the sample of the real server or broken by hand."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from kiosk.files import odt, pdf
from kiosk.files.reading import MOST_BYTES, FileReader
from kiosk.history import FileAsked, Place
from locales.languages import Language
from locales.text import Text
from locales.words import Words
from portal.client import PortalClient
from portal.errors import BadFile
from portal.models import File, Heading, ListBlock, Paragraph, Run, Table
from server.sample.forms import application_form
from server.sample.pdf import document
from tests.harness.http_server import HttpServer, Reply, Seen
from views.compose.pages import compose_page

LONG = (
    "凡在本市连续缴纳社会保险满六个月的新市民，都可以按照本办法的规定申请住房补贴，补贴按月发放。"
)
BOOK = document("住房补贴办法", [LONG, *(f"第{n}条，{LONG}" for n in range(60))], "zh-Hans")
WORDS = {
    "fields": ["姓名", "证件号码"],
    "remark": "请用黑色笔填写。",
    "signature": "签名：",
}
FORM = application_form("住房补贴申请表", WORDS, "zh-Hans")


class Files(HttpServer):
    """Files by address."""

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes] = {}

    def respond(self, seen: Seen) -> Reply:
        return Reply(200, self.files[seen.path], {"Content-Type": "application/pdf"})


def read(data: bytes, first: int = 1, reader: FileReader | None = None) -> File:
    """What a terminal makes of the bytes that a portal sends."""
    with Files() as portal:
        portal.files["/files/x"] = data
        client = PortalClient(portal.url, None)
        place = Place("/files/x", file=FileAsked(Text("办法", "zh-Hans"), first, personal=True))
        files = reader or FileReader()
        try:
            page = files.fetch(client, place, "zh-Hans").page
        finally:
            client.close()
            if reader is None:
                files.close()
    assert isinstance(page, File)
    return page


def said(page: File) -> list[str]:
    shown = compose_page(page, Words(Language.ZH_HANS))
    return [node.name.source for node in shown.nodes if node.name]


def packed(content: str, mimetype: str = odt.MEDIA_TYPE, **more: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", mimetype)
        package.writestr("content.xml", content)
        for name, text in more.items():
            package.writestr(name.replace("__", "/") + ".xml", text)
    return target.getvalue()


def body(marks: str, before: str = "") -> str:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    return (
        f'{before}<o:d xmlns:o="{space}:office:1.0" xmlns:text="{space}:text:1.0"'
        f' xmlns:table="{space}:table:1.0">{marks}</o:d>'
    )


def test_a_pdf_is_read_sheet_by_sheet() -> None:
    page = read(BOOK)
    assert [sheet.number for sheet in page.sheets] == [1, 2, 3, 4, 5]
    assert page.total > 5
    title, rule, *_ = page.sheets[0].blocks
    assert isinstance(title, Heading)
    assert (title.text, title.level) == ("住房补贴办法", 3)
    assert isinstance(rule, Paragraph)
    assert rule.runs == (Run(LONG),)
    phrases = said(page)
    assert "办法" in phrases[:3]
    assert f"第 1 页，共 {page.total} 页" in phrases
    assert f"后面的第 6 至 {min(10, page.total)} 页" in phrases
    assert "用手机带走这个文件" in phrases


def test_the_next_sheets_lead_back() -> None:
    page = read(BOOK, first=6)
    assert page.sheets[0].number == 6
    assert "前面的第 1 至 5 页" in said(page)
    assert page.personal


def test_each_sheet_has_its_picture(qapp: QApplication) -> None:
    reader = FileReader()
    page = read(BOOK, reader=reader)
    image = QImage.fromData(reader.picture(page.sheets[1].picture))
    assert image.width() == pdf.WIDTH
    assert image.pixelColor(2, 2).name() == "#ffffff"
    for other in ("sheet:/files/other#1", "sheet:/files/x#4711", "sheet:/files/x#0"):
        with pytest.raises(BadFile):
            reader.picture(other)
    assert reader.picture(page.sheets[0].picture).startswith(b"\x89PNG")
    reader.close()


def test_a_sheet_without_text_says_so(qapp: QApplication, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "scan.pdf"))
    painter = QPainter(writer)
    painter.fillRect(100, 100, 900, 900, "black")
    painter.end()
    page = read((tmp_path / "scan.pdf").read_bytes())
    assert page.sheets[0].blocks == ()
    assert "这一页没有可以朗读的文字，可能是扫描的图片。" in said(page)


def test_a_form_is_read_as_text_and_table() -> None:
    page = read(FORM)
    heading, remark, table, signature = page.blocks
    assert isinstance(heading, Heading)
    assert heading.text == "住房补贴申请表"
    assert isinstance(remark, Paragraph)
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [("姓名", ""), ("证件号码", "")]
    assert isinstance(signature, Paragraph)
    assert "".join(run.text for run in signature.runs) == "签名："
    assert page.whole
    assert "证件号码" in said(page)


def test_a_title_is_not_told_twice() -> None:
    page = read(application_form("办法", WORDS, "zh-Hans"))
    assert isinstance(page.blocks[0], Paragraph)


def test_lists_heads_and_what_was_deleted() -> None:
    marks = (
        "<text:tracked-changes><text:p>删掉的</text:p></text:tracked-changes>"
        "<text:p>甲<text:s/>乙<o:annotation><text:p>批注</text:p></o:annotation>丙</text:p>"
        "<text:list><text:list-item><text:p>一</text:p><text:list><text:list-item>"
        "<text:p>二</text:p></text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>月份</text:p></table:table-cell><table:table-cell><text:p>金额</text:p>"
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>三月</text:p></table:table-cell></table:table-row></table:table>"
    )
    first, items, table = read(packed(body(marks))).blocks
    assert isinstance(first, Paragraph)
    assert first.runs[0].text == "甲 乙丙"
    assert isinstance(items, ListBlock)
    assert [entry.runs[0].text for entry in items.items] == ["一", "二"]
    assert isinstance(table, Table)
    assert (table.columns, table.rows[0].cells) == (("月份", "金额"), ("三月", ""))


def test_a_text_without_end_is_cut_and_says_so() -> None:
    page = read(packed(body("<text:p>条</text:p>" * 3000)))
    assert len(page.blocks) == 400
    assert "后面的内容太多，本机没有全部显示。可以用手机带走整个文件。" in said(page)


def with_password(data: bytes) -> bytes:
    """A document that asks for a password nobody knows (7.6.4): its check does not come out."""
    lock = f"/ID[<{'00' * 16}><{'00' * 16}>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
    lock += f"/O<{'11' * 32}>/U<{'22' * 32}>>>"
    return data.replace(b"/Root 1 0 R/Info", f"{lock}/Root 1 0 R/Info".encode())


def pages_claimed(count: int) -> bytes:
    """One object that says to be two thousand million pages."""
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Count " + str(count).encode() + b"/Kids[2 0 R]>>\nendobj\n"
        b"trailer<</Size 3/Root 1 0 R>>\n%%EOF\n"
    )


def pages_nested(depth: int) -> bytes:
    """Folders of pages, each in the one before."""
    made = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    for n in range(2, depth):
        made += f"{n} 0 obj\n<</Type/Pages/Count 1/Kids[{n + 1} 0 R]>>\nendobj\n".encode()
    return made + f"trailer<</Size {depth}/Root 1 0 R>>\n%%EOF\n".encode()


BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
BAD = {
    "empty": (b"", "kind"),
    "a page that lies": (b"<html>not a pdf</html>", "kind"),
    "a program": (b"MZ\x90\x00" * 100, "kind"),
    "half a pdf": (BOOK[: len(BOOK) // 2], "faulty"),
    "only the head of a pdf": (b"%PDF-1.7\n%%EOF", "faulty"),
    "a pdf of nonsense": (b"%PDF-1.7\n" + bytes(range(256)) * 400, "faulty"),
    "another zip": (packed("<x/>", "application/zip"), "kind"),
    "half a zip": (FORM[: len(FORM) // 2], "faulty"),
    "no content": (packed("")[:60] + b"PK", "faulty"),
    "broken marks": (packed("<a><b></a>"), "faulty"),
    "entities": (packed(body("<text:p>&b;</text:p>", BOMB)), "faulty"),
    "locked": (
        packed("x", **{"META-INF__manifest": "<m:encryption-data m:checksum='1'/>"}),
        "locked",
    ),
    "a zip bomb": (packed(body("<text:p>" + "0" * (9 << 20) + "</text:p>")), "large"),
    "a large file": (b"%PDF-" + bytes(MOST_BYTES), "large"),
    "a pdf with a password": (with_password(BOOK), "locked"),
    "pages without end": (pages_claimed(2_000_000_000), "faulty"),
    "pages within pages": (pages_nested(20_000), "faulty"),
    "lists in lists": (b"%PDF-1.7\n1 0 obj\n" + b"[" * 400_000 + b"\nendobj\n", "faulty"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_an_error_with_a_reason(name: str) -> None:
    data, reason = BAD[name]
    with pytest.raises(BadFile) as raised:
        read(data)
    assert (raised.value.reason, raised.value.href) == (reason, "/files/x")


def test_deep_nesting_does_not_exhaust_the_terminal() -> None:
    deep = "<text:span>" * 100_000 + "x" + "</text:span>" * 100_000
    page = read(packed(body(f"<text:p>{deep}</text:p>")))
    assert len(page.blocks) == 1
