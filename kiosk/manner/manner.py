"""A person's preferences at this terminal: applied whole or not at all, and read off again."""

from __future__ import annotations

from collections.abc import Mapping

from auth.preferences import Value
from kiosk.manner.fields import fields, wrong_fields
from kiosk.manner.knobs import Knobs


class Wrong(ValueError):
    """Preferences that cannot be; nothing was changed. ``names`` are the fields."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class Manner:
    """Turns the knobs of this visit."""

    def __init__(self, knobs: Knobs) -> None:
        self._knobs = knobs

    def apply(self, values: Mapping[str, Value]) -> int:
        """Set everything that ``values`` name and this terminal has; how many were changed.

        Raises Wrong before anything is touched.
        """
        wrong = wrong_fields(values)
        if wrong:
            raise Wrong(wrong)
        before = self.now()
        for name, knob in self._knobs.items():
            if name in values:
                knob.set(values[name])
        after = self.now()
        return sum(after[name] != before.get(name) for name in after)

    def now(self) -> dict[str, Value]:
        """How everything stands, for keeping; each value is one that the field allows."""
        known = fields()
        found = {name: knob.get() for name, knob in self._knobs.items()}
        return {
            name: value
            for name, value in found.items()
            if value is not None and known[name].allows(value)
        }
