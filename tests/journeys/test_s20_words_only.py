"""S20: the text-only version in one step, on the page that is read and on all after it."""

from __future__ import annotations

import pytest

from tests.harness.sampled import newest
from tests.harness.visitor import ByKeys, Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

KEPT = """
    from server.identity.models import Preferences
    result = [p.values.get("yizhan:wordsOnly") for p in Preferences.objects.all()]
    """


def settings(visitor: Visitor) -> None:
    """The list of settings, at the chapter on seeing."""
    if isinstance(visitor, ByKeys):
        visitor.player.press("Shift+F3")
    else:
        visitor.player.touch("#:sight")
    visitor.player.screen("settings")


def turn(visitor: Visitor, on: str) -> None:
    """One step, by keys and by touch."""
    if isinstance(visitor, ByKeys):
        visitor.player.press("Alt+Shift+W")
    else:
        visitor.player.touch("#:look.words")
    visitor.hears(f"纯文字：{on}")


def width(visitor: Visitor) -> int:
    """How wide the way to a column is on the home page, in pixels."""
    return visitor.player.place("columns:list.open")[2]


def test_pictures_become_words_and_tiles_become_rows(visitor: Visitor) -> None:
    tile, news = width(visitor), newest(visitor.portal)
    visitor.open(Thing(news.title, f"news:list.{news.slug}"), news.title)
    visitor.told(("G", f"{news.picture}，图片"))
    turn(visitor, "开")
    visitor.told(
        ("F7", f"{news.title}，正文区，{news.picture}"),
        ("Down", news.after),
    )
    visitor.hears_place(("Shift+G", "前面没有图片了"))
    visitor.home()
    assert width(visitor) > 2 * tile
    turn(visitor, "关")
    visitor.player.until(lambda: width(visitor) == tile, "tiles again")


def test_who_saves_it_has_it_at_every_terminal(visitor: Visitor) -> None:
    turn(visitor, "开")
    if isinstance(visitor, ByKeys):  # what is above the page is before it
        visitor.player.press("Home")
    visitor.press(Thing("登录，按钮", "#:sign_in"))
    visitor.sign_in()
    settings(visitor)
    visitor.press(Thing("保存我的设置到账号，按钮", "#:settings.save"))
    visitor.player.hear("设置已保存，以后登录时自动使用", 20)
    assert visitor.portal.call(KEPT) == [True]
