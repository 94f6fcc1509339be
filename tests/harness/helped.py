"""A terminal in this process with a member of staff at it, or somewhere else; the portal is paper.

What would go to the portal is written down; what staff did is put in by the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from a11y.document import Privacy
from auth.assistance import Offer
from auth.audit import AuditEvent
from auth.errors import AuthError, NetworkFailed
from auth.helping import Gesture, GestureKind, Helped
from auth.session import Session
from kiosk.assist.helper import Helper, HelpService
from portal.models import Page
from tests.harness.own_terminal import OwnTerminal

OFFICER = "示*"


class PaperLink:
    """The portal's side; ``trouble`` is raised instead of an answer."""

    def __init__(self) -> None:
        self.outlines: list[str] = []
        self.told: list[str] = []
        self.waiting: list[Gesture] = []
        self.trouble: AuthError | None = None
        self._number = 0

    def begin(self, _actor: str) -> Helped:
        return self._answer("begin")

    def agree(self, _offer: str) -> Helped:
        return self._answer("agree")

    def refuse(self, _offer: str) -> None:
        self._answer("refuse")

    def end(self, _own: str, why: str) -> None:
        self._answer(f"end {why}")

    def sync(self, _own: str, after: int, outline: str = "", *, renew: bool = False) -> Helped:
        del renew
        if outline:
            self.outlines.append(outline)
        waiting = tuple(one for one in self.waiting if one.number > after)
        return self._answer("", waiting)

    def does(self, kind: GestureKind, node: str = "", text: str = "") -> None:
        """Staff does something at their device."""
        self._number += 1
        self.waiting.append(Gesture(self._number, kind, node, text))

    def _answer(self, what: str, gestures: tuple[Gesture, ...] = ()) -> Helped:
        if self.trouble is not None:
            raise self.trouble
        if what:
            self.told.append(what)
        return Helped("7", OFFICER, gestures, "an actor token")


class HelpedTerminal(OwnTerminal):
    """A visit with help from elsewhere, or beside; ``heard`` empties what all could hear."""

    def __init__(self, folder: Path, *keymaps: str) -> None:
        self.link = PaperLink()
        self.audit: list[AuditEvent] = []
        self.ended: list[object] = []
        super().__init__(folder, *keymaps or ("keyboard",))

    def _help(self) -> HelpService:
        def end(session: Session) -> bool:
            self.ended.append(session)
            return True

        def sign_in() -> Any:
            raise NetworkFailed("nobody")

        def record(event: AuditEvent, _subject: str, _actor: str) -> None:
            self.audit.append(event)

        def ask(_hint: str) -> Any:
            raise NetworkFailed("nobody")

        return HelpService(cast("Any", self.link), sign_in, ask, lambda: False, end, record)

    def from_elsewhere(self) -> list[str]:
        """Somebody offers to help and the visitor agrees; what was said."""
        self.terminal.desk.help.offered(Offer("7", OFFICER))
        return self.press("1")

    def beside(self) -> list[str]:
        """Somebody signed in here and the visitor agrees; what was said."""
        visitor = SimpleNamespace(masked_name=OFFICER, sub_hash="00")
        staff = SimpleNamespace(visitor=visitor, current_token=lambda: "t")
        self.terminal.desk.help.helping.asking.ask(Helper(OFFICER, cast("Any", staff)))
        return self.press("1")

    def open(self, page: Page) -> None:
        """A page as an answer of the portal."""
        self.terminal.browser.show_page(page)
        self._settle()
        self.utterances.clear()

    def beat(self, seconds: float = 1.0) -> None:
        """Let time pass."""
        self.clock.advance(seconds)
        self._settle()

    @property
    def aloud(self) -> str:
        """What everybody could hear since the last time, in one text."""
        self._settle()
        said = [one.text for one in self.utterances if one.privacy is Privacy.PUBLIC]
        self.utterances.clear()
        return "\n".join(said)

    @property
    def seen(self) -> str:
        """All words in the window: what is drawn, captions, and what other programs are told."""
        return "\n".join(_texts(self.window))


def _texts(window: Any) -> Iterator[str]:
    for view in window.views():
        if view.document is None:
            continue
        for node in view.document.nodes:
            yield from (node.name.source, node.description.source, node.source)
            if "veiled" not in node.look.split():
                yield node.value.source
    yield window._captions.text if window._captions.isVisible() else ""
    yield from (window._glass._title, window._glass._text, window.helped._text)
    yield from window.herald._words
    board = window.keys.board
    if board is not None:
        yield board.pending
        yield from (key.label.source for key in board.strip)
    widgets: list[QWidget] = window.findChildren(QWidget)
    for widget in widgets:
        yield from (widget.accessibleName(), widget.accessibleDescription())
