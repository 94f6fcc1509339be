"""The whole visit of the tour, as a list of what the visitor does and waits for.

Each step names keys and a phrase that must then be said; the phrase is checked
against the source words of the catalogue or the portal, never the screen.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.tour.phone import Phone
from kiosk.tour.player import Player

Show = Callable[[str], None]

PAINTED = 0.4
"""Seconds until what was said is also painted, on a slow machine without a GPU."""


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account of the reference user system."""

    name: str = "demo"
    password: str = "demo-2009"  # noqa: S105 - a public example account


class VisitPlay:
    """Plays the visit in Simplified Chinese, with a look at the two other languages."""

    def __init__(self, player: Player, base_url: str, show: Show, account: Account) -> None:
        self._player = player
        self._base_url = base_url
        self._shown = show
        self._account = account

    def play(self) -> str:
        """From the attract screen to the farewell; returns the case number."""
        self._begin()
        self._read()
        self._languages()
        self._sign_in()
        number = self._submit()
        self._leave()
        return number

    def _show(self, name: str) -> None:
        time.sleep(PAINTED)
        self._shown(name)

    def _begin(self) -> None:
        self._show("attract")
        self._player.press("KP_5")
        self._player.hear("一站式服务门户", 20)
        self._show("home")

    def _read(self) -> None:
        player = self._player
        player.find("K", "政务公开")
        player.press("Return")
        player.hear("政务公开")
        player.find("K", "政府信息公开目录")
        player.press("Return")
        player.hear("政府信息公开目录")
        self._show("collection")
        player.press("Alt+5")
        player.hear("列表")
        player.press("K")
        player.hear("链接")
        player.press("Return")
        player.screen("page")
        player.hear("示例")
        self._show("article")
        player.press("H")
        player.hear("2 级标题")
        player.press("F7")
        player.hear("第")
        player.press("F5")
        player.hear("级标题")
        player.until(lambda: len(player.spoken()) > 2, "reading on", 60)
        player.press("F8", "F8")
        player.hear("")

    def _languages(self) -> None:
        player = self._player
        for name, words in (("article-traditional", "繁体"), ("article-english", "English")):
            player.press("Alt+Shift+T")
            player.hear(words)
            player.silence()
            self._show(name)
        player.press("Alt+Shift+T")
        player.hear("简体")

    def _sign_in(self) -> None:
        player = self._player
        player.press("F2")
        player.hear("一站式服务门户")
        player.find("K", "政务咨询")
        player.press("Return")
        player.screen("sign_in")
        said = player.hear("验证码", 15)
        self._show("sign-in")
        code, number = codes(said)
        with Phone(self._base_url, "zh-Hans") as phone:
            phone.approve(code, number, self._account.name, self._account.password)
        player.screen("confirm", 20)
        player.hear("是您吗")
        self._show("confirm")
        player.find("Tab", "是我")
        player.press("Return")
        player.screen("page")
        player.hear("您好", 15)

    def _submit(self) -> str:
        player = self._player
        self._show("form")
        player.press("Ctrl+Return")
        player.hear("需要修改")
        self._show("form-errors")
        player.press("Return")
        player.hear("已选中")
        player.find("F", "标题")
        player.type("Night bus at the hospital")
        player.find("Tab", "内容")
        player.type("Please let the night bus stop at the hospital gate.")
        player.find("Tab", "单选项")
        player.press("Return")
        player.hear("已选中")
        self._show("form-filled")
        player.press("Ctrl+Return")
        said = player.hear("受理编号", 15)
        self._show("case")
        found = re.search(r"[A-Z]{2}-\d{4}-\d{6}", " ".join(said))
        return found.group() if found else ""

    def _leave(self) -> None:
        player = self._player
        player.silence()
        player.press("Shift+Escape")
        player.screen("leave")
        self._show("leave")
        player.find("Tab", "结束")
        player.press("Return")
        player.hear("安全退出", 15)
        self._show("attract-again")


def codes(said: list[str]) -> tuple[str, str]:
    """The eight digits and the two that the phone asks for, out of what was said."""
    digits = re.findall(r"\d+", "".join(said[-1:]).split("输入")[-1])
    halves = [found for found in digits if len(found) == 4]
    pairs = [found for found in digits if len(found) == 2]
    return "".join(halves[:2]), pairs[-1] if pairs else ""
