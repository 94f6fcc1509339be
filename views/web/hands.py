"""What is done in a page by script, as a person's hands would do it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

WORLD = QWebEngineScript.ScriptWorldId.UserWorld
"""Where our script lives: the page's own scripts see nothing of it."""


class Hands:
    """Deeds in one page; each names its element as the page's Document does."""

    def __init__(self, page: QWebEnginePage) -> None:
        self._page = page

    def activate(self, ref: str) -> None:
        """Click the element of a node (``Action.target``), or choose the option."""
        self._call("activate", ref)

    def focus(self, ref: str, done: Callable[[], None] = lambda: None) -> None:
        """Give the element of a node the keyboard; ``done`` is called when it has it.

        A page that is just being left calls nothing.
        """
        self._page.runJavaScript(_script("focus", ref), WORLD.value, lambda _nothing: done())

    def insert(self, ref: str, text: str) -> None:
        """Put text into a field where its caret is."""
        self._call("insert", ref, text)

    def mark(self, ref: str) -> None:
        """Show where the reading position is; empty: not in the page."""
        self._call("mark", ref)

    def send(self, ref: str) -> None:
        """Send the form that an element belongs to."""
        self._call("send", ref)

    def _call(self, name: str, *words: str) -> None:
        self._page.runJavaScript(_script(name, *words), WORLD.value)


def _script(name: str, *words: str) -> str:
    given = ", ".join(f"decodeURIComponent('{quote(word, safe='')}')" for word in words)
    return f"globalThis.yizhanReader?.{name}({given})"
