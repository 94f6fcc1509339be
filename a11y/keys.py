"""Keys as values: a chord is one key with its modifiers, a sequence is several chords.

Written as ``Ctrl+Shift+T``, ``KP_5`` (numeric pad), ``F23``; sequences with
blanks between. The shell makes chords from Qt's key events; pad keys that Linux
remaps (F13 … F24) come from their native code, never from Qt's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from a11y.errors import BadChord


class Modifier(StrEnum):
    """Modifiers in the order in which they are written."""

    CTRL = "Ctrl"
    ALT = "Alt"
    SHIFT = "Shift"
    META = "Meta"
    HOLD = "Hold"
    """The key was kept down; not a key itself."""


NAMED = frozenset(
    "Up Down Left Right Home End PageUp PageDown Insert Delete Backspace Return Tab Escape "
    "Space Plus Menu Help CapsLock NumLock VolumeUp VolumeDown VolumeMute "
    "KP_0 KP_1 KP_2 KP_3 KP_4 KP_5 KP_6 KP_7 KP_8 KP_9 "
    "KP_Enter KP_Plus KP_Minus KP_Multiply KP_Divide KP_Decimal".split()
) | frozenset(f"F{n}" for n in range(1, 25))
"""Keys that are not written as the character they type."""

_PAD = frozenset(f"F{n}" for n in range(13, 25))


@dataclass(frozen=True, slots=True)
class KeyChord:
    """One key with its modifiers; letters are lower case."""

    key: str
    modifiers: frozenset[Modifier] = frozenset()

    @classmethod
    def parse(cls, written: str, profile: str = "") -> KeyChord:
        """Read ``Ctrl+Shift+T``; raises BadChord."""
        *names, key = written.split("+") if written != "+" else ["+"]
        try:
            modifiers = frozenset(Modifier(name) for name in names)
        except ValueError as error:
            raise BadChord(profile, written, str(error)) from error
        if len(key) == 1 and key.isprintable():
            return cls(key.lower(), modifiers)
        if key not in NAMED:
            raise BadChord(profile, written, key)
        return cls(key, modifiers)

    def __str__(self) -> str:
        names = [modifier.value for modifier in Modifier if modifier in self.modifiers]
        key = self.key.upper() if len(self.key) == 1 else self.key
        return "+".join([*names, key])

    @property
    def on_pad(self) -> bool:
        """True for keys of a pad: a numeric pad, or the F13–F24 of accessible pads."""
        return self.key.startswith("KP_") or self.key == "NumLock" or self.key in _PAD

    @property
    def types(self) -> bool:
        """True where a text field would take the key as a character."""
        plain = self.modifiers <= {Modifier.SHIFT}
        return plain and (len(self.key) == 1 or self.key in ("Space", "Plus") or self._digit)

    @property
    def _digit(self) -> bool:
        return self.key.startswith("KP_") and self.key != "KP_Enter"


Sequence = tuple[KeyChord, ...]


def parse_sequence(written: str, profile: str = "") -> Sequence:
    """Read chords separated by blanks; raises BadChord."""
    if not written.split():
        raise BadChord(profile, written)
    return tuple(KeyChord.parse(part, profile) for part in written.split())


def write_sequence(sequence: Sequence) -> str:
    """The written form of a sequence."""
    return " ".join(str(chord) for chord in sequence)
