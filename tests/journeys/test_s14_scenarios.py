"""S14: a few questions lead to the right items."""

from __future__ import annotations

import pytest

from tests.harness.visitor import Thing, Visitor

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(300)]


def test_questions_lead_to_the_right_items(visitor: Visitor) -> None:
    visitor.open(Thing("场景式服务，链接", "systems:list.scenarios"), "场景式服务")
    title = "买卖租住房【示例】"
    visitor.open(Thing(f"{title}，链接", "#homes"), title)
    visitor.choose(Thing("禅城区，单选项", "answer.chancheng"))
    visitor.send()
    visitor.opened(title)
    visitor.player.hear("买卖租住房", 20)
