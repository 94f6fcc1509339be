"""One window that is shown a document and photographed, without a screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from a11y.document import Document
from a11y.speech.front import load_front
from kiosk.qt_language import QtLanguage
from kiosk.shots.scenes import Over
from kiosk.whole_words import inside_of
from locales.languages import Language
from locales.project import Projector
from views.compose.seen import seen
from views.sight import STANDARD, Sight
from views.widgets.keys_place import put_keys
from views.widgets.window import MainWindow

FORMATS = {"landscape": (1920, 1080), "portrait": (1080, 1920), "small": (1366, 768)}

LOOKS = {
    "standard": STANDARD,
    "elder": Sight(elder=True),
    "contrast": Sight(colours="black-yellow"),
    "twice": Sight(text=2.0),
}
"""What every screen is photographed in."""

MORE_LOOKS = {
    "thrice": Sight(text=3.0),
    "white-black": Sight(colours="white-black"),
    "blue-yellow": Sight(colours="blue-yellow"),
    "yellow-black": Sight(colours="yellow-black"),
    "low": Sight(low=True),
    "words-only": Sight(words_only=True),
    "left": Sight(hand="left"),
    "right": Sight(hand="right"),
    "cross": Sight(cross_hair=True, large_pointer=True),
}
"""What is photographed where it is asked for."""


class Camera:
    """Shows documents in one format, language and look after another."""

    def __init__(
        self,
        size: tuple[int, int],
        language: Language,
        load: Callable[[str], bytes | None] = lambda _href: None,
    ) -> None:
        self._qt = QtLanguage()
        self._qt.set(language)
        self.window = MainWindow()
        self.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.window.resize(*size)
        self.window.show()  # what was never shown has no layout
        self._projector = Projector(language)
        self.window.set_projection(self._projector.show, language.value)
        self.window.set_images(load)
        self.window.inside = inside_of(load_front)

    def look(self, sight: Sight) -> None:
        """See everything another way from now on."""
        self.window.set_sight(sight)

    def show(self, document: Document) -> None:
        """Lay out a document; a modal one above what was shown before."""
        document = seen(document, self.window.sight)
        if document.modal:
            self.window.push_dialog(document)
        else:
            self.window.show_screen(document)
        self.window.top.settle()
        self.window.set_reading(document.start)

    def take_away(self, document: Document) -> None:
        """Close a dialog again."""
        if document.modal:
            self.window.pop_dialog()

    def lay(self, document: Document, over: Over) -> None:
        """Show what is over a document that is shown; an empty one takes everything away."""
        show = self._projector.show
        caption = show(over.caption) if over.caption else None
        self.window.caption(caption, over.span, over.ruby)
        put_keys(self.window, over.keys, over.field)
        if over.field:
            self.window.top.focus_node(over.field)
        self.window.helped.say(show(over.helped))
        self.window.set_reading(over.at or document.start)

    def shoot(self, file: Path) -> None:
        """Save what is seen as a PNG."""
        file.parent.mkdir(parents=True, exist_ok=True)
        if not self.window.grab().save(str(file)):
            raise OSError(f"cannot write {file}")
