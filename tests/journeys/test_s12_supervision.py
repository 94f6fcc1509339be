"""S12: public answer rates, and the deadline and state of an own case."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_answer_rates_are_heard(visitor: Visitor) -> None:
    visitor.open(Thing("互动交流，链接", "columns:list.interact"), "互动交流")
    title = "电子监察：办理和答复情况"
    visitor.open(Thing("电子监察，链接", "taking-part:list.supervision"), title)
    visitor.told(
        ("2", "总体情况，2 级标题"),
        ("Down", "总体情况，列表，5 项，收到，83，第 1 项，共 5 项"),
        ("Down", "已答复，78，第 2 项，共 5 项"),
        ("Down", "答复率，94.0%，第 3 项，共 5 项"),
    )
