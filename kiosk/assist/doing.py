"""What staff does from their device, carried out here as far as the visitor lets it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from a11y.speech.utterance import Category, Priority, Say, Utterance
from auth.helping import Gesture, GestureKind
from kiosk.assist.sharing import Seen, Sharing
from kiosk.stage import Stage
from locales.text import Text


@dataclass(frozen=True, slots=True)
class Hands:
    """What a gesture can move; there is no way to activate, to send or to share anything."""

    put: Callable[[str, str], None]
    """Put a text into a field in place of what is in it."""

    rate: Callable[[int], None]
    size: Callable[[int], None]
    activity: Callable[[], object]


class Doing:
    """Carries gestures out; each is heard by both."""

    def __init__(self, stage: Stage, hands: Hands, sharing: Callable[[], Sharing]) -> None:
        self._stage = stage
        self._hands = hands
        self._sharing = sharing

    def take(self, gesture: Gesture, node_id: str) -> None:
        """One gesture; for a node that is gone or not open nothing happens."""
        self._hands.activity()
        if gesture.kind is GestureKind.POINT:
            self._point(node_id)
        elif gesture.kind is GestureKind.FILL:
            self._fill(node_id, gesture.text)
        elif gesture.kind is GestureKind.SAY:
            self._speak("says", text=Text(gesture.text, "und", convert=False))
        else:
            _STEPS[gesture.kind](self._hands)

    def _point(self, node_id: str) -> None:
        node = self._stage.reader.document.find(node_id)
        if node is None:
            return
        self._stage.reader.arrive(node_id, say=False)
        said = Say(self._stage.words("reading.assist.points"))
        items = (said, *self._stage.narrator.words_of(node))
        privacy = self._stage.narrator.privacy(self._stage.reader.document, items)
        self._stage.narrator.utter(Utterance(items, Priority.NEXT, Category.ALERT, privacy))

    def _fill(self, node_id: str, text: str) -> None:
        seen = Seen(self._stage.reader.document, self._sharing())
        node = seen.document.find(node_id)
        if node is None or node_id not in seen.sharing.fields or not seen.fillable(node_id):
            return
        self._hands.put(node_id, text)
        self._speak("filled", field=node.name, text=Text(text, "und", convert=False))

    def _speak(self, key: str, **params: Text) -> None:
        said = self._stage.words(f"reading.assist.{key}", **params)
        self._stage.narrator.say(said, priority=Priority.NEXT, category=Category.ALERT)


_STEPS: Mapping[GestureKind, Callable[[Hands], None]] = {
    GestureKind.SLOWER: lambda hands: hands.rate(-1),
    GestureKind.FASTER: lambda hands: hands.rate(1),
    GestureKind.LARGER: lambda hands: hands.size(1),
    GestureKind.SMALLER: lambda hands: hands.size(-1),
}
