"""A system that the client has never heard of, served by the test, works without a change.

It is made of the page kinds: a home page, a list, a form that makes a case, and a kind
and a block of the future, of which the text is read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.harness.journey import Journey
from tests.harness.stored_portal import StoredPortal

pytestmark = [pytest.mark.screen, pytest.mark.audio, pytest.mark.timeout(240)]


def page(kind: str, address: str, title: str, **more: Any) -> dict[str, Any]:
    return {
        "vocabulary": "1",
        "kind": kind,
        "address": address,
        "edition": "zh-Hans",
        "lang": "zh-Hans",
        "title": title,
        "privacy": "public",
        **more,
    }


def links(*found: tuple[str, str]) -> dict[str, Any]:
    return {
        "id": "ways",
        "type": "links",
        "title": "借用轮椅",
        "region": "service",
        "style": "list",
        "links": [{"id": f"w{n}", "href": href, "title": t} for n, (href, t) in enumerate(found)],
    }


HOME = page(
    "home", "/", "轮椅借用", blocks=[links(("/chairs", "全部轮椅"), ("/chairs/new", "我要借"))]
)
LIST = page(
    "collection",
    "/chairs",
    "全部轮椅",
    collection={
        "total": 1,
        "page": 1,
        "pages": 1,
        "per_page": 50,
        "items": [{"id": "c1", "href": "/chairs/1", "title": "一号轮椅", "summary": "在东门"}],
    },
)
CHAIR = page(
    "rental",
    "/chairs/1",
    "一号轮椅",
    text="一号轮椅在东门，可以借三天。",
    blocks=[{"id": "b1", "type": "hologram", "text": "转一圈看看。"}],
)
FORM = page(
    "form",
    "/chairs/new",
    "我要借",
    form={
        "schema": {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": {"days": {"type": "string", "enum": ["1", "3"]}},
            "required": ["days"],
        },
        "order": ["days"],
        "fields": {
            "days": {
                "label": "借几天",
                "widget": "radio",
                "options": [{"value": "1", "title": "一天"}, {"value": "3", "title": "三天"}],
            }
        },
        "submit": {"href": "/new", "title": "借用"},
    },
)


def test_it_is_browsed_filled_in_and_sent(journey_with: Callable[..., Journey]) -> None:
    with StoredPortal() as portal:
        portal.pages.update({p["address"]: p for p in (HOME, LIST, CHAIR, FORM)})
        journey = journey_with(portal=portal.url)
        player = journey.player
        player.press("KP_5")
        player.hear("轮椅借用")
        player.find("K", "全部轮椅")
        player.press("Return")
        player.hear("全部轮椅，本页有")
        player.find("K", "一号轮椅，链接，在东门")
        player.press("Return")
        player.hear("一号轮椅")
        player.find("Down", "一号轮椅在东门，可以借三天。")
        player.press("F2")
        player.hear("轮椅借用，本页有")
        player.find("K", "我要借")
        player.press("Return")
        player.hear("我要借，本页有")
        journey.says("Ctrl+Return", "有 1 处需要修改，借几天：这一项必须填写")
        player.find("Down", "三天，单选项")
        player.press("Return")
        player.hear("三天，单选项，已选中")
        player.press("Ctrl+Return")
        player.hear("受理编号", 20)
        assert list(portal.stored.values()) == [{"days": "3"}]
        assert journey.faults() == []
