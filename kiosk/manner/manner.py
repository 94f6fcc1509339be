"""A person's preferences at this terminal: applied whole or not at all, and read off again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

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

    def __init__(self, knobs: Knobs, settle: Callable[[], None] = lambda: None) -> None:
        self._knobs = knobs
        self._settle = settle

    def apply(self, values: Mapping[str, Value]) -> int:
        """Set everything that ``values`` name and this terminal has; how many were changed.

        Raises Wrong before anything is touched.
        """
        wrong = wrong_fields(values)
        if wrong:
            raise Wrong(wrong)
        changed = 0
        for name, knob in self._knobs.items():
            if name in values and knob.get() != values[name]:
                knob.set(values[name])
                changed += 1
        self._settle()
        return changed

    def now(self) -> dict[str, Value]:
        """How everything stands, for keeping; each value is one that the field allows."""
        known = fields()
        found = {name: knob.get() for name, knob in self._knobs.items()}
        return {name: value for name, value in found.items() if known[name].allows(value)}
