"""A visitor by keys and ear, and one by touch: both say what they want, each does it their way.

A thing is named twice: by the words a key reader hears, and by the end of its node id,
where the finger goes. Nobody looks at the screen.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import pytest
from typing_extensions import override

from kiosk.tour.player import NothingCame
from kiosk.tour.touch_keys import TouchKeys
from tests.harness.journey import Journey

PORTAL = "佛山市一站式服务门户"


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
    def send(self) -> None:
        """The form on the screen is sent."""

    @abstractmethod
    def home(self) -> None:
        """Back to the home page."""

    @abstractmethod
    def back(self) -> None:
        """To the page before."""

    def shown_id(self, part: str) -> str:
        """The whole end of the id of what is in sight and has ``part`` in it; empty: none."""
        found = [name for name in self.player.places() if part in name]
        return found[0].partition("#")[2] if found else ""

    def open(self, thing: Thing, title: str) -> None:
        """A link is followed; the page of that title is then told about."""
        self.press(thing)
        self.opened(title)

    def opened(self, title: str, timeout: float = 20.0) -> None:
        """The last thing said is a page: its title, and how it is made up."""

        def arrived() -> bool:
            said = self.player.spoken()
            return bool(said) and said[-1].startswith((f"{title}，本页有", f"{title}, "))

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
        self.player.until(lambda: self.player.spoken()[-1:] == [text[-1]], text[-1])

    def told(self, *steps: tuple[str, str]) -> None:
        """Keys pressed one by one, and the whole of what each of them makes the voice say."""
        for chord, phrase in steps:
            self.journey.says(chord, phrase)

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


class ByKeys(Visitor):
    """Everything by keys and ear."""

    @override
    def begin(self) -> None:
        self.player.press("KP_5")
        self.opened(PORTAL)

    @override
    def press(self, thing: Thing) -> None:
        self.player.find("Tab", thing.name, 130)
        self.player.press("Return")

    @override
    def choose(self, thing: Thing) -> None:
        self.player.press("Tab")  # out of a field, in which the arrows go through the text
        self.player.until(self.player.spoken, thing.name)
        if thing.name not in self.player.spoken()[0]:
            self.player.find("Down", thing.name, 130)
        self.player.press("Return")

    @override
    def leave(self) -> None:
        self.player.press("Shift+Escape")
        self.player.screen("leave")
        self.player.find("Tab", "结束离开")
        self.player.press("Return")

    @override
    def write(self, thing: Thing, text: str) -> None:
        self.player.find("Tab", thing.name, 130)
        self._type(text)

    @override
    def send(self) -> None:
        self.player.press("Ctrl+Return")

    @override
    def home(self) -> None:
        self.player.press("F2")
        self.opened(PORTAL)

    @override
    def back(self) -> None:
        self.player.press("Alt+Left")


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
    def send(self) -> None:
        self.player.touch("#:submit")

    @override
    def home(self) -> None:
        self.player.touch("#:home")
        self.opened(PORTAL)

    @override
    def back(self) -> None:
        self.player.touch("#:back")

    @override
    def told(self, *steps: tuple[str, str]) -> None:
        """What is read by ear is not a matter of touch."""
