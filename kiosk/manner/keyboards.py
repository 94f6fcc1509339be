"""Which keys mean what, as a person is used to it: their keyboard profile at this terminal.

The two layouts of a pad of twelve keys (digits from above, as on a telephone, or from below)
cannot both hold; the one the person is used to takes the place of the other. Any other keyboard
is added before those of the terminal, so that its keys win. With one switch the terminal itself
must be set up: no profile changes that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from a11y.key_words import HANDS, SCAN, Keys
from a11y.keymap import Keymap, load_all
from kiosk.manner.knobs import Knob, Knobs

FIELD = "yizhan:keyboardProfile"


def keyboards_of(keys: Keys, commands: Collection[str], profiles: Sequence[str]) -> Keyboards:
    """Those of a terminal, from the files of their profiles."""
    return Keyboards(keys, lambda one: load_all([one], commands)[0], profiles)


class Keyboards:
    """The keyboards of a visit; ``load`` reads a profile's keys."""

    def __init__(self, keys: Keys, load: Callable[[str], Keymap], own: Sequence[str]) -> None:
        self._keys = keys
        self._load = load
        self._own = tuple(own)
        self._now = ""
        self._use(self._own)

    @property
    def knob(self) -> Knobs:
        """The field of a person's preferences that chooses one."""
        return {FIELD: Knob(lambda: self._now or None, lambda value: self.put(str(value)))}

    def put(self, profile: str) -> None:
        """The person is used to this one."""
        if profile == SCAN and SCAN not in self._own:
            return
        twins = set(HANDS) if profile in HANDS else {profile}
        self._now = profile
        self._use((profile, *(one for one in self._own if one not in twins)))

    def _use(self, profiles: Sequence[str]) -> None:
        self._keys.use([self._load(one) for one in profiles])
