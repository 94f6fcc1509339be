"""What is done in a page by script, as a person's hands would do it.

Numbered, because a script overtakes the keys that were pressed before it:

1. a key goes to the page (``keyed``);
2. the next deed sends a marker after it, a key that no keyboard has, and names its number;
3. the page does the deed when that marker has come, or a second after the last key.

Without that, the end of a password was typed into the field that was gone to next.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

WORLD = QWebEngineScript.ScriptWorldId.UserWorld
"""Where our script lives: the page's own scripts see nothing of it."""


class Hands:
    """Deeds in one page; each names its element as the page's Document does."""

    def __init__(self, page: QWebEnginePage, send_marker: Callable[[], None]) -> None:
        self._page = page
        self._send_marker = send_marker
        self._markers = 0
        self._keyed = False
        self._number = 0
        self._done: dict[int, Callable[[], None]] = {}

    def keyed(self) -> None:
        """A key was given to the page; what is done from now on comes after it."""
        self._keyed = True

    def renewed(self) -> None:
        """Another page, which has seen no marker; what was under way is of the one before."""
        self._markers, self._keyed = 0, False
        self._done.clear()

    def finished(self, number: int) -> None:
        """The page has done a deed that was asked to say so."""
        self._done.pop(number, lambda: None)()

    def activate(self, ref: str) -> None:
        """Click the element of a node (``Action.target``), or choose the option."""
        self._call("activate", ref)

    def erase(self) -> None:
        """The character before the caret goes."""
        self._call("erase")

    def focus(self, ref: str, done: Callable[[], None] = lambda: None) -> None:
        """Give the element of a node the keyboard; ``done`` is called when it has it.

        A page that is just being left calls nothing.
        """
        self._number += 1
        self._done[self._number] = done
        self._call("focus", ref, number=self._number)

    def insert(self, ref: str, text: str) -> None:
        """Put text into a field where its caret is."""
        self._call("insert", ref, text)

    def mark(self, ref: str) -> None:
        """Show where the reading position is; empty: not in the page."""
        self._call("mark", ref)

    def places(self, done: Callable[[str], None]) -> None:
        """Ask where the things are that can be touched: JSON, by ref, in the page's own pixels."""
        self._page.runJavaScript(_script("places"), WORLD.value, lambda told: done(told or "{}"))

    def send(self, ref: str) -> None:
        """Send the form that an element belongs to."""
        self._call("send", ref)

    def _call(self, name: str, *words: str, number: int = 0) -> None:
        if self._keyed:
            self._keyed = False
            self._markers += 1
            self._send_marker()
        script = _script("after", str(self._markers), str(number or ""), name, *words)
        self._page.runJavaScript(script, WORLD.value)


def _script(name: str, *words: str) -> str:
    given = ", ".join(f"decodeURIComponent('{quote(word, safe='')}')" for word in words)
    return f"globalThis.yizhanReader?.{name}({given})"
