"""The stage: which Document is on the screen, with dialogs stacked above it.

It is the one place where view and reader get a document, so that pixels, speech
and the accessibility tree cannot fall apart. The reading position and Qt's
focus are coupled here and nowhere else: moving onto a focusable node focuses
its widget, and a focus change moves the reading position.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from a11y.breaks import Range
from a11y.document import Document, Node, Privacy, Role, State
from a11y.narrator import Narrator, Speak
from a11y.reader import Reader
from a11y.speech.utterance import Say
from kiosk.languages import lenient_words
from kiosk.screens import Screen
from locales.languages import Language
from locales.text import EMPTY
from locales.words import Words


class Surface(Protocol):
    """The window as the stage uses it."""

    def set_language(self, language: Language) -> None:
        """Display everything in another language from now on."""

    def show_screen(self, document: Document) -> None:
        """Show a document; dialogs above it are closed."""

    def update_screen(self, document: Document) -> None:
        """Patch what is on top, keyed by node id."""

    def push_dialog(self, document: Document) -> None:
        """Show a modal document above."""

    def pop_dialog(self) -> None:
        """Close the topmost modal document."""

    def set_reading(self, node_id: str, span: Range | None = None) -> None:
        """Mark the reading position, and what was read of its name; scroll to it."""

    def focus_node(self, node_id: str) -> bool:
        """Give Qt's focus to a node's widget; False if it takes none."""

    def lost_focus(self) -> bool:
        """Whether nothing has Qt's focus."""


@dataclass(slots=True)
class _Level:
    screen: Screen
    at: str = ""


class Stage:
    """Shows screens and keeps reader, window and language in step."""

    def __init__(
        self,
        surface: Surface,
        speak: Speak,
        frame: Callable[[Document, Words], Document],
        on_show: Callable[[str, Document], None] = lambda _name, _document: None,
        language: Language = Language.ZH_HANS,
        words_of: Callable[[Language], Words] = lenient_words,
    ) -> None:
        self._surface = surface
        self._frame = frame
        self._on_show = on_show
        self._words_of = words_of
        self.language = language
        self.words = words_of(language)
        self._levels: list[_Level] = []
        self._moving = False
        self.shared = False
        """Whether another screen reader follows the focus: then all that is read takes it."""

        self.narrator = Narrator(self.words, speak)
        self.reader = Reader(_NOTHING, self.narrator, self._moved)
        surface.set_language(language)

    @property
    def screen(self) -> Screen | None:
        """The screen on top."""
        return self._levels[-1].screen if self._levels else None

    @property
    def base(self) -> Screen | None:
        """The screen under all dialogs."""
        return self._levels[0].screen if self._levels else None

    @property
    def dialog_open(self) -> bool:
        """Whether a dialog is above the screen."""
        return len(self._levels) > 1

    def show(self, screen: Screen, at: str = "", *, say: bool = True) -> None:
        """Go to a screen; dialogs are closed, the cursor goes to ``at``."""
        self._levels = [_Level(screen)]
        document = self._compose(screen)
        self._surface.show_screen(document)
        self._on_show(screen.name, document)
        self.reader.enter(document, at, say=say)

    def swap(self, screen: Screen, *, quiet: bool = False) -> None:
        """Put another state of the screen in place of the base; the place is kept."""
        self._levels[0].screen = screen
        if not self.dialog_open:
            self.refresh(quiet=quiet)

    def swap_top(self, screen: Screen) -> None:
        """Put another state in place of what is on top; nothing is said."""
        self._levels[-1].screen = screen
        self.refresh(quiet=True)

    def push(self, screen: Screen, *, say: bool = True) -> None:
        """Open a dialog above; ``pop`` brings the cursor back to where it is now."""
        self._levels[-1].at = self.reader.node.id
        self._levels.append(_Level(screen))
        document = self._compose(screen)
        self._surface.push_dialog(document)
        self._on_show(screen.name, document)
        self.reader.enter(document, say=say)

    def open(self, screen: Screen) -> None:
        """Open a dialog; where it is on top already, the place in it is said again."""
        if self.dialog_open and self._levels[-1].screen.name == screen.name:
            self.reader.say_node()
        else:
            self.push(screen)

    def pop(self, *, say: bool = True) -> None:
        """Close the topmost dialog; the cursor is where it was before."""
        if not self.dialog_open:
            return
        self._levels.pop()
        self._surface.pop_dialog()
        level = self._levels[-1]
        document = self._compose(level.screen)
        self._surface.update_screen(document)
        self._on_show(level.screen.name, document)
        self.reader.enter(document, level.at, say=False)
        if say:
            self.reader.say_node(arrived=True)

    @property
    def names(self) -> tuple[str, ...]:
        """The screen and the dialogs over it, from below."""
        return tuple(level.screen.name for level in self._levels)

    def repaint(self) -> None:
        """Show what is on top once more: others may see more or less of it than before."""
        self._surface.update_screen(self.reader.document)
        self.refresh(quiet=True)

    def refresh(self, *, quiet: bool = False) -> None:
        """Compose again what is on top and patch what changed."""
        screen = self.screen
        if screen is None:
            return
        document = self._compose(screen)
        if document == self.reader.document:
            return
        self._surface.update_screen(document)
        self.reader.update(document, quiet=quiet)

    def set_language(self, language: Language) -> None:
        """Show and say everything in another language; nothing is announced here."""
        self.language = language
        self.words = self._words_of(language)
        self.narrator.set_words(self.words)
        self._surface.set_language(language)
        self.refresh(quiet=True)

    def focus_moved(self, node_id: str) -> None:
        """Qt's focus went to a node by touch or Tab: the reading position follows."""
        if not self._moving:
            self.reader.arrive(node_id)

    @property
    def typing(self) -> bool:
        """Whether the reading position is in a field that takes text."""
        node = self.reader.node
        closed = {State.DISABLED, State.READONLY}
        return node.role is Role.TEXTBOX and not closed.intersection(node.states)

    def hold(self) -> None:
        """A key is about to be typed: the field at the reading position has the keyboard.

        Qt can lose its focus to nothing (the widget that had it went, a window came and went);
        what is typed then would be lost as well.
        """
        if self._surface.lost_focus():
            self._moved(self.reader.node, None)

    def privacy_of(self, node_id: str) -> Privacy:
        """Who may see and hear what is made of a node that is on top: lists, what is typed."""
        said = (Say(EMPTY, node=node_id),)
        return self.narrator.privacy(self.reader.document, said)

    def _compose(self, screen: Screen) -> Document:
        document = screen.compose(self.words)
        return self._frame(document, self.words) if screen.framed else document

    def _moved(self, node: Node, span: Range | None) -> None:
        self._moving = True
        try:
            self._surface.set_reading(node.id, span)
            takes = self.shared or State.FOCUSABLE in node.states
            self._surface.focus_node(node.id if takes else "")
        finally:
            self._moving = False


_NOTHING = Document("screen:nothing", Node("screen:nothing#", Role.DOCUMENT))
