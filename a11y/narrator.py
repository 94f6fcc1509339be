"""The narrator: words nodes and events and gives them to speech as utterances.

Every utterance carries the strictest privacy of the nodes it speaks of, so that
the router can keep what is personal from a loudspeaker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from a11y.cursor import Move
from a11y.document import Document, Node, Privacy
from a11y.key_words import Keys
from a11y.naming import described
from a11y.presenter import Presenter
from a11y.speech.utterance import Category, Earcon, Priority, Say, SpeechItem, Utterance
from a11y.text_cursor import Piece, TextUnit
from a11y.wording import Verbosity
from locales.text import EMPTY, Text
from locales.words import Words

Speak = Callable[[Utterance], None]


class Narrator:
    """Says things in the language of the screen."""

    def __init__(self, words: Words, speak: Speak) -> None:
        self.keys = Keys()
        self.words = words
        """The words of the language that is spoken now."""

        self._verbosity = Verbosity.NORMAL
        self._presenter = Presenter(words, keys=self.keys)
        self._speak = speak
        self.privacy = privacy_of
        """Who may hear what is said of nodes; another rule holds with staff beside (kiosk)."""

    def set_words(self, words: Words) -> None:
        """Speak in the words of another language from now on."""
        self.words = words
        self._presenter = Presenter(words, self._verbosity, self.keys)

    @property
    def verbosity(self) -> Verbosity:
        """How much is said besides the text itself."""
        return self._verbosity

    @verbosity.setter
    def verbosity(self, verbosity: Verbosity) -> None:
        self._verbosity = verbosity
        self._presenter = Presenter(self.words, verbosity, self.keys)

    def say(
        self,
        text: Text,
        *,
        priority: Priority = Priority.NORMAL,
        category: Category = Category.NAVIGATION,
        earcon: str = "",
    ) -> None:
        """Say a sentence of the shell's, after a sound if one is named."""
        sound: tuple[SpeechItem, ...] = (Earcon(earcon),) if earcon else ()
        self._speak(Utterance((*sound, Say(text)), priority, category))

    def utter(self, utterance: Utterance) -> None:
        """Say an utterance made by somebody else."""
        self._speak(utterance)

    def arrival(self, document: Document, node: Node) -> None:
        """Title, make-up and first node of a document that was entered."""
        self._tell(document, self._presenter.arrival(document, node), focus=True)

    def moved(self, document: Document, move: Move) -> None:
        """What was left and entered, and the node arrived at."""
        self._tell(document, self._presenter.move(document, move), focus=True)

    def node(
        self, document: Document, node: Node, category: Category, *, focus: bool = False
    ) -> None:
        """A node by itself; ``focus`` where the focus has just come to it."""
        self._tell(document, self._presenter.node(node), category, focus=focus)

    def where(self, document: Document, node: Node) -> None:
        """The page, what surrounds the node, and the node."""
        self._tell(document, self._presenter.where(document, node))

    def spelled(self, document: Document, node: Node) -> None:
        """A node character by character."""
        self._tell(document, self._presenter.spelled(node))

    def words_of(self, node: Node) -> tuple[Say, ...]:
        """What would be said of a node."""
        return self._presenter.node(node)

    def overview(self, document: Document, progress: int) -> None:
        """What the whole page is made of."""
        self._tell(document, self._presenter.overview(document, progress))

    def piece(self, document: Document, node: Node, piece: Piece, *, again: bool = False) -> None:
        """A character, word or sentence of a node; a single character by its name.

        Asked for ``again``, a character comes with a word that it is known from, and a
        word character by character.
        """
        known = described(piece.text.source) if again and _single(piece) else EMPTY
        if not piece.text.source.strip():
            said = Say(self.words("reading.typed.space"), node=node.id)
        elif known:
            said = Say(known, node=node.id)
        else:
            spell = _single(piece) or (again and piece.unit is TextUnit.WORD)
            said = Say(piece.text, spell=spell, node=node.id)
        self._tell(document, (said,))

    def announce(self, document: Document, node: Node, *, assertive: bool) -> int:
        """A live change: at once, or after what is being said; the id of the utterance."""
        says = self._presenter.live(node)
        priority = Priority.NOW if assertive else Priority.NEXT
        privacy = self.privacy(document, says)
        utterance = Utterance(says, priority, Category.LIVE, privacy)
        self._speak(utterance)
        return utterance.id

    def many_changes(self, count: int) -> int:
        """More changes at once than can be followed; the id of the utterance."""
        said = (Say(self.words.plural("reading.live.many", count)),)
        utterance = Utterance(said, Priority.NEXT, Category.LIVE)
        self._speak(utterance)
        return utterance.id

    def _tell(
        self,
        document: Document,
        items: Sequence[SpeechItem],
        category: Category = Category.NAVIGATION,
        *,
        focus: bool = False,
    ) -> None:
        if items:
            privacy = self.privacy(document, items)
            self._speak(Utterance(tuple(items), category=category, privacy=privacy, focus=focus))


def _single(piece: Piece) -> bool:
    return piece.unit is TextUnit.CHARACTER


def privacy_of(document: Document, items: Sequence[SpeechItem]) -> Privacy:
    """The strictest of the nodes; of a secret only our own words are ever spoken."""
    nodes = [document.find(i.node) for i in items if isinstance(i, Say) and i.node]
    personal = any(node is not None and node.privacy for node in nodes)
    return Privacy.PERSONAL if personal else Privacy.PUBLIC
