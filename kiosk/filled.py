"""What was entered in forms, by address: it outlives pages, languages and errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from portal.models import Form
from views.compose.form_state import FormState, fresh

AUTO, ONE, ALL = "auto", "one", "all"
WAYS = (AUTO, ONE, ALL)
"""How forms are asked."""


class FilledForms:
    """The filled forms of one visit."""

    def __init__(self) -> None:
        self._states: dict[str, FormState] = {}
        self.one_by_one: Callable[[], bool] = lambda: False
        """Whether a form that is opened now asks one question at a time."""

    def of(self, form: Form) -> FormState:
        """What was entered in a form so far."""
        kept = self._states.get(form.address)
        if kept is not None:
            return kept
        asked = self.one_by_one() and len(form.fields) > 1
        return replace(fresh(form), place=0 if asked else None)

    def keep(self, state: FormState) -> None:
        """Keep what was entered."""
        self._states[state.address] = state

    def clear(self) -> None:
        """Forget all."""
        self._states.clear()
