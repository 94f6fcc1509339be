"""What was entered in forms, by address: it outlives pages, languages and errors."""

from __future__ import annotations

from portal.models import Form
from views.compose.form_state import FormState, fresh


class FilledForms:
    """The filled forms of one visit."""

    def __init__(self) -> None:
        self._states: dict[str, FormState] = {}

    def of(self, form: Form) -> FormState:
        """What was entered in a form so far."""
        return self._states.get(form.address) or fresh(form)

    def keep(self, state: FormState) -> None:
        """Keep what was entered."""
        self._states[state.address] = state

    def clear(self) -> None:
        """Forget all."""
        self._states.clear()
