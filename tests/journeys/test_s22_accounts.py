"""S22: one sign-in for every system, one sign-out of all of them."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]

OPEN_VISITS = """
    from server.identity.models import Visit
    result = Visit.objects.filter(ended_at=None).count()
    """


def test_signed_in_once_known_everywhere_and_signed_out_of_all(visitor: Visitor) -> None:
    visitor.press(Thing("我的事项，链接", "interaction:list.my-cases"))
    visitor.sign_in()
    visitor.home()
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    visitor.open(Thing("我的首页，链接", "taking-part:list.my-home"), "我的首页")
    visitor.open(Thing("我的通知，链接", "tiles:list.my-notices"), "我的通知")
    visitor.leave()
    visitor.journey.trial.await_shown(2)
    assert visitor.portal.call(OPEN_VISITS) == 0
