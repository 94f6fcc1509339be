"""An attachment is read at the terminal: opened by keys, heard, left, and taken along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from typing_extensions import override

from server.sample.pdf import document
from tests.harness.http_server import Reply, Seen
from tests.harness.journey import Journey
from tests.harness.office import docx, letters, ofd, paragraph
from tests.harness.pages import page
from tests.harness.stored_portal import StoredPortal

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]


class FilePortal(StoredPortal):
    """A portal with two files, one of them broken."""

    files = {  # noqa: RUF012 - never changed
        "/files/law.pdf": document("住房办法", ["第一条，补贴按月发放。"], "zh-Hans"),
        "/files/bad.pdf": b"%PDF-1.7 nothing more",
    }

    more: Mapping[str, bytes] = {}

    @override
    def respond(self, seen: Seen) -> Reply:
        data = self.files.get(seen.path) or self.more.get(seen.path)
        return super().respond(seen) if data is None else Reply(200, data)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def attachment(
    part: str, href: str, title: str, media_type: str = "application/pdf"
) -> dict[str, Any]:
    return {
        "id": part,
        "type": "attachment",
        "href": href,
        "title": title,
        "media_type": media_type,
        "size": 20_000,
    }


def test_it_is_opened_by_keys_and_heard(journey_with: Callable[..., Journey]) -> None:
    with FilePortal() as portal:
        home = page("home", address="/")
        home["title"] = "附件"
        home["blocks"] = [
            attachment("a1", "/files/law.pdf", "办法全文"),
            attachment("a2", "/files/bad.pdf", "坏的文件"),
        ]
        portal.pages["/"] = home
        journey = journey_with(portal=portal.url)
        player = journey.player
        player.press("KP_5")
        player.hear("附件")
        player.find("K", "办法全文")
        player.press("Return")
        player.hear("办法全文")
        player.find("Down", "第 1 页，共 1 页")
        player.find("Down", "第一条，补贴按月发放。")
        player.find("Tab", "用手机带走这个文件")
        player.press("Return")
        player.screen("take")
        player.press("Escape")
        player.press("Alt+Left")
        player.hear("办法全文，链接")
        player.find("K", "坏的文件")
        player.press("Return")
        player.hear("文件损坏")
        player.press("Alt+Left")
        player.hear("坏的文件，链接")
        assert journey.faults() == []


def test_it_is_opened_by_touch_and_read_to_its_end(
    journey_with: Callable[..., Journey],
) -> None:
    """A Word text and an OFD of an office, by fingers only; and one that holds nothing good."""
    rules = "".join(paragraph(f"第{n}条　补贴按月发放。") for n in range(1, 30))
    word = docx(paragraph("住房补贴办法", '<w:outlineLvl w:val="0"/>') + rules)
    with FilePortal() as portal:
        portal.more = {
            "/files/law.docx": word,
            "/files/form.ofd": ofd(letters("申请表", 60, 20, 9) + letters("姓名", 20, 40)),
            "/files/bomb.docx": docx(paragraph("0" * (9 << 20))),
        }
        home = page("home", address="/")
        home["title"] = "附件"
        home["blocks"] = [
            attachment("w", "/files/law.docx", "办法全文", DOCX),
            attachment("o", "/files/form.ofd", "申请表格", "application/ofd"),
            attachment("b", "/files/bomb.docx", "坏的文件", DOCX),
        ]
        portal.pages["/"] = home
        journey = journey_with(portal=portal.url)
        player = journey.player
        player.touch("#:language.zh-hans")
        player.point_at("办法全文")
        player.sees("住房补贴办法", "第1条", "第29条")
        player.point_at("返回")
        player.point_at("申请表格")
        player.sees("第 1 页，共 1 页", "姓名")
        player.point_at("用手机带走这个文件")
        player.screen("take")
        player.point_at("关闭")
        player.point_at("返回")
        player.point_at("坏的文件")
        player.sees("用手机带走这个文件")
        player.point_at("返回")
        player.sees("坏的文件")
        assert journey.faults() == []
