"""S17: the page on the screen goes along on the phone."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_the_phone_version_has_nineteen_columns_and_goes_along(visitor: Visitor) -> None:
    visitor.open(Thing("手机版，链接", "systems:list.phone"), "手机版")
    visitor.press(Thing("用手机带走本页，链接", "#:take"))
    visitor.player.screen("take")
    visitor.player.hear("带走")
