"""Pages of each kind as docs/pages.md describes them, every member used."""

from __future__ import annotations

import copy
import json
from typing import Any

_PAGE: dict[str, Any] = {
    "vocabulary": "1",
    "address": "/a",
    "edition": "zh-Hans",
    "lang": "zh-Hans",
    "title": "标题",
    "description": "说明。",
    "updated_at": "2026-11-23T09:00:00+08:00",
    "sample": True,
    "privacy": "public",
    "links": {
        "up": {"href": "/", "title": "首页"},
        "next": {"href": "/a?page=2", "title": "下一页"},
        "html": {"href": "https://portal.example/a", "title": "网页"},
        "actions": [{"href": "/b", "title": "办", "needs": {"sign_in": True, "acr": "3"}}],
        "editions": [{"href": "/a", "title": "English", "lang": "en"}],
    },
}

BLOCKS: list[dict[str, Any]] = [
    {"id": "h", "type": "heading", "level": 2, "text": "一节"},
    {
        "id": "p",
        "type": "paragraph",
        "lang": "en",
        "live": "polite",
        "runs": [
            {"text": "See "},
            {"text": "市", "href": "/c", "lang": "zh-Hans", "convert": False},
        ],
    },
    {
        "id": "l",
        "type": "list",
        "ordered": True,
        "items": [{"id": "l1", "text": "甲", "items": [{"id": "l1a", "runs": [{"text": "乙"}]}]}],
    },
    {
        "id": "t",
        "type": "table",
        "caption": "表",
        "columns": ["项目", "值"],
        "rows": [{"id": "r1", "cells": ["数量", "34,180"]}],
        "row_headers": True,
    },
    {"id": "i", "type": "image", "href": "/i.png", "alt": "", "caption": "图"},
    {
        "id": "c",
        "type": "chart",
        "title": "答复率",
        "form": "line",
        "unit": "%",
        "categories": ["一月", "二月"],
        "series": [{"title": "市", "values": [85, 90.5]}],
    },
    {
        "id": "a",
        "type": "attachment",
        "href": "/files/a.pdf",
        "title": "附件",
        "media_type": "application/pdf",
        "size": 1024,
    },
    {
        "id": "f",
        "type": "facts",
        "title": "信息",
        "privacy": "personal",
        "facts": [{"id": "no", "label": "索引号", "value": "A-1", "convert": False, "spell": True}],
    },
    {
        "id": "columns",
        "type": "links",
        "title": "栏目",
        "region": "navigation",
        "style": "tiles",
        "links": [{"id": "gov", "href": "/disclosures", "title": "政务公开"}],
    },
    {"id": "q", "type": "quote", "text": "话", "cite": "某人"},
    {"id": "n", "type": "notice", "level": "warning", "text": "示例"},
]

FORM: dict[str, Any] = {
    "schema": {
        "type": "object",
        "properties": {
            "title": {"type": "string", "minLength": 2},
            "topic": {"enum": ["social", "other"]},
        },
        "required": ["title"],
    },
    "order": ["title", "topic"],
    "fields": {
        "title": {"label": "标题", "hint": "几个字", "privacy": "personal", "lang": "zh-Hans"},
        "topic": {
            "label": "类别",
            "widget": "radio",
            "options": [{"value": "social", "title": "社保"}, {"value": "other", "title": "其他"}],
            "errors": {"enum": "请选择一项。"},
        },
    },
    "submit": {"href": "/consultations/new", "title": "提交"},
}
POSTS = [
    {
        "id": "1",
        "role": "visitor",
        "author": "张*",
        "at": "2026-11-01T09:00:00+08:00",
        "text": "问",
    },
    {
        "id": "2",
        "role": "officer",
        "author": "民政局",
        "organ": "440600010",
        "at": "2026-11-02T09:00:00+08:00",
        "blocks": [{"id": "b", "type": "paragraph", "text": "答"}],
        "in_reply_to": "1",
    },
]

PARTS: dict[str, dict[str, Any]] = {
    "home": {},
    "article": {},
    "collection": {
        "total": 34180,
        "page": 2,
        "pages": 684,
        "per_page": 50,
        "items": [
            {
                "id": "d-1",
                "href": "/disclosures/d-1",
                "title": "通知",
                "summary": "摘要",
                "date": "2026-11-20",
                "facts": [{"label": "文号", "value": "佛府〔2026〕1号"}],
                "needs": {"sign_in": True, "scope": "cases"},
            }
        ],
        "facets": [
            {
                "name": "organ",
                "title": "机构",
                "options": [
                    {"title": "市府办", "count": 7, "href": "/d?organ=1", "selected": True}
                ],
            }
        ],
        "sorts": [{"title": "最新", "href": "/d?sort=new", "selected": False}],
        "search": {"href": "/d", "param": "q", "value": "社保"},
    },
    "form": FORM,
    "steps": {
        "form": FORM,
        "path": [{"id": "1", "question": "买还是租？", "answer": "租"}],
        "results": [{"href": "/services/1", "title": "租房登记"}],
    },
    "case": {
        "no": "ZX-2026-000123",
        "service_code": "consultation",
        "state": "received",
        "state_title": "已收到",
        "lamp": "green",
        "requested_at": "2026-11-23T09:00:00+08:00",
        "accept_due": "2026-11-23T15:00:00+08:00",
        "reply_due": "2026-11-30T17:30:00+08:00",
        "fields": [{"id": "title", "label": "标题", "value": "社保", "privacy": "personal"}],
        "organs": [{"id": "1", "title": "人社局", "state_title": "办理中", "lamp": "yellow"}],
        "timeline": [{"id": "1", "at": "2026-11-23T09:00:00+08:00", "title": "提交"}],
        "next": [{"href": "/cases/ZX-2026-000123/rate", "title": "评价"}],
    },
    "thread": {
        "state": "answered",
        "state_title": "已答复",
        "posts": POSTS,
        "reply": {"href": "/threads/1/reply", "title": "回复"},
    },
    "live": {
        "state": "open",
        "state_title": "进行中",
        "posts": POSTS,
        "open": True,
        "stream": "/interviews/1/stream",
        "poll": "/interviews/1/posts",
        "last_id": "2",
    },
}


def page(kind: str, **members: Any) -> dict[str, Any]:
    """A page of ``kind`` with all blocks; ``members`` replace or add some."""
    made = {**_PAGE, "kind": kind, "blocks": BLOCKS, **members}
    if PARTS.get(kind):
        made.setdefault(kind, PARTS[kind])
    return copy.deepcopy(made)


def raw(value: Any) -> bytes:
    """JSON as it comes over the wire."""
    return json.dumps(value, ensure_ascii=False).encode()


def put(value: Any, pointer: str, new: Any) -> Any:
    """``value`` with the member at a JSON pointer replaced; ``...`` takes it away."""
    *way, last = pointer.strip("/").split("/")
    at = value
    for step in way:
        at = at[int(step)] if isinstance(at, list) else at[step]
    key: Any = int(last) if isinstance(at, list) else last
    if new is ...:
        del at[key]
    else:
        at[key] = new
    return value
