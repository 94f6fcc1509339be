"""Writing by ear: characters from pinyin, letters and digits, with any keyboard or pad.

What is composed, the candidates and the letters are nodes of a dialog, so they
are read, chosen and scanned as everything else. Numbered, as it happens:

1. the field is named, what stands in it is there already, and the kind of writing is chosen
   (pinyin where there is an engine, digits for numbers and secrets);
2. a letter, or on a pad the digit that stands for it, gives candidates; the
   first is said with a word that tells it from others of its sound;
3. a candidate is picked; what is left of the letters gives the next ones;
4. the text so far is the first node, read by character and word as any text: activating
   it puts it into the field in place of what was there.

Of a secret the dialog knows the characters and neither shows nor says them: stars do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from a11y.document import Node, Privacy
from a11y.keymap import Mode
from a11y.keys import KeyChord
from a11y.speech.utterance import Category, Say
from kiosk.composing import OFFERED, PAD_LETTERS, Composing, Fields, Kind, own, told
from kiosk.rime import DIGITS, LETTERS, Pinyin
from kiosk.screens import Screen
from kiosk.stage import Stage
from kiosk.typing_screen import NAME, TypingModel, compose_typing
from kiosk.typing_told import Telling


class Typing:
    """The dialog, from opening it to putting the text into the field."""

    def __init__(
        self,
        stage: Stage,
        pinyin: Callable[[], Pinyin | None],
        fields: Fields,
    ) -> None:
        self._stage = stage
        self._open_pinyin = pinyin
        self._fields = fields
        self._telling = Telling(stage)
        self._pinyin: Pinyin | None = None
        self._now: Composing | None = None

    @property
    def on(self) -> bool:
        """Whether the dialog is on top."""
        return self._stage.screen is not None and self._stage.screen.name == NAME

    def open(self) -> None:
        """Write into the field at the reading position.

        A keyboard types a secret into it directly.
        """
        field, keys = self._stage.reader.node, self._stage.narrator.keys
        secret = field.privacy is Privacy.SECRET
        if self.on or not self._stage.typing or (secret and keys.letters):
            self._stage.reader.say_node()
            return
        self._pinyin = self._pinyin or self._open_pinyin()
        digits = secret or bool({"phone", "digits", "number", "date"} & set(field.look.split()))
        chinese = Kind.PINYIN if self._pinyin is not None else Kind.LATIN
        there = self._fields.field(field.id)
        text, caret = (there.text, there.caret) if there is not None else ("", 0)
        kind = Kind.DIGITS if digits else chinese
        left = self._now  # by the key that goes back, perhaps by mistake: nothing is lost
        again = left is not None and (left.field.id, left.there) == (field.id, there)
        if left is None or not again or secret:
            left = Composing(field, kind, there, text[:caret], text[caret:])
        left.field = self._seen(field)
        self._now = left
        self._begin()
        self._stage.push(Screen(NAME, lambda words: compose_typing(self._model(), words), False))
        if self._pinyin is None and not secret:
            said = self._stage.words("reading.typing.no_engine")
            self._stage.narrator.say(said, category=Category.ALERT)

    def _seen(self, field: Node) -> Node:
        """The field as others may see it: with staff there its name can be hidden as well."""
        stage = self._stage
        if field.privacy is Privacy.SECRET:
            return field
        hidden = stage.privacy_of(stage.reader.document.root.id) is not Privacy.PUBLIC
        name = stage.words("reading.typing.text") if hidden else field.name
        return replace(field, name=name, privacy=stage.privacy_of(field.id))

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
            self._telling.gone(now, "")
        elif self._pending and self._pinyin is not None:
            gone = self._pending[-1]
            self._pinyin.delete()
            self._refresh(":candidate0" if self._candidates() else ":text")
            self._telling.gone(now, gone)
        else:
            gone, now.text = now.text[-1:], now.text[:-1]
            self._refresh(":text")
            self._telling.gone(now, gone)

    def review(self, *, by_words: bool) -> None:
        """Say what was written so far word by word, or character by character."""
        self._telling.review(self._composing, by_words=by_words)

    def next_kind(self) -> None:
        """Pinyin, small letters, capitals, digits, in turn."""
        now = self._composing
        pinyin = self._pinyin is not None and not now.secret
        kinds = [kind for kind in Kind if kind is not Kind.PINYIN or pinyin]
        now.kind = kinds[(kinds.index(now.kind) + 1) % len(kinds)]
        now.letters = ()
        self._begin()
        self._refresh(":text")
        said = self._stage.words(f"reading.typing.kind.{now.kind}")
        self._stage.narrator.say(said, category=Category.ALERT)

    def done(self) -> None:
        """Put the text into the field and go back to it."""
        now, self._now = self._composing, None
        self._stage.pop(say=False)
        if now.there is None:
            self._fields.insert(now.field.id, now.text)
        elif now.whole != now.there.text:
            self._fields.put(now.field.id, now.whole, len(now.text))
        self._telling.done(now)

    @property
    def _composing(self) -> Composing:
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
        self._telling.came(self._composing, text)

    def _composed(self, key: str) -> None:
        """Letters came: they are said, and the first candidate, where the cursor is now."""
        found = self._candidates()
        self._refresh(":candidate0" if found else ":text")
        first = told(found[0]) if found else self._stage.words("reading.typing.nothing")
        letter = Say(own(key), spell=len(key) == 1)
        self._telling.say(self._composing, letter, Say(first))

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
            text=self._telling.shown(now, self._pending),
            candidates=tuple(
                (one, told(one) if len(one) == 1 and one not in now.letters else None)
                for one in self._candidates()
            ),
            letters=tuple(letters),
            put=self._stage.narrator.keys.press("activate", self._stage.words, Mode.TYPE),
            privacy=now.field.privacy,
        )
