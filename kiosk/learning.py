"""Key learning: every key says what it does instead of doing it."""

from __future__ import annotations

from a11y.command import Command
from a11y.key_words import SCAN
from a11y.keys import KeyChord
from a11y.speech.utterance import Category, Priority
from kiosk.stage import Stage
from locales.text import Text


class KeyLearning:
    """Begins and ends with the help key; what it says comes from the table of commands."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.on = False

    def toggle(self) -> None:
        """Begin or end."""
        self.on = not self.on
        said = self._welcome() if self.on else self._stage.words("reading.keys.off")
        self._stage.narrator.say(said, category=Category.ALERT)

    def name(self, chord: KeyChord, command: Command | None) -> None:
        """Say what a key is called and what it does."""
        words = self._stage.words
        pressed = self._stage.narrator.keys.pressed(chord, words)
        if command is None:
            said = words("reading.keys.none", pressed=pressed)
        else:
            said = words("reading.keys.does", pressed=pressed, what=words(command.description))
        self._stage.narrator.say(said, priority=Priority.NOW, category=Category.ALERT)

    def _welcome(self) -> Text:
        """What to do, and with which key it ends."""
        words, keys = self._stage.words, self._stage.narrator.keys
        press = keys.press("help.keys", words)
        if keys.hand == SCAN:
            return words("reading.keys.on.scan", press=press)
        return words("reading.keys.on", press=press)
