"""Writing with a finger: when the keyboard on the screen is there, and for which field.

Numbered, as it happens:

1. a finger lifts off a field: the keys come, the field stays in sight above them;
2. a key writes into the field, or composes (``touch_writing``);
3. a touch elsewhere, another screen or a key of a keyboard takes the keys away again.

The field keeps Qt's focus and the reading position all the time, so that what is said
and what a screen reader is told is the same as with a keyboard.
"""

from __future__ import annotations

from collections.abc import Callable

from a11y.document import Node
from kiosk.echo import Echo
from kiosk.handwriting import Strokes
from kiosk.rime import installed
from kiosk.stage import Stage
from kiosk.touch_writing import Engines, Place, Ways, Writing
from locales.languages import Language
from views.compose.touch_board import HAND, all_ways, ways_for


class TouchTyping:
    """Decides when the keys are there."""

    def __init__(
        self,
        stage: Stage,
        place: Place,
        engines: Engines,
        echo: Echo,
        run: Callable[[str], None],
    ) -> None:
        self._stage = stage
        self._place = place
        self._engines = engines
        self._echo = echo
        self._run = run
        self._now: Writing | None = None
        self._by_finger = False
        self._put_away = False
        self._usual: dict[Language, str] = {}
        """How the visitor wrote last, by language of the screen."""

    @property
    def on(self) -> bool:
        """Whether the keys are there."""
        return self._now is not None

    def lifted(self) -> None:
        """A finger left the screen, and what it touched has heard of it."""
        self._by_finger, self._put_away = not self._put_away, False
        self.check()

    def keyed(self) -> None:
        """A key of a keyboard or pad: whoever has one needs none on the screen."""
        self._by_finger = False
        self.check()

    def check(self) -> None:
        """The keys are there while a finger is at a field, and only then."""
        node = self._stage.reader.node
        wanted = self._by_finger and self._stage.typing
        if not wanted:
            self.hide()
        elif self._now is None or self._now.field.id != node.id:
            self._begin(node)

    def hide(self) -> None:
        """Take the keys away; what was not chosen yet is dropped."""
        if self._now is not None:
            self._now = None
            self._engines.wipe(0)
            self._place.put(None, "")

    def pressed(self, key: str) -> None:
        """A key of the board."""
        if self._now is None:
            return
        if key == "do:hide":
            self._put_away = True  # that finger has still to lift
            self.hide()
        elif key == "do:cover":
            self._run("assist.menu")
        elif key == "do:enter" and self._now.done:
            self._run("field.enter")
            self.check()
        else:
            self._now.press(key)
            if key.startswith("way:"):
                self._usual[self._stage.language] = self._now.shown.way

    def written(self, strokes: Strokes, width: int, height: int) -> None:
        """Strokes stand on the canvas."""
        if self._now is not None:
            self._now.written(strokes, width, height)

    def _begin(self, field: Node) -> None:
        language = self._stage.language
        ways = ways_for(field, language, self._known())
        usual = self._usual.get(language, "")
        chosen = Ways(usual if usual in ways else ways[0], ways)
        self._now = Writing(self._stage, self._place, self._engines, self._echo, field)
        self._now.begin(chosen)

    def _known(self) -> tuple[str, ...]:
        engine = self._engines.pinyin() is not None
        return tuple(
            way
            for way, scheme in all_ways().items()
            if (not scheme or (engine and installed(scheme)))
            and (way != HAND or self._engines.hand() is not None)
        )
