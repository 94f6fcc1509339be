"""A visitor by keys and ear, and one by touch: both say what they want, each does it their way.

A thing is named twice: by the words a key reader hears, and by the end of its node id,
where the finger goes. Nobody looks at the screen.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from typing_extensions import override

from kiosk.tour.player import NothingCame
from kiosk.tour.touch_keys import TouchKeys
from tests.harness.journey import Journey
from tests.harness.qr import codes_in

PORTAL = "佛山市一站式服务门户"
REVIEW = ("请核对，2 级标题", "Check your answers, heading level 2")
SENDING = ("正在提交", "sending")

MOST = 200
"""Links of a page that a patient hand goes through: 50 items and what narrows the city's lists."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What is said of it when a key comes to it, and how its node id ends."""

    name: str
    part: str


class Visitor(ABC):
    """Hands and ears at one terminal."""

    def __init__(self, journey: Journey) -> None:
        self.journey = journey
        self.player = journey.player
        self.portal = journey.portal

    @abstractmethod
    def begin(self) -> None:
        """From the attract screen to the home page."""

    @abstractmethod
    def press(self, thing: Thing) -> None:
        """A link, a button or an option is activated."""

    @abstractmethod
    def choose(self, thing: Thing) -> None:
        """One of several options is taken."""

    @abstractmethod
    def leave(self) -> None:
        """The visit is ended: asked for, and confirmed."""

    @abstractmethod
    def write(self, thing: Thing, text: str) -> None:
        """Text is typed into a field, on the keyboard."""

    @abstractmethod
    def answer(self, field: Thing, text: str = "") -> None:
        """A question is answered, to whose field one has been led: written, or pressed."""

    def send(self) -> None:
        """The form on the screen is sent, after a look at the answers where there are several."""
        self._submit()
        self.player.until(lambda: self._hears_one(*REVIEW, *SENDING), "what came of it")
        if self._hears_one(*REVIEW):
            self._submit()

    def _hears_one(self, *phrases: str) -> bool:
        return any(phrase in said for said in self.player.spoken() for phrase in phrases)

    @abstractmethod
    def _submit(self) -> None:
        """The button that sends, or its key."""

    @abstractmethod
    def home(self) -> None:
        """Back to the home page."""

    @abstractmethod
    def back(self) -> None:
        """To the page before."""

    @abstractmethod
    def narrow(self, option: Thing) -> None:
        """A list is narrowed by one of its facets, wherever they stand."""

    @abstractmethod
    def turn_page(self) -> None:
        """To the next page of a long list."""

    def shown_id(self, part: str) -> str:
        """The whole end of the id of what is in sight and has ``part`` in it; empty: none."""
        found = [name for name in self.player.places() if part in name]
        return found[0].partition("#")[2] if found else ""

    def open(self, thing: Thing, title: str) -> None:
        """A link is followed; the page of that title is then told about."""
        self.press(thing)
        self.opened(title)

    def opened(self, title: str, timeout: float = 20.0) -> None:
        """A page was said since the last key: its title, and how it is made up."""
        beginnings = (f"{title}，本页有", f"{title}, this page has")

        def arrived() -> bool:
            return any(said.startswith(beginnings) for said in self.player.spoken())

        try:
            self.player.until(arrived, title, timeout)
        except NothingCame as missing:
            pytest.fail(f"no page {title!r}; heard {missing.seen}")

    def hears(self, *phrases: str, timeout: float = 20.0) -> None:
        """These phrases are the last that were said."""

        def heard() -> bool:
            return self.player.spoken()[-len(phrases) :] == list(phrases)

        try:
            self.player.until(heard, " / ".join(phrases), timeout)
        except NothingCame as missing:
            pytest.fail(f"expected {list(phrases)}, heard {missing.seen}")

    def _type(self, text: str) -> None:
        """Types, and hears each character, the last one too: then the hand moves on."""
        self.player.type(text)

        def echoed() -> bool:
            said = self.player.spoken()
            return len(said) >= len(text) and said[-1] == text[-1]

        self.player.until(echoed, text[-1])

    @abstractmethod
    def told(self, *steps: tuple[str, str]) -> None:
        """What a page tells, by a key and the whole of what it makes the voice say.

        By touch the same is read on the screen, but for what only the voice adds.
        """

    @abstractmethod
    def meets(self, text: str) -> None:
        """Somewhere further down the page this is heard, or read on the screen."""

    @abstractmethod
    def learns(self, text: str) -> None:
        """This comes by itself: it is heard, or read on the screen."""

    @abstractmethod
    def hears_place(self, *steps: tuple[str, str]) -> None:
        """Keys that tell where one is, and the whole of what they make the voice say."""

    def scanned(self) -> str:
        """What a phone reads from the screen: the code of the dialog that is shown."""
        with TemporaryDirectory() as folder:
            picture = Path(folder) / "screen.png"
            found: list[str] = []

            def seen() -> bool:
                found[:] = codes_in(self.player.screenshot(picture))
                return bool(found)

            self.player.until(seen, "a code on the screen", 20)
        [code] = found
        return code

    def sign_in(self, account: str = "demo", password: str = "demo-2009") -> None:
        """The phone approves what the terminal asks for, and the visitor confirms the name."""
        self.player.hear("手机会询问两位数字", 30)
        self.journey.approve(account, password)
        self.player.screen("confirm", 30)
        self.player.hear("是您吗", 20)
        self.press(Thing("是我，继续", ":confirm.yes"))
        self.player.hear("已登录", 20)
        self.player.screen("page")

    def case_number(self, timeout: float = 30.0) -> str:
        """The number that is said of what was just sent."""
        said = self.player.hear("受理编号", timeout)
        return next(one for one in said if "受理编号" in one).rpartition("，")[2]


def shown(phrase: str) -> list[str]:
    """The parts of what a voice says that are also painted: not roles, places and counts."""
    parts = re.split("[，。；：]|, |; |: ", phrase)
    return [part for part in map(str.strip, parts) if part and not _SPOKEN_ONLY.fullmatch(part)]


_SPOKEN_ONLY = re.compile(
    "链接|按钮|图片|列表|区域|表格|文本框|单选项|复选框|已选中|列标题|行标题|离开列表|离开表格"
    r"|\d 级标题|\d+ 项|第 \d+ 项|共 \d+ 项|\d+ 行 \d+ 列|列表区|正文区|视窗区"
    r"|heading level \d|link|list|\d+ of \d+|\d+ items"
)


class ByKeys(Visitor):
    """Everything by keys and ear."""

    @override
    def begin(self) -> None:
        self.player.press("KP_5")
        self.opened(PORTAL)

    @override
    def press(self, thing: Thing) -> None:
        self.player.find("Tab", thing.name, MOST)
        self.player.press("Return")

    @override
    def choose(self, thing: Thing) -> None:
        self.player.press("Tab")  # out of a field, in which the arrows go through the text
        self.player.until(self.player.spoken, thing.name)
        if thing.name not in self.player.spoken()[0]:
            self.player.find("Down", thing.name, MOST)
        self.player.press("Return")

    @override
    def leave(self) -> None:
        self.player.press("Shift+Escape")
        self.player.screen("leave")
        self.player.find("Tab", "结束离开")
        self.player.press("Return")

    @override
    def write(self, thing: Thing, text: str) -> None:
        self.player.find("Tab", thing.name, MOST)
        self._type(text)

    @override
    def answer(self, field: Thing, text: str = "") -> None:
        self.player.press("F7")  # where am I
        self.player.hear(field.name)
        if text:
            self._type(text)
        else:
            self.player.press("Return")

    @override
    def _submit(self) -> None:
        self.player.press("Ctrl+Return")

    @override
    def told(self, *steps: tuple[str, str]) -> None:
        for chord, phrase in steps:
            self.journey.says(chord, phrase)

    @override
    def meets(self, text: str) -> None:
        self.player.find("Down", text, 90)

    @override
    def learns(self, text: str) -> None:
        self.player.hear(text, 20)

    @override
    def hears_place(self, *steps: tuple[str, str]) -> None:
        self.told(*steps)

    @override
    def home(self) -> None:
        self.player.press("F2")
        self.opened(PORTAL)

    @override
    def back(self) -> None:
        self.player.press("Alt+Left")

    @override
    def narrow(self, option: Thing) -> None:
        self.player.find("Alt+3", "筛选，区域")
        if option.name not in self.player.spoken()[0]:
            self.press(option)
        else:
            self.player.press("Return")

    @override
    def turn_page(self) -> None:
        self.player.press("End")
        self.player.find("Shift+Tab", "下一页，链接", 30)
        self.player.press("Return")


class ByTouch(Visitor):
    """Everything by a finger on the screen; the voice is not on."""

    def __init__(self, journey: Journey) -> None:
        super().__init__(journey)
        self.keys = TouchKeys(self.player)

    @override
    def begin(self) -> None:
        self.player.touch("#:language.zh-hans")
        self.opened(PORTAL)

    @override
    def press(self, thing: Thing) -> None:
        self.player.touch(thing.part)

    @override
    def choose(self, thing: Thing) -> None:
        self.player.touch(thing.part)

    @override
    def leave(self) -> None:
        self.player.touch("#:end_visit")
        self.player.screen("leave")
        self.player.touch("#:end_visit.now")

    @override
    def write(self, thing: Thing, text: str) -> None:
        self.player.touch(thing.part)
        self.keys.write(text)
        self.keys.hide()

    @override
    def answer(self, field: Thing, text: str = "") -> None:
        if text:
            self.write(field, text)
        else:
            self.press(field)

    @override
    def _submit(self) -> None:
        self.player.touch("#:submit")

    @override
    def home(self) -> None:
        self.player.touch("#:home")
        self.opened(PORTAL)

    @override
    def back(self) -> None:
        self.player.touch("#:back")

    @override
    def narrow(self, option: Thing) -> None:
        self.press(option)

    @override
    def turn_page(self) -> None:
        self.player.touch("#:next")

    @override
    def told(self, *steps: tuple[str, str]) -> None:
        self.player.sees(*(text for _, phrase in steps for text in shown(phrase)))

    @override
    def meets(self, text: str) -> None:
        self.player.sees(*shown(text))

    @override
    def learns(self, text: str) -> None:
        with suppress(NothingCame):  # it may come where one does not look
            self.player.until(lambda: any(text in one for one in self.player.seen()), text)
        self.player.sees(text)

    @override
    def hears_place(self, *steps: tuple[str, str]) -> None:
        """Where a reading position is, is not a matter of touch."""
