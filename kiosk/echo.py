"""Saying what typing does: the character that came, the text that went, where the caret is.

The field itself is asked before and after the key, so that what is said is what
happened, whatever input method was at work. Characters of a secret are stars.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from a11y.breaks import Words
from a11y.document import Privacy, State
from a11y.speech.utterance import Category, Priority, Say, Utterance
from kiosk.stage import Stage
from kiosk.tasks import Post
from locales.text import Text


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a field, and where the caret is (code points)."""

    text: str
    caret: int


_ALWAYS = frozenset("Up Down Left Right Home End Backspace Delete".split())


_LINES = {"Up": -1, "Down": 1}


class Fields(Protocol):
    """The fields of the screen."""

    def field(self, node_id: str) -> Typed | None:
        """What stands in one."""

    def goes(self, node_id: str, step: int) -> bool:
        """Whether there is a line below (1) or above (-1) the caret."""


class Echo:
    """Watches the field at the reading position over one key."""

    def __init__(self, stage: Stage, fields: Fields, post: Post) -> None:
        self._stage = stage
        self._field = fields.field
        self._goes = fields.goes
        self._post = post
        self._breaks = Words()

    @property
    def multiline(self) -> bool:
        """Whether the field takes several lines."""
        return State.MULTILINE in self._stage.reader.node.states and self._stage.typing

    def goes(self, key: str) -> bool:
        """Whether ``Up`` or ``Down`` stays in the field; at its ends they lead on, to no trap."""
        return key in _LINES and self._goes(self._stage.reader.node.id, _LINES[key])

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the field."""
        there = self._field(self._stage.reader.node.id)
        return there is None or not there.text.strip()

    def watch(self, key: str = "", *, by_word: bool = False) -> None:
        """Note the field now; say the difference when the key has been handled.

        ``by_word`` says the word the caret came to, not the character.

        A key that moves or deletes says where the caret is even if it could do nothing:
        a silent key is a broken one to who listens.
        """
        node_id = self._stage.reader.node.id
        before = self._field(node_id)
        if before is not None:
            always = key in _ALWAYS
            self._post(lambda: self._say(node_id, before, always=always, by_word=by_word))

    def _say(self, node_id: str, before: Typed, *, always: bool, by_word: bool) -> None:
        after = self._field(node_id)
        if after is not None and (after != before or always):
            self.tell(node_id, before, after, by_word=by_word)

    def tell(self, node_id: str, before: Typed, after: Typed, *, by_word: bool = False) -> None:
        """Say what came of typing into a field."""
        node = self._stage.reader.document.find(node_id)
        if node is None:
            return
        secret = node.privacy is Privacy.SECRET
        words = self._stage.words
        gone, came = difference(before.text, after.text)
        if secret and (gone or came):
            said = Say(words("reading.typed.star"))
        elif secret:
            said = Say(
                words("reading.typed.star" if after.caret < len(after.text) else "reading.empty")
            )
        elif came:
            said = self._character(came)
        elif gone:
            deleted = words("reading.typed.deleted", text=Text(gone, "und", convert=False))
            said = Say(deleted)
        else:
            said = self._character(self._at(after, by_word=by_word))
        # a star is a word of ours; the characters of a secret are in no utterance
        privacy = self._stage.privacy_of(node_id)
        utterance = Utterance((said,), Priority.NOW, Category.NAVIGATION, privacy, focus=True)
        self._stage.narrator.utter(utterance)

    def _at(self, there: Typed, *, by_word: bool) -> str:
        """What the caret stands before: a character, or what is left of the word there."""
        if by_word:
            for start, end in self._breaks(there.text):
                if start <= there.caret < end:
                    return there.text[there.caret : end]
        return there.text[there.caret : there.caret + 1]

    def _character(self, typed: str) -> Say:
        words = self._stage.words
        if typed == " ":
            return Say(words("reading.typed.space"))
        if typed == "\n":
            return Say(words("reading.typed.newline"))
        if not typed:
            return Say(words("reading.empty"))
        return Say(Text(typed, "und", convert=False), spell=len(typed) == 1)


def difference(before: str, after: str) -> tuple[str, str]:
    """What went and what came between two texts that share their beginning and end."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    most = min(len(before), len(after)) - start
    while end < most and before[-1 - end] == after[-1 - end]:
        end += 1
    return before[start : len(before) - end], after[start : len(after) - end]
