"""Writing with a finger into one field: what each key of the keyboard on the screen does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from a11y.document import Node, Privacy
from a11y.speech.utterance import Category, Priority, Say, Utterance
from kiosk.echo import Echo
from kiosk.handwriting import Hand, Strokes
from kiosk.rime import Pinyin
from kiosk.stage import Stage
from locales.text import Text
from views.compose.touch_board import HAND, Board, Composed, board, enter_of, scheme_of


class Place(Protocol):
    """Where the keys are shown and where they go; TouchPlace is one."""

    def put(self, board: Board | None, node_id: str) -> None:
        """Show keys and the field above them; None: none."""

    def write(self, node_id: str, text: str) -> None:
        """Text for the field."""

    def erase(self) -> None:
        """One character less in the field."""

    def newline(self) -> None:
        """A new line in the field."""


def _keep_nothing(_strokes: int) -> None:
    """Where nothing is written with the finger."""


@dataclass(frozen=True, slots=True)
class Engines:
    """What makes characters; each None where it is not installed."""

    pinyin: Callable[[], Pinyin | None]
    hand: Callable[[], Hand | None]
    wipe: Callable[[int], None] = _keep_nothing
    """Keeps so many of the strokes on the screen."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How a field may be written into, and how it is."""

    now: str
    all: tuple[str, ...]


class Writing:
    """One field, until the keys go."""

    def __init__(
        self, stage: Stage, place: Place, engines: Engines, echo: Echo, field: Node
    ) -> None:
        self._stage = stage
        self._place = place
        self._engines = engines
        self._echo = echo
        self.field = field
        self.shown = Composed(enter=enter_of(field))
        self._strokes: Strokes = ()
        self._canvas = (0, 0)

    @property
    def done(self) -> bool:
        """Whether the last key leaves the field: nothing is composed, and it has one line."""
        return not self.shown.candidates and self.shown.enter != "newline"

    def begin(self, ways: Ways) -> None:
        """Show the keys."""
        self.shown = replace(self.shown, ways=ways.all)
        self._turn(ways.now)

    def press(self, key: str) -> None:
        """A key of the board."""
        kind, _, what = key.partition(":")
        if kind == "t":
            self._text(what)
        elif kind == "e":
            self._compose(what)
        elif kind == "pick":
            self._pick(int(what))
        elif kind == "way":
            self._turn(what)
        else:
            self._do(what)

    def written(self, strokes: Strokes, width: int, height: int) -> None:
        """Strokes stand on the canvas: what they may be is offered."""
        hand = self._engines.hand()
        if hand is not None:
            self._strokes, self._canvas = strokes, (width, height)
            self._offer(hand.read(strokes, width, height) if strokes else ())

    def _turn(self, way: str) -> None:
        """Another way to write, or the same from its beginning."""
        self._engines.wipe(0)
        engine, scheme = self._engines.pinyin(), scheme_of(way)
        if engine is not None and scheme:
            traditional = self._stage.language.value.startswith("zh-Hant")
            engine.begin(scheme, simplified=not traditional)
        self._strokes = ()
        self._put(replace(self.shown, way=way, pending="", candidates=(), shift=False))

    def _put(self, shown: Composed) -> None:
        self.shown = shown
        self._place.put(board(shown, self._stage.words), self.field.id)

    def _text(self, text: str) -> None:
        """A character comes as it is; what was composed before it comes first."""
        if self.shown.candidates:
            self._pick(0)
        self._write(text)
        if self.shown.shift:
            self._put(replace(self.shown, shift=False))

    def _write(self, text: str) -> None:
        self._echo.watch()
        self._place.write(self.field.id, text)

    def _compose(self, letter: str) -> None:
        engine = self._engines.pinyin()
        if engine is not None:
            engine.type(letter)
            self._offer(engine.candidates(), engine.pending)
            self._say(letter, *self.shown.candidates[:1])

    def _offer(self, found: tuple[str, ...], pending: str = "") -> None:
        self._put(replace(self.shown, candidates=found, pending=pending))

    def _pick(self, index: int) -> None:
        """A candidate is chosen; of letters some may be left."""
        engine, found = self._engines.pinyin(), self.shown.candidates
        if not 0 <= index < len(found):
            return
        text = found[index]
        if self.shown.way != HAND and engine is not None:
            text = engine.pick(index)
            if not text:
                self._offer(engine.candidates(), engine.pending)
                return
        self._turn(self.shown.way)
        self._write(text)

    def _do(self, what: str) -> None:
        done: dict[str, Callable[[], None]] = {
            "erase": self._erase,
            "space": self._space,
            "shift": lambda: self._put(replace(self.shown, shift=not self.shown.shift)),
            "enter": self._enter,
            "undo": self._undo,
            "clear": lambda: self._turn(self.shown.way),
        }
        done[what]()

    def _erase(self) -> None:
        """The last letter, or stroke; where there is none, the last character of the field."""
        engine = self._engines.pinyin()
        if self._strokes:
            self._undo()
        elif self.shown.pending and engine is not None:
            engine.delete()
            self._offer(engine.candidates(), engine.pending)
        else:
            self._echo.watch("Backspace")
            self._place.erase()

    def _space(self) -> None:
        """The likeliest character; a blank where nothing is composed."""
        if scheme_of(self.shown.way) == "zhuyin" and self.shown.pending:
            self._compose(" ")  # the first tone
        elif self.shown.candidates:
            self._pick(0)
        else:
            self._text(" ")

    def _enter(self) -> None:
        if self.shown.candidates:
            self._pick(0)
        else:
            self._echo.watch()
            self._place.newline()

    def _undo(self) -> None:
        left = self._strokes[:-1]
        self._engines.wipe(len(left))
        self.written(left, *self._canvas)

    def _say(self, *said: str) -> None:
        """What is composed, for who listens while the finger writes."""
        if self.field.privacy is Privacy.SECRET:
            return
        says = tuple(Say(_own(one), spell=len(one) == 1) for one in said)
        privacy = self._stage.privacy_of(self.field.id)
        utterance = Utterance(says, Priority.NOW, Category.NAVIGATION, privacy)
        self._stage.narrator.utter(utterance)


def _own(text: str) -> Text:
    return Text(text, "und" if text.isascii() else "zh-Hans", convert=False)
