"""What the injected script found, as a Document; no Qt in here.

The script's answer comes out of a process in which a foreign page runs, and is checked like
any other answer: roles that we know, strings of a length, a tree of a depth.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from a11y.document import Action, Document, Live, Node, Privacy, Role, State
from locales.text import EMPTY, Text

ACTIVATE = "web"
"""The verb of what is activated inside the page; the target is the node's name there."""

_LONGEST = 2000
_BULLET = "\u2022"
_DEEPEST = 60
_MOST = 5000
_ROLES = {role.value: role for role in Role}
_STATES = {state.value: state for state in State}
_LIVES = {live.value: live for live in Live}
_ACTIVE = {Role.LINK, Role.BUTTON, Role.CHECKBOX, Role.RADIO, Role.OPTION, Role.TEXTBOX}
_TYPED = {Role.TEXTBOX, Role.COMBOBOX}


class BadTree(ValueError):
    """Not what the script sends; the page is then shown and not read."""


def address_of(url: str) -> str:
    """The page's name in node ids: without its query, which holds states and codes."""
    parts = urlsplit(url)
    return f"web:{parts.netloc}{parts.path}"


def compose_web(found: str, url: str, default_lang: str) -> Document:
    """The document of a page.

    Raises:
        BadTree: ``found`` is not what the script sends.

    """
    try:
        tree = json.loads(found)
        if not isinstance(tree, dict):
            raise BadTree("no object")
        builder = _Builder(address_of(url), _lang(tree.get("lang"), default_lang))
        children = builder.nodes(tree.get("children"), 0)
        root = Node(f"{builder.address}#", Role.DOCUMENT, builder.text(tree, "title"))
        focus = tree.get("focus", "")
    except (ValueError, RecursionError) as error:
        raise BadTree(str(error)) from None
    root = Node(root.id, root.role, root.name, children=children)
    start = builder.id(focus) if isinstance(focus, str) and focus else ""
    document = Document(builder.address, root, builder.lang, kind="web")
    known = start if start in document.index else ""
    return Document(builder.address, root, builder.lang, kind="web", start=known)


class _Builder:
    """Makes nodes of one page; every id once."""

    def __init__(self, address: str, lang: str) -> None:
        self.address = address
        self.lang = lang
        self._seen: set[str] = set()

    def id(self, ref: str) -> str:
        return f"{self.address}#{ref}"

    def nodes(self, found: object, depth: int) -> tuple[Node, ...]:
        if not isinstance(found, list) or depth > _DEEPEST:
            raise BadTree("children")
        return tuple(self._node(each, depth) for each in found)

    def text(self, facts: Mapping[str, Any], name: str) -> Text:
        words = facts.get(name, "")
        if not isinstance(words, str) or len(words) > _LONGEST:
            raise BadTree(name)
        # a provider's page is not ours to convert to another script
        lang = _lang(facts.get("lang"), self.lang)
        return Text(words, lang, convert=False) if words else EMPTY

    def _stars(self, facts: Mapping[str, Any]) -> Text:
        """As many bullets as there are characters; anything else is not taken."""
        value = self.text(facts, "value")
        return value if set(value.source) <= {_BULLET} else EMPTY

    def _node(self, facts: object, depth: int) -> Node:
        if not isinstance(facts, dict) or len(self._seen) >= _MOST:
            raise BadTree("node")
        ref = facts.get("ref")
        if not isinstance(ref, str) or not ref or ref in self._seen or len(ref) > 200:
            raise BadTree("ref")
        self._seen.add(ref)
        role = _ROLES.get(str(facts.get("role")), Role.GROUP)
        secret = facts.get("secret") is True
        level = facts.get("level", 0)
        return Node(
            self.id(ref),
            role,
            self.text(facts, "name"),
            self.text(facts, "description"),
            self._stars(facts) if secret else self.text(facts, "value"),
            states=_states(facts.get("states")),
            level=level if isinstance(level, int) and 0 <= level <= 9 else 0,
            privacy=_privacy(role, secret=secret),
            live=_LIVES.get(str(facts.get("live", "")), Live.OFF),
            action=Action(ACTIVATE, ref) if role in _ACTIVE else None,
            children=self.nodes(facts.get("children", []), depth + 1),
        )


def _privacy(role: Role, *, secret: bool) -> Privacy:
    if secret:
        return Privacy.SECRET
    return Privacy.PERSONAL if role in _TYPED else Privacy.PUBLIC


def _states(found: object) -> frozenset[State]:
    if not isinstance(found, list):
        raise BadTree("states")
    return frozenset(_STATES[name] for name in found if isinstance(name, str) and name in _STATES)


def _lang(found: object, default: str) -> str:
    if not isinstance(found, str) or not found:
        return default
    lowered = found.lower()
    if lowered.startswith("zh"):
        traditional = any(part in lowered for part in ("hant", "tw", "hk", "mo"))
        return "zh-Hant" if traditional else "zh-Hans"
    return "en" if lowered.startswith("en") else default
