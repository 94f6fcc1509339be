"""Rules of the house about Python source, as functions from source to faults.

A fault is ``line: what``. Each rule is proved able to fail in test_code_rules.py.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

FUNCTION_LINES = 60
CLASS_METHODS = 20

_NOQA = re.compile(r"#\s*noqa\b(?P<codes>:\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)?(?P<rest>[^#]*.*)")
_TYPE_IGNORE = re.compile(r"#\s*type:\s*ignore(?P<codes>\[[\w\-, ]+\])?(?P<rest>.*)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_APPLICATION = re.compile(r"\bq?app(lication)?\b|Application|\.instance\(\)", re.IGNORECASE)
_ASKING = ("queryAccessibleInterface", "accessibleInterface", "focusChild")
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def long_functions(source: str) -> list[str]:
    """Functions of more than FUNCTION_LINES lines, decorators and docstring included."""
    return [
        f"{node.lineno}: {node.name} has {lines} lines of {FUNCTION_LINES}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, _DEFINITIONS)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]


def large_classes(source: str) -> list[str]:
    """Classes of more than CLASS_METHODS methods; overloads of one count once."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            names = {item.name for item in node.body if isinstance(item, _DEFINITIONS)}
            if len(names) > CLASS_METHODS:
                found.append(f"{node.lineno}: {node.name} has {len(names)} methods")
    return found


def bare_ignores(source: str) -> list[str]:
    """``noqa`` and ``type: ignore`` without a code, or without a reason beside it.

    The reason stands behind the code, or in a comment on the line above.
    """
    lines = source.splitlines()
    return [
        f"{number}: {fault}"
        for number, comment in _comments(source)
        for pattern in (_NOQA, _TYPE_IGNORE)
        if (found := pattern.search(comment))
        and (fault := _fault(found, lines[number - 2].strip() if number > 1 else ""))
    ]


def _comments(source: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _fault(found: re.Match[str], above: str) -> str:
    if not found["codes"]:
        return "an ignore without a code"
    reason = re.split(r"#\s*(?:noqa|type:)", found["rest"])[0]
    explained = _WORD.search(reason) or (above.startswith("#") and _WORD.search(above))
    return "" if explained else "an ignore without a reason"


def banned_qt(source: str) -> list[str]:
    """Uses of Qt that crash the process or silently do nothing.

    An event filter on the application and a connection to focusObjectChanged crash as soon
    as a web page is shown; a stored QAccessibleInterface crashes after its widget is gone;
    an interceptor that nothing refers to is never called; PySide's factory of accessible
    objects crashes as soon as a web view gets the focus.
    """
    return [
        f"{node.lineno}: {fault}"
        for node in ast.walk(ast.parse(source))
        if (fault := _qt_fault(node)) and isinstance(node, ast.expr | ast.stmt)
    ]


def _qt_fault(node: ast.AST) -> str:
    match node:
        case ast.Attribute(attr="focusObjectChanged" | "installFactory" as name):
            return name
        case ast.Call(func=ast.Attribute(attr="installEventFilter", value=receiver)):
            is_application = _APPLICATION.search(ast.unparse(receiver))
            return "an event filter on the application" if is_application else ""
        case ast.Call(func=ast.Attribute(attr="setUrlRequestInterceptor"), args=[ast.Call()]):
            return "an interceptor that nothing keeps"
        case ast.AnnAssign(target=ast.Attribute(), annotation=kind):
            return _stored(ast.unparse(kind))
        case ast.ClassDef(body=body):
            kinds = [item.annotation for item in body if isinstance(item, ast.AnnAssign)]
            return next((fault for kind in kinds if (fault := _stored(ast.unparse(kind)))), "")
        case ast.Assign(targets=targets, value=ast.Call(func=function)):
            kept = any(isinstance(target, ast.Attribute) for target in targets)
            asked = ast.unparse(function).endswith(_ASKING)
            return "a stored QAccessibleInterface" if kept and asked else ""
    return ""


def _stored(annotation: str) -> str:
    return "a stored QAccessibleInterface" if "QAccessibleInterface" in annotation else ""
