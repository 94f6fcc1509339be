"""Which words a Python file asks for, and whether it has Chinese of its own.

The file is parsed, never imported: the check runs without a screen and sees code
that no test reaches.
"""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KEY_TAIL = r"(?:\.[A-Za-z0-9_*-]+)+"


@dataclass(frozen=True, slots=True)
class Usage:
    """What one file does with keys."""

    path: Path
    asked: tuple[tuple[int, str], ...]
    """Line and key of each ``words("…")`` and ``words.plural("…")`` with a literal."""

    built: tuple[tuple[int, str], ...]
    """Line and pattern of each key put together by an f-string: ``reading.role.*``."""

    mentioned: frozenset[str]
    """Every literal that could be a key, wherever it stands (tables, constants)."""


def usage_of(path: Path, domains: frozenset[str]) -> Usage:
    """The use of keys in ``path``; SyntaxError where it is no Python."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    key = re.compile(f"(?:{'|'.join(sorted(domains))}){_KEY_TAIL}")
    nodes = list(ast.walk(tree))
    asked = [found for node in nodes if (found := _asked(node)) and key.fullmatch(found[1])]
    built = [found for node in nodes if (found := _built(node)) and key.fullmatch(found[1])]
    mentioned = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and key.fullmatch(node.value)
    }
    return Usage(path, tuple(asked), tuple(built), frozenset(mentioned))


def _asked(node: ast.AST) -> tuple[int, str] | None:
    """Line and key where ``node`` is a call of words with a literal key."""
    if not (isinstance(node, ast.Call) and node.args and _is_words(node.func)):
        return None
    first = node.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return node.lineno, first.value
    return None


def _is_words(function: ast.expr) -> bool:
    """Whether a call goes to something named words, or to its ``plural``."""
    if isinstance(function, ast.Attribute) and function.attr == "plural":
        function = function.value
    name = function.attr if isinstance(function, ast.Attribute) else None
    name = function.id if isinstance(function, ast.Name) else name
    return name is not None and name.lstrip("_").endswith("words")


def _built(node: ast.AST) -> tuple[int, str] | None:
    """Line and pattern where ``node`` is an f-string that begins like a key."""
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = [str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values]
    return (node.lineno, "".join(parts)) if parts and parts[0] != "*" else None


def chinese_literals(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each string with Han characters that is no docstring."""
    docstrings = _docstring_lines(path)
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type != tokenize.STRING or not _HAN.search(token.string):
                continue
            if token.start[0] not in docstrings:
                yield token.start[0], token.string


def _docstring_lines(path: Path) -> set[int]:
    """First lines of all strings that stand alone as a statement (attribute docs too)."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return {
        node.value.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
