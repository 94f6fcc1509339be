"""A member of staff signs in beside the visitor: the code that their own phone approves."""

from __future__ import annotations

from a11y.document import Document
from locales.words import Words
from views.compose.build import Maker
from views.compose.dialogs import dialog
from views.compose.models import SignInModel, SignInState
from views.compose.sign_in import other_part, waiting_part


def compose_staff(model: SignInModel, words: Words) -> Document:
    """As for a visitor, in a dialog over what the visitor was doing."""
    make = Maker("screen:staff", words)
    inside = [make.paragraph(":purpose", words("screens.staff.purpose"), "lead")]
    waits = model.state is SignInState.WAITING
    inside += waiting_part(model, make) if waits else other_part(model, make)
    return dialog(make, words("screens.staff.title"), inside, look="wide")
