"""S25: the handbook is read, read aloud, and taken along."""

from __future__ import annotations

import pytest
import requests

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_a_chapter_is_read_aloud_and_taken_along(visitor: Visitor) -> None:
    visitor.open(Thing("服务手册，链接", "systems:list.handbook"), "服务手册")
    title = "第一章 走近服务终端【示例】"
    visitor.open(Thing(f"{title}，链接", "#begin"), title)
    visitor.told(("G", "服务终端：上面是屏幕，下面是小键盘，图片"))
    visitor.press(Thing("用手机带走本页，链接", "#:take"))
    visitor.player.screen("take")
    visitor.player.hear(f"打开“{title}”")
    phone = requests.get(visitor.scanned(), timeout=20)
    assert f"<h1>{title}</h1>" in phone.text
    assert phone.headers["Content-Type"].startswith("text/html")
