"""Finding words in the page: asked once, then from place to place."""

from __future__ import annotations

from collections.abc import Callable

from a11y.document import Action, Document, Node, Role
from a11y.find import find
from a11y.speech.utterance import Category
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.languages import Language
from locales.project import Projector
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import FOCUSABLE, Maker, begun
from views.compose.dialogs import close_actions, dialog

NAME = "find"


class Finding:
    """Asks for the words and goes to where they are; round the end of the page."""

    def __init__(
        self,
        stage: Stage,
        commit: Callable[[], None],
        projector_of: Callable[[Language], Projector] = Projector,
    ) -> None:
        self._stage = stage
        self._commit = commit
        self._projector_of = projector_of
        self._wanted = ""

    @property
    def asking(self) -> bool:
        """Whether the question is open."""
        screen = self._stage.screen
        return screen is not None and screen.name == NAME

    def ask(self) -> None:
        """Ask what to find; what was looked for last is there already."""
        self._stage.open(Screen(NAME, self._compose, False))

    def edited(self, node_id: str, value: str) -> None:
        """The field was left; what stands in it is kept."""
        if self.asking and node_id == self._stage.reader.document.start:
            self._wanted = value

    def go(self, step: int) -> None:
        """To the next (1) or previous (-1) place; asks first where nothing was asked."""
        if self.asking:
            self._commit()
            self._stage.pop(say=False)
        if not self._wanted.strip():
            self.ask()
            return
        stage, reader = self._stage, self._stage.reader
        found = find(reader.document, self._wanted, self._projector_of(stage.language).show)
        if not found:
            wanted = Text(self._wanted, "und", convert=False)
            stage.narrator.say(stage.words("reading.find.none", wanted=wanted), earcon="edge")
            return
        number = self._nearest(found, step)
        reader.arrive(found[number].id, say=False)
        said = stage.words("reading.find.found", index=number + 1, total=len(found))
        stage.narrator.say(said, category=Category.ALERT)
        reader.say_node(arrived=True)

    def _nearest(self, found: tuple[Node, ...], step: int) -> int:
        index = self._stage.reader.document.index
        here = index[self._stage.reader.node.id]
        places = [index[node.id] for node in found]
        if step > 0:
            return next((n for n, place in enumerate(places) if place > here), 0)
        last = len(places) - 1
        return next((n for n in range(last, -1, -1) if places[n] < here), last)

    def _compose(self, words: Words) -> Document:
        return compose_find(self._wanted, words)


def compose_find(wanted: str, words: Words) -> Document:
    """The question what to find; ``wanted`` stands in the field already."""
    make = Maker(f"screen:{NAME}", words)
    field = Node(
        make.id(":words"),
        Role.TEXTBOX,
        words("reading.find.label"),
        value=Text(wanted, "und", convert=False),
        states=FOCUSABLE,
        action=Action("set", NAME),
    )
    button = make.button("find.next", begun(words("reading.command.find.next")), "primary")
    inside = [
        Node(make.id(":form"), Role.GROUP, EMPTY, children=(field, button)),
        close_actions(make),
    ]
    return dialog(make, words("reading.find.title"), inside, field.id)
