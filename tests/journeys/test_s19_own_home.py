"""S19: the visitor's own tiles, picked and ordered; they follow to any terminal."""

from __future__ import annotations

import pytest

from tests.harness.visitor import ByKeys, Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

TILES = """
    from server.me.models import Layout
    result = Layout.objects.get(user__username="demo").tiles
    """


def test_own_tiles_are_picked_and_ordered(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.press(Thing("我的首页，链接", "taking-part:list.my-home"))
    visitor.sign_in()
    visitor.press(Thing("订制我的首页，链接", ":actions.list.1"))
    visitor.opened("订制我的首页")
    visitor.open(Thing("添加：网上调查，链接", "others:list.surveys"), "“网上调查”放在哪里")
    if isinstance(visitor, ByKeys):  # Tab goes to the place that is chosen, the last one
        visitor.player.press("Tab")
        visitor.player.find("Up", "第 1 个，排在最前面，单选项")
        visitor.player.press("Return")
    else:
        visitor.choose(Thing("第 1 个，排在最前面，单选项", "place.1"))
    visitor.send()
    visitor.opened("订制我的首页")
    assert visitor.portal.call(TILES)[0] == "surveys"
    visitor.back()
    visitor.opened("我的首页")
    if isinstance(visitor, ByKeys):  # the place is kept: it is behind the tiles
        visitor.player.press("Home")
    visitor.open(Thing("网上调查，链接", "tiles:list.surveys"), "网上调查")
