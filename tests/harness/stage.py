"""A stage without a window: what is shown, said and focused is written down."""

from __future__ import annotations

from collections.abc import Callable

from a11y.breaks import Range
from a11y.document import Document
from a11y.speech.utterance import Utterance
from kiosk.echo import Typed
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.languages import Language


class NoFields:
    """A screen without fields."""

    def field(self, node_id: str) -> Typed | None:
        return None

    def goes(self, node_id: str, step: int) -> bool:
        return False


class PaperSurface:
    """Keeps what a window would show."""

    def __init__(self) -> None:
        self.shown: list[Document] = []
        self.reading: tuple[str, Range | None] = ("", None)

    def set_language(self, language: Language) -> None:
        """Nothing is drawn."""

    def show_screen(self, document: Document) -> None:
        self.shown = [document]

    def update_screen(self, document: Document) -> None:
        self.shown[-1] = document

    def push_dialog(self, document: Document) -> None:
        self.shown.append(document)

    def pop_dialog(self) -> None:
        self.shown.pop()

    def set_reading(self, node_id: str, span: Range | None = None) -> None:
        self.reading = (node_id, span)

    def focus_node(self, node_id: str) -> bool:
        return bool(node_id)

    def lost_focus(self) -> bool:
        return False


class PaperStage:
    """A stage that shows one document; ``said`` empties what was said so far."""

    def __init__(self, document: Document, language: Language = Language.ZH_HANS) -> None:
        self.surface = PaperSurface()
        self.utterances: list[Utterance] = []
        same: Callable[..., Document] = lambda shown, _words: shown  # noqa: E731 - a frame that adds nothing
        self.stage = Stage(self.surface, self.utterances.append, same, language=language)
        self.stage.show(Screen("page", lambda _words: document), say=False)

    @property
    def said(self) -> list[str]:
        texts = [utterance.text for utterance in self.utterances]
        self.utterances.clear()
        return texts
