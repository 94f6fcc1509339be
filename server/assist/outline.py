"""What a terminal shows to staff: an outline of the page, checked before it is kept.

The terminal has taken out what is the visitor's own. What is marked as not shared and carries
text all the same is refused here once more: a mistake there must not become a leak here.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

MOST_BYTES: Final = 64_000
MOST_NODES: Final = 400
_ID: Final = re.compile(r"n[0-9]{1,6}")
_ROLE: Final = re.compile(r"[a-z]{1,20}")
_TEXTS: Final = {"name": 600, "value": 600, "description": 300, "lang": 16}
_MARKS: Final = ("personal", "shared", "open", "here")


class BadOutline(ValueError):
    """Not an outline; the text names the member and holds nothing of it."""


def read_outline(text: str) -> dict[str, Any]:
    """The outline in ``text``; BadOutline if it is none."""
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise BadOutline("size")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise BadOutline("json") from None
    if not isinstance(found, dict) or set(found) - {"closed"} != {"nodes", "language"}:
        raise BadOutline("members")
    nodes = found["nodes"]
    if not isinstance(nodes, list) or len(nodes) > MOST_NODES:
        raise BadOutline("nodes")
    language = found["language"]
    if not isinstance(language, str) or len(language) > 16:
        raise BadOutline("language")
    closed = found.get("closed", False)
    if not isinstance(closed, bool) or (closed and nodes):
        raise BadOutline("closed")
    made = {"nodes": [_node(node) for node in nodes], "language": language}
    return {**made, "closed": True} if closed else made


def is_closed(outline: dict[str, Any]) -> bool:
    """Whether the visitor is at something that staff neither sees nor touches: signing in."""
    return outline.get("closed") is True


def node_of(outline: dict[str, Any], name: str) -> dict[str, Any] | None:
    """A node of a kept outline."""
    nodes: list[dict[str, Any]] = outline.get("nodes", [])
    return next((node for node in nodes if node["id"] == name), None)


def _node(node: object) -> dict[str, Any]:
    if not isinstance(node, dict) or not set(node) <= {"id", "role", "level", *_TEXTS, *_MARKS}:
        raise BadOutline("node")
    made: dict[str, Any] = {
        "id": _matched(node, "id", _ID),
        "role": _matched(node, "role", _ROLE),
        "level": _level(node.get("level", 0)),
    }
    for name, most in _TEXTS.items():
        made[name] = _text(node.get(name, ""), most)
    for name in _MARKS:
        if not isinstance(node.get(name, False), bool):
            raise BadOutline(name)
        made[name] = node.get(name, False)
    hidden = made["personal"] and not made["shared"]
    labelled = made["role"] in _LABELLED
    if hidden and (made["value"] or made["open"] or (made["name"] and not labelled)):
        raise BadOutline("personal")
    return made


_LABELLED: Final = frozenset(("textbox", "combobox", "radiogroup", "checkbox"))
"""Fields: what they ask for comes from the form and not from the person."""


def _matched(node: dict[str, Any], name: str, form: re.Pattern[str]) -> str:
    value = node.get(name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise BadOutline(name)
    return value


def _level(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 9:
        raise BadOutline("level")
    return value


def _text(value: object, most: int) -> str:
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise BadOutline("text")
    return value
