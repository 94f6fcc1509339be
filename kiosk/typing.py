"""Writing by ear: characters from pinyin, letters and digits, with any keyboard or pad.

What is composed, the candidates and the letters are nodes of a dialog, so they
are read, chosen and scanned as everything else. Numbered, as it happens:

1. the field is named and the kind of writing chosen (pinyin where there is an engine);
2. a letter, or on a pad the digit that stands for it, gives candidates; the
   first is said with a word that tells it from others of its sound;
3. a candidate is picked; what is left of the letters gives the next ones;
4. the text so far is the first node: activating it puts it into the field.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase

from a11y.document import Node, Privacy
from a11y.keymap import Mode
from a11y.keys import KeyChord
from a11y.naming import described
from a11y.speech.utterance import Category, Priority, Say, Utterance
from kiosk.rime import DIGITS, LETTERS, Pinyin
from kiosk.screens import Screen
from kiosk.stage import Stage
from kiosk.typing_screen import NAME, TypingModel, compose_typing
from locales.text import Text
from locales.words import Words

PAD_LETTERS = {
    "2": "abc",
    "3": "def",
    "4": "ghi",
    "5": "jkl",
    "6": "mno",
    "7": "pqrs",
    "8": "tuv",
    "9": "wxyz",
}
"""ITU-T E.161: the letters on the digits of a telephone."""

_SIGNS = "@._-"


class Kind(StrEnum):
    """What letters become."""

    PINYIN = "pinyin"
    LATIN = "latin"
    CAPITALS = "capitals"
    DIGITS = "digits"


OFFERED = {
    Kind.PINYIN: ascii_lowercase,
    Kind.LATIN: ascii_lowercase + _SIGNS,
    Kind.CAPITALS: ascii_uppercase + _SIGNS,
    Kind.DIGITS: "0123456789.-",
}
"""What can be chosen letter by letter, by who has arrows or one switch only."""


@dataclass(slots=True)
class _Composing:
    """What is being written, for one field."""

    field: Node
    kind: Kind
    text: str = ""
    letters: tuple[str, ...] = ()
    """Latin letters that a digit of a pad may mean."""

    by_digits: bool = False


class Typing:
    """The dialog, from opening it to putting the text into the field."""

    def __init__(
        self,
        stage: Stage,
        pinyin: Callable[[], Pinyin | None],
        insert: Callable[[str, str], None],
    ) -> None:
        self._stage = stage
        self._open_pinyin = pinyin
        self._insert = insert
        self._pinyin: Pinyin | None = None
        self._now: _Composing | None = None

    @property
    def on(self) -> bool:
        """Whether the dialog is on top."""
        return self._stage.screen is not None and self._stage.screen.name == NAME

    def open(self) -> None:
        """Write into the field at the reading position; a secret is typed into it directly."""
        field = self._stage.reader.node
        if self.on or not self._stage.typing or field.privacy is Privacy.SECRET:
            self._stage.reader.say_node()
            return
        self._pinyin = self._pinyin or self._open_pinyin()
        digits = bool({"phone", "digits", "number", "date"} & set(field.look.split()))
        chinese = Kind.PINYIN if self._pinyin is not None else Kind.LATIN
        self._now = _Composing(field, Kind.DIGITS if digits else chinese)
        self._begin()
        self._stage.push(Screen(NAME, lambda words: compose_typing(self._model(), words), False))
        if self._pinyin is None:
            said = self._stage.words("reading.typing.no_engine")
            self._stage.narrator.say(said, category=Category.ALERT)

    def takes(self, chord: KeyChord) -> bool:
        """A letter or a digit, of a keyboard or a pad; with letters waiting a digit chooses."""
        now = self._now
        if now is None or not self.on:
            return False
        key = chord.key.removeprefix("KP_")
        if chord.on_pad and now.kind is not Kind.DIGITS and key.isdecimal():
            if key not in PAD_LETTERS:
                return False  # 0 and 1 have no letters: they keep their commands
            self._digit(key)
        elif key.isdecimal() and now.kind is Kind.PINYIN and self._candidates():
            self.pick(str(int(key) - 1))
        elif key == "Space":
            if self._candidates():
                self.pick("0")
            else:
                self._write(" ")
        elif len(key) == 1:
            capital = bool(chord.modifiers) or now.kind is Kind.CAPITALS
            self.letter(key.upper() if capital else key)
        else:
            return False
        return True

    def letter(self, key: str) -> None:
        """One letter or digit more."""
        now = self._composing
        if now.kind is Kind.PINYIN and key.isascii() and key.isalpha() and self._pinyin:
            if now.by_digits:
                self._begin()
            self._pinyin.type(key.lower())
            self._composed(key)
        else:
            now.letters = ()
            self._write(key)

    def pick(self, index: str) -> None:
        """Choose a candidate."""
        now, number = self._composing, int(index)
        found = self._candidates()
        if not 0 <= number < len(found):
            return
        if now.letters:
            now.letters = ()
            self._write(found[number])
        elif self._pinyin is not None:
            text = self._pinyin.pick(number)
            if text:
                self._begin()
                self._write(text)
            else:
                self._composed(found[number])

    def delete(self) -> None:
        """Take back the last letter, or else the last character; it is said."""
        now = self._composing
        if now.letters:
            now.letters = ()
            self._refresh(":text")
            self._say(_gone(self._stage.words, ""))
        elif self._pending and self._pinyin is not None:
            gone = self._pending[-1]
            self._pinyin.delete()
            self._refresh(":candidate0" if self._candidates() else ":text")
            self._say(_gone(self._stage.words, gone))
        else:
            gone, now.text = now.text[-1:], now.text[:-1]
            self._refresh(":text")
            self._say(_gone(self._stage.words, gone))

    def next_kind(self) -> None:
        """Pinyin, small letters, capitals, digits, in turn."""
        now = self._composing
        kinds = [kind for kind in Kind if kind is not Kind.PINYIN or self._pinyin is not None]
        now.kind = kinds[(kinds.index(now.kind) + 1) % len(kinds)]
        now.letters = ()
        self._begin()
        self._refresh(":text")
        said = self._stage.words(f"reading.typing.kind.{now.kind}")
        self._stage.narrator.say(said, category=Category.ALERT)

    def done(self) -> None:
        """Put the text into the field and go back to it."""
        now = self._composing
        self._now = None
        self._stage.pop(say=False)
        if now.text:
            self._insert(now.field.id, now.text)
        self._stage.narrator.say(
            self._stage.words("reading.typing.done", text=_own(now.text)), category=Category.ALERT
        )

    @property
    def _composing(self) -> _Composing:
        if self._now is None:
            raise LookupError("nothing is being written")
        return self._now

    @property
    def _pending(self) -> str:
        pinyin = self._pinyin if self._composing.kind is Kind.PINYIN else None
        return pinyin.pending if pinyin is not None else ""

    def _begin(self, *, digits: bool = False) -> None:
        self._composing.by_digits = digits
        if self._pinyin is not None:
            self._pinyin.begin(DIGITS if digits else LETTERS)

    def _digit(self, key: str) -> None:
        now = self._composing
        if now.kind is Kind.PINYIN and self._pinyin is not None:
            if not now.by_digits:
                self._begin(digits=True)
            self._pinyin.type(key)
        else:
            now.letters = (*PAD_LETTERS[key], *PAD_LETTERS[key].upper(), key)
        self._composed(key)

    def _candidates(self) -> tuple[str, ...]:
        now = self._composing
        if now.letters or now.kind is not Kind.PINYIN or self._pinyin is None:
            return now.letters
        return self._pinyin.candidates()

    def _write(self, text: str) -> None:
        """Text came: it is said, and the cursor is on what was written so far."""
        self._composing.text += text
        self._refresh(":text")
        spoken = self._stage.words("reading.typed.space") if text == " " else _own(text)
        self._say(Say(spoken, spell=len(text) == 1))

    def _composed(self, key: str) -> None:
        """Letters came: they are said, and the first candidate, where the cursor is now."""
        found = self._candidates()
        self._refresh(":candidate0" if found else ":text")
        first = _told(found[0]) if found else self._stage.words("reading.typing.nothing")
        self._say(Say(_own(key), spell=len(key) == 1), Say(first))

    def _say(self, *said: Say) -> None:
        privacy = self._composing.field.privacy
        self._stage.narrator.utter(Utterance(said, Priority.NOW, Category.NAVIGATION, privacy))

    def _refresh(self, at: str) -> None:
        """Compose anew; first away from what may vanish, for Qt would move its focus by itself."""
        self._stage.reader.arrive(f"screen:{NAME}#:text", say=False)
        self._stage.refresh(quiet=True)
        self._stage.reader.arrive(f"screen:{NAME}#{at}", say=False)

    def _model(self) -> TypingModel:
        now = self._composing
        letters = OFFERED[now.kind]
        return TypingModel(
            label=now.field.name,
            text=now.text,
            pending=self._pending,
            candidates=tuple(
                (one, _told(one) if len(one) == 1 and one not in now.letters else None)
                for one in self._candidates()
            ),
            letters=tuple(letters),
            put=self._stage.narrator.keys.press("activate", self._stage.words, Mode.TYPE),
            privacy=now.field.privacy,
        )


def _own(text: str) -> Text:
    """What the visitor wrote: shown as it is, spoken in Chinese where it is Chinese."""
    return Text(text, "und" if text.isascii() else "zh-Hans", convert=not text.isascii())


def _told(text: str) -> Text:
    """A candidate; a single character with a word that it is known from."""
    known = described(text) if len(text) == 1 and not text.isascii() else None
    return known or _own(text)


def _gone(words: Words, gone: str) -> Say:
    """What went, or that nothing was there."""
    if not gone:
        return Say(words("reading.empty"))
    return Say(words("reading.typed.deleted", text=_own(gone)))
