"""A key press finds its command, or goes on to the field that is being typed in.

Numbered, as it happens to each chord:

1. it is activity for the idle clock; answering the warning is all it does;
2. on the attract screen it only wakes the terminal, a pad key with voice;
3. in a text field what types a character goes to the field, and a list or the
   composing of characters takes its digits and letters;
4. otherwise the keymap is asked; a part of a sequence waits for the rest;
5. what is being said is cut short, unless the command is about speech itself;
6. in key learning the command is named, not run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from a11y.command import Command
from a11y.keymap import Keymap, Mode, Outcome
from a11y.keys import KeyChord, Modifier, Sequence

WAKES_WITH_VOICE = frozenset({"voice.toggle"})
GIVE_WAY = frozenset({"repeat", "where"})
"""On digits of a pad, where these stand while characters are composed, digits can be written."""

LEAVES_HELP = frozenset({"help.keys", "back", "scan.menu"})
"""With one switch it is the menu's: otherwise key learning could never be left."""


class Listener(Protocol):
    """What the dispatcher asks and tells; the desk of the visit is one."""

    @property
    def asleep(self) -> bool:
        """True on the attract screen."""

    @property
    def mode(self) -> Mode:
        """Where keys go now."""

    def within(self, key: str) -> bool:
        """Whether a key is one of a text of several lines: a new line, or a move inside of it."""

    def activity(self) -> bool:
        """A key or a touch came; True if it answered the idle warning."""

    def wake(self, *, voice: bool) -> None:
        """Leave the attract screen."""

    def hush(self) -> None:
        """Cut short what is being said."""

    def typed(self, chord: KeyChord) -> None:
        """A key goes to the field; its effect is to be said."""

    def takes(self, chord: KeyChord) -> bool:
        """Give a digit or letter to what is on the screen; False where it wants none."""


class Dispatcher:
    """Turns chords into command calls."""

    def __init__(
        self,
        keymap: Callable[[], Keymap],
        commands: Mapping[str, Command],
        listener: Listener,
        learn: Callable[[KeyChord, Command | None], None],
    ) -> None:
        self._learn = learn
        self._keymap = keymap
        self._commands = commands
        self._listener = listener
        self._pending: Sequence = ()

    def holds(self, chord: KeyChord) -> bool:
        """Whether holding the chord down means something else than pressing it."""
        if self._listener.asleep:
            return False
        held = KeyChord(chord.key, chord.modifiers | {Modifier.HOLD})
        return self._keymap().match((held,), self._mode).outcome is Outcome.EXACT

    def press(self, chord: KeyChord) -> bool:
        """Handle one chord; False lets it go on to the widget."""
        desk = self._listener
        if desk.activity():
            return True
        command = self._find(chord)
        if desk.asleep:
            voice = chord.on_pad or (command is not None and command.id in WAKES_WITH_VOICE)
            self._pending = ()
            desk.wake(voice=voice)
            return True
        if desk.mode is Mode.HELP and not (command and command.id in LEAVES_HELP):
            desk.hush()
            self._learn(chord, command)
            return True
        if desk.mode is Mode.FOCUS and self._for_field(chord, command):
            self._pending = ()
            desk.hush()
            desk.typed(chord)
            return False
        return self._taken(chord, command) or self._run(command)

    def _taken(self, chord: KeyChord, command: Command | None) -> bool:
        """A list takes digits that mean something else on a page; composing takes what is free."""
        desk = self._listener
        if desk.mode is Mode.FOCUS or not (chord.types or chord.key == "Backspace"):
            return False
        free = command is None or command.id in GIVE_WAY
        return (desk.mode is not Mode.TYPE or free) and desk.takes(chord)

    def _run(self, command: Command | None) -> bool:
        if command is None:
            if not self._pending:
                self._listener.hush()
            return True
        if not command.keeps_speech:
            self._listener.hush()
        command.run(self._listener)
        return True

    def _find(self, chord: KeyChord) -> Command | None:
        """The command of the chord, with what was pressed before it if that began a sequence."""
        mode = self._mode
        for sequence in ((*self._pending, chord), (chord,)):
            match = self._keymap().match(sequence, mode)
            if match.outcome is Outcome.EXACT:
                self._pending = ()
                return self._commands[match.command]
            if match.outcome is Outcome.PARTIAL:
                self._pending = sequence
                return None
        self._pending = ()
        return None

    @property
    def _mode(self) -> Mode:
        """Where keys are looked up; key learning names what they mean while reading."""
        mode = self._listener.mode
        return Mode.BROWSE if mode is Mode.HELP else mode

    def _for_field(self, chord: KeyChord, command: Command | None) -> bool:
        if not chord.modifiers and self._listener.within(chord.key):
            return True
        if self._keymap().binds(chord, Mode.FOCUS):
            return False
        if chord.types:
            return True
        return command is None and not self._pending


def holding(note: Callable[[KeyChord], None], dispatcher: Dispatcher) -> Callable[[KeyChord], bool]:
    """What holding a key means depends on whose key it is, which is noted first."""

    def holds(chord: KeyChord) -> bool:
        note(chord)
        return dispatcher.holds(chord)

    return holds
