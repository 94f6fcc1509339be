"""Giving way to another screen reader: one voice speaks, and it hears of everything.

Numbered, as it happens when another reader is found:

1. our own voice falls silent, and stays so when the visitor asks for it: it says why;
2. everything that is read takes Qt's focus, so that the other says it with its role and
   states; a page is built whole, so that lists are counted right;
3. levels, places and states that its tree has no place for stand in the descriptions;
4. what is nowhere on the page (news, edges, single characters, the summary of a page) is
   shown to it as a notification.

When it is gone, by a crash too, our voice is back at once: nobody is left in silence.
"""

from __future__ import annotations

from a11y.document import Node, Role
from a11y.speech.utterance import Category, Say, Utterance
from a11y.wording import Wording
from kiosk.stage import Stage
from kiosk.surface import WindowSurface
from kiosk.voice import Voice
from locales.text import Text


class Yielding:
    """Switches between the two ways of being heard."""

    def __init__(self, stage: Stage, voice: Voice, surface: WindowSurface) -> None:
        self._stage = stage
        self._voice = voice
        self._surface = surface

    def set_on(self, on: bool) -> None:
        """Another reader came, or is gone."""
        back = self._voice.elsewhere is not None and not on
        self._stage.shared = on
        self._surface.share(self._beyond if on else None)
        self._voice.hush()
        self._voice.elsewhere = self._tell if on else None
        self._voice.set_on(back or self._voice.wanted, say=back)
        if back:
            self._stage.reader.say_node()

    def _beyond(self, node: Node) -> tuple[Text, ...]:
        return tuple(Wording(self._stage.words, self._stage.narrator.verbosity).beyond(node))

    def _tell(self, utterance: Utterance) -> None:
        """Where the focus went the other says; what it does not know of that is told."""
        if utterance.category is not Category.READING:
            says = tuple(s for s in utterance.says if not utterance.focus or self._unknown(s))
            if says:
                self._surface.tell(says)

    def _unknown(self, said: Say) -> bool:
        """The summary of a page that was entered; the name and size of a table (Orca 43)."""
        document, here = self._stage.reader.document, self._stage.reader.node
        named = here.name if not document.modal else document.title
        node = document.find(said.node)
        if node is None or said.text == named:
            return False
        return node is document.root or node.role is Role.TABLE
