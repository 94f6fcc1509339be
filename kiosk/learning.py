"""Key learning: every key says what it does instead of doing it."""

from __future__ import annotations

from a11y.command import Command
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
        key = "reading.keys.on" if self.on else "reading.keys.off"
        self._stage.narrator.say(self._stage.words(key), category=Category.ALERT)

    def name(self, chord: KeyChord, command: Command | None) -> None:
        """Say what a key does."""
        words = self._stage.words
        pressed = Text(str(chord), "und", convert=False)
        if command is None:
            said = words("reading.keys.none", pressed=pressed)
        else:
            said = words("reading.keys.does", pressed=pressed, what=words(command.description))
        self._stage.narrator.say(said, priority=Priority.NOW, category=Category.ALERT)
