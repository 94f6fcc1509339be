"""What is printed as the HTML that Qt sets: a subset, with the look of a Chinese office paper.

Lines are 1.5 times as high as the letters (106 % of what the font itself asks for), full-width
spaces are kept, and a label stands beside its value where the paper is wide enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from a11y.document import Node, Role
from locales.text import Text
from views.compose.printing import Paper, PrintModel

Show = Callable[[Text], str]

STYLE = """
p, td, th { line-height: 106%; white-space: pre-wrap }
p { margin-top: 0.2em; margin-bottom: 0.4em }
h1, h2, h3, h4, h5, h6 { white-space: pre-wrap }
h1 { font-size: 150%; margin-bottom: 0.4em }
h2 { font-size: 125%; margin-top: 0.8em; margin-bottom: 0.3em }
h3, h4, h5 { font-size: 110%; margin-top: 0.7em; margin-bottom: 0.2em }
h6 { font-size: 100%; font-weight: bold; margin-top: 0.6em; margin-bottom: 0.2em }
th { text-align: left }
.code { line-height: 100%; margin-bottom: 0 }
.small { font-size: 85% }
"""

_TEXTS = {Role.COLUMNHEADER: "th", Role.ROWHEADER: "th", Role.CELL: "td"}


def html(model: PrintModel, show: Show) -> str:
    """The whole text, and below a rule where it comes from."""
    wide = model.paper is Paper.A4
    headed = any(
        node.role is Role.HEADING and node.level == 1 for one in model.text for node in one.walk()
    )
    head = "" if headed else f"<h1>{escape(show(model.title))}</h1>"
    body = "".join(_node(node, show, wide=wide) for node in model.text)
    return f"{head}{body}{_end(model, show, wide=wide)}"


def _end(model: PrintModel, show: Show, *, wide: bool) -> str:
    """The code with its address and when it was printed: side by side on wide paper."""
    lines = [escape(line) for line in (model.address, show(model.note)) if line]
    said = "".join(f'<p class="small">{line}</p>' for line in lines)
    code = '<img src="qr">' if model.code else ""
    if not (said or code):
        return ""
    if not code:
        return f"<hr>{said}"
    if not wide:
        return f'<hr><p class="code" align="center">{code}</p>{said}'
    cells = f'<td>{code}</td><td width="100%" style="vertical-align: middle">{said}</td>'
    return f'<p></p><table border="0" cellspacing="0" cellpadding="6"><tr>{cells}</tr></table>'


def _node(node: Node, show: Show, *, wide: bool, depth: int = 0) -> str:
    name, value = (escape(show(one)).replace("\n", "<br>") for one in (node.name, node.value))
    if wide and node.role is Role.LIST and _all_facts(node.children):
        return _facts(node.children, show)
    deeper = depth + (node.role is Role.LISTITEM)
    inside = "".join(_node(one, show, wide=wide, depth=deeper) for one in node.children)
    if node.role is Role.TABLE:
        title = f"<h6>{name}</h6>" if name else ""
        return f'{title}<table border="1" cellspacing="0" cellpadding="8">{inside}</table>'
    if node.role is Role.ROW:
        return f"<tr>{inside}</tr>"
    if node.role in _TEXTS:
        tag = _TEXTS[node.role]
        return f"<{tag}>{name or value or inside}</{tag}>"
    if node.role is Role.HEADING:
        level = min(max(node.level, 1), 6)
        return f"<h{level}>{name}</h{level}>"
    if node.role is Role.LISTITEM:
        return _item(node, name, value, depth) + inside
    if inside:  # its name is that of a landmark, a list or a group, which its heading says
        return inside
    both = "<br>".join(part for part in (name, value) if part)
    return f"<p>{both}</p>" if both else ""


def _all_facts(nodes: Sequence[Node]) -> bool:
    """Whether a list is one of labels with their values, and nothing else."""
    return bool(nodes) and all(
        node.role is Role.LISTITEM and node.name and node.value and not node.children
        for node in nodes
    )


def _facts(nodes: Sequence[Node], show: Show) -> str:
    rows = (
        f'<tr><td width="28%">{escape(show(node.name))}</td>'
        f"<td><b>{_lines(show(node.value))}</b></td></tr>"
        for node in nodes
    )
    return f'<table width="100%" border="0" cellspacing="0" cellpadding="4">{"".join(rows)}</table>'


def _item(node: Node, name: str, value: str, depth: int) -> str:
    """A label with its value below it, or an item of a list behind its mark."""
    if value:
        return f"<p>{name}<br><b>{value}</b></p>" if name else f"<p><b>{value}</b></p>"
    if not name:
        return ""
    if "fact" in node.look:
        return f"<p>{name}</p>"
    number = f"{node.position.index}." if node.position and "number" in node.look else "·"
    hanging = f"margin-left: {1.6 * (depth + 1)}em; text-indent: -1.6em"
    return f'<p style="{hanging}">{number}　{name}</p>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
