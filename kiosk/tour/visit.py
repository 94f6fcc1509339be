"""The whole visit of the tour, as a list of what the visitor does and waits for.

Each step names keys and a phrase that must then be said; the phrase is checked
against the source words of the catalogue or the portal, never the screen.
"""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.tour.phone import Phone
from kiosk.tour.player import Player

Show = Callable[[str], None]

WORDS = Path(__file__).with_name("visit.toml")
"""What must be said at each step."""

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
        self._words: Mapping[str, str] = tomllib.loads(WORDS.read_text(encoding="utf-8"))

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
        self._player.hear(self._words["portal"], 20)
        self._show("home")

    def _read(self) -> None:
        player = self._player
        player.find("K", self._words["open"])
        player.press("Return")
        player.hear(self._words["open"])
        player.find("K", self._words["directory"])
        player.press("Return")
        player.hear(self._words["directory"])
        self._show("collection")
        player.press("Alt+5")
        player.hear(self._words["list"])
        player.press("K")
        player.hear(self._words["link"])
        player.press("Return")
        player.screen("page")
        player.hear(self._words["sample"])
        self._show("article")
        player.press("H")
        player.hear(self._words["heading_2"])
        player.press("F7")
        player.hear(self._words["place"])
        player.press("F5")
        player.hear(self._words["heading"])
        player.until(lambda: len(player.spoken()) > 2, "reading on", 60)
        player.press("F8", "F8")
        player.hear("")

    def _languages(self) -> None:
        player = self._player
        for name, words in (
            ("article-traditional", self._words["traditional"]),
            ("article-english", "English"),
        ):
            player.press("Alt+Shift+T")
            player.hear(words)
            player.silence()
            self._show(name)
        player.press("Alt+Shift+T")
        player.hear(self._words["simplified"])

    def _sign_in(self) -> None:
        player = self._player
        player.press("F2")
        player.hear(self._words["portal"])
        player.find("K", self._words["consultation"])
        player.press("Return")
        player.screen("sign_in")
        said = player.hear(self._words["code"], 15)
        self._show("sign-in")
        code, number = codes(said)
        with Phone(self._base_url, "zh-Hans") as phone:
            phone.approve(code, number, self._account.name, self._account.password)
        player.screen("confirm", 20)
        player.hear(self._words["is_it_you"])
        self._show("confirm")
        player.find("Tab", self._words["yes"])
        player.press("Return")
        player.screen("page")
        player.hear(self._words["hello"], 15)

    def _submit(self) -> str:
        player = self._player
        self._show("form")
        player.press("Ctrl+Return")
        player.hear(self._words["wrong"])
        self._show("form-errors")
        player.press("Return")
        player.hear(self._words["checked"])
        player.find("F", self._words["subject"])
        player.type("Night bus at the hospital")
        player.find("Tab", self._words["text"])
        player.type("Please let the night bus stop at the hospital gate.")
        player.find("Tab", self._words["radio"])
        player.press("Return")
        player.hear(self._words["checked"])
        self._show("form-filled")
        player.press("Ctrl+Return")
        player.hear(self._words["review"])
        self._show("form-review")
        player.press("Ctrl+Return")
        said = player.hear(self._words["case_number"], 15)
        self._show("case")
        found = re.search(r"[A-Z]{2}-\d{4}-\d{6}", " ".join(said))
        return found.group() if found else ""

    def _leave(self) -> None:
        player = self._player
        player.silence()
        player.press("Shift+Escape")
        player.screen("leave")
        self._show("leave")
        player.find("Tab", self._words["end"])
        player.press("Return")
        player.hear(self._words["goodbye"], 15)
        self._show("attract-again")


def codes(said: list[str]) -> tuple[str, str]:
    """The eight digits and the two that the phone asks for, out of what was said.

    They come after the address, which ends with ``/d``.
    """
    digits = re.findall(r"\d+", "".join(said[-1:]).rpartition("/d")[2])
    halves = [found for found in digits if len(found) == 4]
    pairs = [found for found in digits if len(found) == 2]
    return "".join(halves[:2]), pairs[-1] if pairs else ""
