"""The rhythm of a page: space between neighbours, and the height a node will need."""

from __future__ import annotations

from a11y.document import Node, Role
from views.widgets.context import Context
from views.widgets.text import GUTTER, style_of

_TIGHT = frozenset({"meta", "caption", "cite", "chip"})


def gap(before: Node, after: Node) -> float:
    """Space between two neighbours on the reference screen."""
    looks = set(after.look.split())
    if "spell" in looks and before.look == "label":
        return 0
    if after.role is Role.REGION:
        return 44
    if after.role is Role.HEADING:
        return 20 if after.level > 2 or "small" in looks else 44
    if before.role is Role.HEADING:
        return 14
    if looks.intersection({"post", "official"}):
        return 20
    if after.role is Role.LISTITEM:
        return 0 if looks.intersection({"fact", "event"}) or not after.name else 10
    if looks & _TIGHT:
        return 6
    return 24


def estimate(node: Node, width: int, context: Context) -> int:
    """A guess at the height of a node that is not built; exact enough for a scroll bar."""
    total = _own(node, width, context)
    before = None
    for child in node.children:
        if node.role is not Role.ROW:
            total += estimate(child, width, context)
            total += context.px(gap(before, child)) if before is not None else 0
        before = child
    if node.role is Role.ROW:
        total += context.px(80)
    return total


def _own(node: Node, width: int, context: Context) -> int:
    if not node.name or node.role in (Role.REGION, Role.LIST, Role.TABLE, Role.FORM, Role.GROUP):
        return 0
    style = context.theme.style(style_of(node))
    line = style.size * style.line
    wide = sum(1.0 if ord(char) > 0x2E80 else 0.55 for char in node.name.source)
    inner = max(1.0, (width - 2 * context.px(GUTTER)) / style.size)
    lines = -(-wide // inner)
    extra = 0
    if node.role in (Role.LINK, Role.BUTTON):
        extra = 90 if node.description else 50
    elif node.role in (Role.TEXTBOX, Role.NOTE, Role.ALERT, Role.STATUS):
        extra = 130 if node.role is Role.TEXTBOX else 40
    elif node.role is Role.IMAGE:
        extra = 400
    return round(lines * line) + context.px(extra)
