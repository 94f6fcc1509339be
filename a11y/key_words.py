"""Keys in words: what a key is called on the keyboard or pad that the visitor uses.

A terminal may have several; the one that was used last is the visitor's. So hints,
lesson, menu and key learning name keys that are under the fingers: the 2 key of a
pad, the down key of another, the switch of who has only one.
"""

from __future__ import annotations

from collections.abc import Sequence

from a11y.keymap import Binding, Keymap, Mode, merged
from a11y.keys import KeyChord, Modifier
from a11y.keys import Sequence as Chords
from locales.text import EMPTY, Text
from locales.words import Words

KEYBOARD, SCAN = "keyboard", "scan"
HANDS = {"pad12-telephone": "telephone", "pad12-calculator": "calculator"}
"""Profiles whose keys have names of their own under another word than the profile's."""

WITHOUT_LETTERS = frozenset({"pad5", SCAN})
"""Hands that can type nothing by themselves: they write through the dialog."""

SWITCHED = {
    "activate": "scan.select",
    "field.enter": "scan.select",
    "type.open": "scan.select",
    "menu": "scan.menu",
    "back": "scan.menu",
    "help.keys": "scan.menu",
}
"""What stands for a command where there is one switch only."""

_SIGNS = {
    "`": "grave",
    "=": "equals",
    "-": "minus",
    "[": "bracketleft",
    "]": "bracketright",
    ".": "period",
    ",": "comma",
    "/": "slash",
    ";": "semicolon",
    "'": "apostrophe",
    "\\": "backslash",
}


def key_name(chords: Chords, profile: str, words: Words) -> Text:
    """What a sequence is called on the keyboard of a profile; its chords one after another."""
    first, *rest = (_chord(chord, profile, words) for chord in chords)
    for chord in rest:
        first = words("reading.key.then", first=first, second=chord)
    return first


def _chord(chord: KeyChord, profile: str, words: Words) -> Text:
    name = _key(chord.key, HANDS.get(profile, profile), words)
    names = [one.value for one in Modifier if one in chord.modifiers and one is not Modifier.HOLD]
    if names:
        name = words("reading.key.combination", modifiers="+".join(names), name=name)
    held = Modifier.HOLD in chord.modifiers
    return words("reading.key.hold", name=name) if held else name


def _key(key: str, hand: str, words: Words) -> Text:
    if hand == SCAN:
        return words("reading.key.scan.switch")
    digit = key[3:] if key.startswith("KP_") and key[3:].isdecimal() else ""
    name = "KP_Digit" if digit else _SIGNS.get(key, key)
    for known in (f"reading.key.{hand}.{name}", f"reading.key.{name}"):
        if words.has(known):
            return words(known, n=digit) if digit else words(known)
    return Text(key.upper() if len(key) == 1 else key, "und", convert=False)


class Keys:
    """The keyboards of a terminal, and which of them is in use."""

    def __init__(self, keymaps: Sequence[Keymap] = ()) -> None:
        self.use(keymaps)

    def use(self, keymaps: Sequence[Keymap]) -> None:
        """These are the keyboards of the terminal; the first is in use until a key comes."""
        self._keymaps = [(keymap, _keys_of(keymap)) for keymap in keymaps]
        self.all = merged(keymaps)
        """All of them as one; where two bind the same keys, the first wins."""

        self._used = keymaps[0] if keymaps else Keymap(KEYBOARD, ())

    @property
    def hand(self) -> str:
        """The profile of the keyboard that is in use."""
        return self._used.profile

    @property
    def digits(self) -> bool:
        """Whether the keyboard in use is a pad of digits."""
        return self.hand in HANDS

    @property
    def letters(self) -> bool:
        """Whether the keyboard in use has letters, which go straight into a field."""
        return self.hand not in WITHOUT_LETTERS and not self.digits

    def note(self, chord: KeyChord) -> None:
        """A key was pressed: its keyboard is the one in use, if it is anybody's."""
        owner = self._owner(chord)
        self._used = owner if owner.bindings else self._used

    def pressed(self, chord: KeyChord, words: Words) -> Text:
        """What a key is called that was pressed."""
        return key_name((chord,), self._owner(chord).profile, words)

    def named(self, command: str, words: Words, mode: Mode = Mode.BROWSE) -> Text:
        """What the keys of a command are called; empty where the keyboard in use has none."""
        chords = self._chords(command, mode)
        return key_name(chords, self.hand, words) if chords else EMPTY

    def press(self, command: str, words: Words, mode: Mode = Mode.BROWSE) -> Text:
        """The same as something to do: press this key, or hold it down."""
        chords = self._chords(command, mode)
        name = key_name(chords, self.hand, words) if chords else words("reading.key.Return")
        held = any(Modifier.HOLD in chord.modifiers for chord in chords)
        return name if held else words("reading.key.press", name=name)

    def _chords(self, command: str, mode: Mode) -> Chords:
        wanted = SWITCHED.get(command, command) if self.hand == SCAN else command
        own = [b for b in self._used.bindings if b.command == wanted and self._holds(b, mode)]
        return min(own, key=lambda b: b.mode is not mode).sequence if own else ()

    def _holds(self, binding: Binding, mode: Mode) -> bool:
        """Whether a binding holds in a mode, and no other keyboard's was there first."""
        if binding.mode not in (mode, None):
            return False
        return self.all.match(binding.sequence, mode).command == binding.command

    def _owner(self, chord: KeyChord) -> Keymap:
        """Whose key it is: a pad's own keys are the pad's where a keyboard has them too."""
        having = [keymap for keymap, keys in self._keymaps if chord.key in keys]
        pads = [keymap for keymap in having if keymap.profile != KEYBOARD]
        owners = pads if chord.on_pad and pads else having
        return owners[0] if owners else Keymap(KEYBOARD, ())


def _keys_of(keymap: Keymap) -> frozenset[str]:
    return frozenset(chord.key for binding in keymap.bindings for chord in binding.sequence)
