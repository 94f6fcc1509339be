"""The language of the screen."""

from __future__ import annotations

from a11y.command import Topic, command
from kiosk.desk import Desk
from locales.languages import Language


@command("language.menu", Topic.LANGUAGE)
def menu(desk: Desk) -> None:
    """Choose a language."""
    desk.menus.languages()


@command("language.next", Topic.LANGUAGE)
def next_language(desk: Desk) -> None:
    """Simplified, traditional, English, in turn."""
    turn = (Language.ZH_HANS, Language.ZH_HANT_HK, Language.EN)
    now = desk.stage.language
    place = turn.index(now) if now in turn else 1
    desk.set_language(turn[(place + 1) % len(turn)])


@command("language.zh-Hans", Topic.LANGUAGE)
def simplified(desk: Desk) -> None:
    """Simplified Chinese."""
    desk.set_language(Language.ZH_HANS)


@command("language.zh-Hant-HK", Topic.LANGUAGE)
def traditional_hk(desk: Desk) -> None:
    """Traditional Chinese, Hong Kong and Macau."""
    desk.set_language(Language.ZH_HANT_HK)


@command("language.zh-Hant-TW", Topic.LANGUAGE)
def traditional_tw(desk: Desk) -> None:
    """Traditional Chinese, Taiwan."""
    desk.set_language(Language.ZH_HANT_TW)


@command("language.en", Topic.LANGUAGE)
def english(desk: Desk) -> None:
    """English."""
    desk.set_language(Language.EN)
